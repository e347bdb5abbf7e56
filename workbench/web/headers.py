"""Headers of every answer: what a page may load and run, who may frame it, what is kept."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
LOCKED_DOWN = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
}
NEVER_KEPT = "no-store"
TLS_ONLY = "max-age=31536000"


def app_policy(shell: str) -> str:
    """What a page of the app may do; ``shell`` is the HTML that Streamlit begins every page with.

    Charts and our canvas are given as text and run from blobs, the charts' grammar is compiled in
    the browser (``unsafe-eval``), and styles are written as they are needed: Streamlit does not
    work with less.
    """
    inline = " ".join(f"'{sum_of(script)}'" for script in _INLINE.findall(shell))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {inline} 'unsafe-eval' blob:",
            "worker-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "media-src 'none'",
            "object-src 'none'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def page_policy(style: str) -> str:
    """What a page that we write ourselves may do: nothing but its style and its forms."""
    return (
        f"default-src 'none'; style-src '{sum_of(style)}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def sum_of(text: str) -> str:
    """How a policy names a script or style that stands in the page."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
