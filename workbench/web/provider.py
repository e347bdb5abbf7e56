"""Signing in through the agencies' own provider (OpenID Connect), with several factors.

/auth/login ──► provider ──► /auth/callback: token checked, account found, session begun
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.starlette_client import OAuth
from httpx import HTTPError
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from workbench.errors import AccessError, OperationsError
from workbench.settings import Settings

FACTORS = frozenset(("mfa", "otp", "hwk", "swk", "fido", "sc", "pop"))
"""Values of ``amr`` (RFC 8176) that stand for more than a password."""


def client(settings: Settings) -> OAuth:
    """The client of the provider that the settings name."""
    oauth = OAuth()
    oauth.register(
        "provider",
        client_id=settings.oidc_client,
        client_secret=settings.oidc_secret,
        server_metadata_url=f"{settings.oidc_issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
    )
    return oauth


async def away(oauth: OAuth, request: Request, callback: str) -> Response:
    """Send the browser to the provider.

    Raises:
        OperationsError: the provider does not answer.
    """
    try:
        response: Response = await oauth.provider.authorize_redirect(request, callback)
    except (HTTPError, OAuthError, ValueError) as error:
        raise OperationsError(
            f"the sign-in provider does not answer as it should ({type(error).__name__}): try "
            "again, or tell your administrator"
        ) from error
    return response


async def back(oauth: OAuth, request: Request) -> dict[str, Any]:
    """The claims of whoever comes back, after every check that the protocol asks for.

    Raises:
        AccessError: the answer is not one to our question, or the token is not in order.
        OperationsError: the provider does not answer.
    """
    try:
        token = await oauth.provider.authorize_access_token(request)
    except (OAuthError, JoseError, KeyError) as error:
        raise AccessError("the provider's answer was not accepted: sign in again") from error
    except (HTTPError, ValueError) as error:
        raise OperationsError("the sign-in provider does not answer: try again") from error
    claims = token.get("userinfo")
    if not claims or not claims.get("sub"):
        raise AccessError("the provider named nobody: sign in again")
    return dict(claims)


def several_factors(claims: Mapping[str, Any], settings: Settings) -> bool:
    """Whether the provider says that more than a password was asked for."""
    said = claims.get("amr")
    methods = {said} if isinstance(said, str) else set(said or ())
    return bool(methods & FACTORS) or claims.get("acr") in settings.oidc_acr
