"""Who may reach the server: this machine alone, or a declared TLS proxy; nobody else.

browser ── TLS ──► proxy ── X-Forwarded-Proto: https ──► here      or      browser here ──► here
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from workbench.errors import InputError
from workbench.settings import Settings

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
FORWARDING = frozenset(
    ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port",
     "x-forwarded-proto", "x-forwarded-server", "x-real-ip")
)  # fmt: skip
"""Headers that a proxy adds; without a declared proxy they mean that someone opened the server."""
PROTOCOL, CLIENT = "x-forwarded-proto", "x-forwarded-for"
HEALTH = frozenset({"/healthz", "/_stcore/health"})
"""What this machine may ask without the proxy, to see that the server is well."""

Scope = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reach:
    """How the server may be reached."""

    address: str | None
    """What the server listens on; None means every address of the machine."""
    demo: bool
    proxy: str
    """The TLS proxy's network address; empty without one."""
    host: str
    """The public host, with its port where it is not 443; empty without a proxy."""

    @property
    def secure(self) -> bool:
        """Whether browsers come over TLS."""
        return bool(self.proxy)

    def refusal(self, scope: Scope) -> str:
        """Why a request or socket is refused; empty where it is not."""
        if problem := problem_of(self):
            return problem
        peer = _peer(scope)
        headers = _headers(scope)
        if scope["type"] == "http" and scope["path"] in HEALTH and _is_loopback(peer):
            return ""
        if not self.proxy:
            if not _is_loopback(peer):
                return "this server answers its own machine only"
            if FORWARDING & headers.keys():
                return "requests come through a proxy that is not declared: docs/signing-in.md"
            return "" if _name(_host(headers)) in LOOPBACK_NAMES else "open it as http://localhost"
        if peer != self.proxy:
            return "requests come through the TLS proxy only"
        if headers.get(PROTOCOL) != ["https"]:
            return "the proxy does not say that the browser came over TLS (X-Forwarded-Proto)"
        if _host(headers) != self.host:
            return "the request names another host than WORKBENCH_URL"
        return "" if self.client(scope) else "the proxy does not say who asks (X-Forwarded-For)"

    def client(self, scope: Scope) -> str:
        """The network address of the browser; behind the proxy, as the proxy saw it."""
        if not self.proxy:
            return _peer(scope)
        # the last one is what the proxy itself saw; those before it are what it was told
        said = ",".join(_headers(scope).get(CLIENT, ())).rpartition(",")[2].strip()
        try:
            return str(ip_address(said))
        except ValueError:
            return ""


def reach(settings: Settings, address: str | None) -> Reach:
    """How a server that listens on ``address`` may be reached."""
    return Reach(
        address,
        settings.demo,
        _plain(settings.trusted_proxy),
        urlsplit(settings.url).netloc.lower() if settings.trusted_proxy else "",
    )


def problem_of(where: Reach) -> str:
    """Why nobody may be served so; empty where somebody may."""
    beyond = not is_loopback(where.address)
    listens = f"the server listens on {where.address or 'every address'}"
    if where.demo and beyond:
        return f"{listens}, and WORKBENCH_AUTH=demo is for this machine alone: --address localhost"
    if where.demo and where.proxy:
        return "WORKBENCH_AUTH=demo is for this machine alone: unset WORKBENCH_TRUSTED_PROXY"
    if beyond and not where.proxy:
        return (
            f"{listens} without a TLS proxy: use --address localhost, or put a proxy before it and "
            "name it in WORKBENCH_TRUSTED_PROXY (docs/signing-in.md)"
        )
    if where.proxy and not where.host:
        return "WORKBENCH_TRUSTED_PROXY needs WORKBENCH_URL, the https address that browsers open"
    return ""


def require_servable(settings: Settings, address: str | None) -> None:
    """Refuse to start where nobody could be signed in safely.

    Raises:
        InputError: what is set does not go together; the message says what to set.
    """
    if problem := problem_of(reach(settings, address)):
        raise InputError(problem)
    if settings.trusted_proxy and urlsplit(settings.url).scheme != "https":
        raise InputError("WORKBENCH_URL begins with https:// where a proxy stands before the app")
    if settings.demo:
        return
    if not settings.oidc_issuer or not settings.oidc_client:
        raise InputError(
            "nobody can sign in: set WORKBENCH_OIDC_ISSUER and WORKBENCH_OIDC_CLIENT_ID "
            "(docs/signing-in.md), or WORKBENCH_AUTH=demo for made-up accounts on this machine"
        )
    issuer = urlsplit(settings.oidc_issuer)
    if issuer.scheme != "https" and issuer.hostname not in LOOPBACK_NAMES:
        raise InputError("WORKBENCH_OIDC_ISSUER begins with https://: sign-in needs TLS")


def is_loopback(address: str | None) -> bool:
    """Whether who listens there hears this machine alone; None is every address."""
    if not address:
        return False
    return address == "localhost" or _is_loopback(address.strip("[]"))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _plain(address: str) -> str:
    if not address:
        return ""
    try:
        return str(ip_address(address))
    except ValueError:
        raise InputError(
            f"WORKBENCH_TRUSTED_PROXY is no network address: {address!r}. Name one, like 10.0.0.5"
        ) from None


def _peer(scope: Scope) -> str:
    """Who is connected; empty where the server before us has put something else there."""
    host, port = scope.get("client") or ("", 0)
    if not port:
        return ""
    try:
        found = ip_address(host)
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _host(headers: Mapping[str, list[str]]) -> str:
    said = headers.get("host", [])
    return said[0].lower() if len(said) == 1 else ""


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
