"""The identity provider: asking it who somebody is, and checking what it answers (OIDC)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from warnings import catch_warnings, simplefilter

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.deprecate import AuthlibDeprecationWarning
from joserfc.errors import JoseError

from workbench.errors import AccessError
from workbench.settings import Settings
from workbench.web.reach import LOOPBACK_NAMES

with catch_warnings():
    # about a module that Authlib itself imports: nobody here can act on it
    simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App

FACTORS = frozenset({"mfa", "otp", "hwk", "swk", "sc"})
"""Values of ``amr`` (RFC 8176) that say that more than a password was asked for."""
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
LEEWAY_SECONDS = 60
FRESH = timedelta(minutes=15)
"""The provider is asked to authenticate anew; where it says when it did, it was so lately."""
PATIENCE_SECONDS = 10


class ProviderError(AccessError):
    """The provider did not answer, or its answer cannot be trusted."""


@dataclass(frozen=True, slots=True)
class Question:
    """A sign-in in progress: what the provider is asked, and what only this browser may answer."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as the provider says."""

    issuer: str
    subject: str
    several_factors: bool


@dataclass(frozen=True)
class Provider:
    """One provider."""

    settings: Settings

    async def question(self, callback: str) -> Question:
        """What to ask the provider, which answers to ``callback``.

        Raises:
            ProviderError: it cannot be asked.
        """
        asked = {"acr_values": " ".join(self.settings.oidc_acr)} if self.settings.oidc_acr else {}
        try:
            client = await self._client()
            made = await client.create_authorization_url(callback, prompt="login", **asked)
        except (httpx.HTTPError, AuthlibBaseError, RuntimeError, ValueError, KeyError) as error:
            raise _silent(error) from error
        return Question(made["url"], made["state"], made["nonce"], made["code_verifier"])

    async def identity(
        self, question: Question, code: str, callback: str, now: datetime
    ) -> Identity:
        """Who the provider says that came back with ``code``.

        Raises:
            ProviderError: it does not say so, or not for this question, or not now.
        """
        try:
            client = await self._client()
            token = await client.fetch_access_token(
                code=code, redirect_uri=callback, code_verifier=question.verifier
            )
            if not token.get("id_token"):
                raise ProviderError("the provider did not say who signed in")
            claims = await client.parse_id_token(
                token,
                question.nonce,
                claims_options={
                    "iss": {"essential": True, "values": [self.settings.oidc_issuer]},
                    "aud": {"essential": True, "values": [self.settings.oidc_client]},
                    "exp": {"essential": True},
                    "iat": {"essential": True},
                    "nonce": {"essential": True},
                },
                leeway=LEEWAY_SECONDS,
            )
        except (AuthlibBaseError, JoseError) as error:
            raise ProviderError(f"the provider's answer is refused ({error})") from error
        except (httpx.HTTPError, RuntimeError, ValueError, KeyError, TypeError) as error:
            raise _silent(error) from error
        _require_fresh(claims, now)
        return Identity(
            claims["iss"], str(claims["sub"]), several_factors(claims, self.settings.oidc_acr)
        )

    async def farewell(self, back: str) -> str:
        """Where the browser ends the provider's own session; empty where it offers none."""
        try:
            client = await self._client()
            if not _is_safe(str(client.server_metadata.get("end_session_endpoint", ""))):
                return ""
            made = await client.create_logout_url(
                post_logout_redirect_uri=back, client_id=self.settings.oidc_client
            )
        except (httpx.HTTPError, AuthlibBaseError, RuntimeError, ValueError, ProviderError):
            return ""
        return str(made["url"])

    async def _client(self) -> StarletteOAuth2App:
        issuer = self.settings.oidc_issuer or ""
        client = OAuth().register(
            "provider",
            client_id=self.settings.oidc_client,
            client_secret=self.settings.oidc_secret or None,
            server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid",
                "code_challenge_method": "S256",
                "timeout": PATIENCE_SECONDS,
                "token_endpoint_auth_method": (
                    "client_secret_basic" if self.settings.oidc_secret else "none"
                ),
            },
        )
        metadata = await client.load_server_metadata()
        if metadata.get("issuer") != issuer:
            raise ProviderError("the provider names itself otherwise than WORKBENCH_OIDC_ISSUER")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not _is_safe(str(metadata.get(name, ""))):
                raise ProviderError(f"the provider names no https address as its {name}")
        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        metadata["id_token_signing_alg_values_supported"] = [
            one for one in offered if one in SIGNATURES
        ] or ["RS256"]
        return client


def several_factors(claims: Mapping[str, Any], accepted: tuple[str, ...]) -> bool:
    """Whether the provider says that more than one factor was asked for.

    Args:
        accepted: values of ``acr`` that say so, beside those of ``amr``.
    """
    if claims.get("acr") in accepted:
        return True
    said = claims.get("amr")
    return isinstance(said, list) and any(one in FACTORS for one in said if isinstance(one, str))


def _require_fresh(claims: Mapping[str, Any], now: datetime) -> None:
    at = claims.get("auth_time")
    if isinstance(at, int | float) and now.timestamp() - at > FRESH.total_seconds():
        raise ProviderError("the provider did not authenticate anew: it must honor prompt=login")


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK_NAMES)


def _silent(error: Exception) -> ProviderError:
    # its words may hold what was sent
    return ProviderError(f"the identity provider cannot be used ({type(error).__name__})")
