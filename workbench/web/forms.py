"""What forms and addresses may say: tokens against forged posts, paths that stay here, cookies."""

from __future__ import annotations

import re
from hmac import compare_digest
from urllib.parse import quote, unquote

from starlette.datastructures import Headers

from workbench.access.keys import Keys

START = "/"
LONGEST = 2_000
_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")
"""One slash, then printable ASCII without spaces or backslashes: no other host can be meant."""


def session_cookie(secure: bool) -> str:
    """Name of the cookie that holds the session's token; under TLS no other host can set it."""
    return "__Host-workbench" if secure else "workbench"


def asking_cookie(secure: bool) -> str:
    """Name of the cookie that holds a sign-in in progress."""
    return "__Host-workbench-asking" if secure else "workbench-asking"


def form_cookie(secure: bool) -> str:
    """Name of the cookie that the sign-in form answers to."""
    return "__Host-workbench-form" if secure else "workbench-form"


def token_for(keys: Keys, form: str, secret: str) -> str:
    """What a form must say to come from a page that whoever holds ``secret`` was given."""
    return keys.digest(f"form {form} {secret}".encode())


def is_from_us(keys: Keys, form: str, secret: str, said: str) -> bool:
    """Whether a form says what it must."""
    return bool(secret) and compare_digest(token_for(keys, form, secret).encode(), said.encode())


def same_origin(headers: Headers) -> bool:
    """Whether a browser says that a request comes from a page of this host, or says nothing.

    Forms of pages that tell no referrer have the origin ``null``: then only the browser's own word
    of where they come from counts.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin is None or (origin == "null" and site is not None):
        return True
    return origin.partition("://")[2].lower() == headers.get("host", "").lower()


def path_here(text: str) -> str:
    """The path and query to go on to; the start where ``text`` could lead anywhere else."""
    if len(text) > LONGEST or not _PATH.fullmatch(text):
        return START
    # neither may it lead there after it is decoded
    if not _PATH.match(unquote(text)) or text.startswith(("/enter", "/leave", "/auth")):
        return START
    return text


def entrance_for(path: str) -> str:
    """The address of the sign-in page from which one comes back to ``path``."""
    here = path_here(path)
    return "/enter" if here == START else f"/enter?next={quote(here, safe='')}"
