"""The few pages that stand before the app: plain HTML, no script, every value escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from starlette.responses import HTMLResponse

from workbench.access.viewer import Role
from workbench.records.agencies import SHARING_AGENCIES
from workbench.web.headers import page_policy

STYLE = """
:root { color-scheme: light dark; --line: #D5DBE1; --paper: #FFFFFF; --ink: #1B2733; --do: #0B5C94;
  --on: #FFFFFF; }
@media (prefers-color-scheme: dark) { :root { --line: #35424E; --paper: #12181F; --ink: #E3E9EF;
  --do: #62B5E8; --on: #12181F; } }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 14px/1.45 "Source Sans", system-ui, sans-serif; }
main { max-width: 26rem; margin: 12vh auto 0; padding: 0 1.25rem; }
h1 { font-size: 20px; margin: 0 0 0.75rem; } h1 span { color: var(--do); }
p { margin: 0 0 0.75rem; }
label { display: block; font-weight: 600; margin-bottom: 0.75rem; }
select { display: block; width: 100%; margin-top: 0.2rem; padding: 0.45rem; font: inherit;
  color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; }
button, a.do { display: inline-block; padding: 0.45rem 1rem; font: inherit; font-weight: 600;
  color: var(--on); background: var(--do); border: 0; border-radius: 6px; cursor: pointer;
  text-decoration: none; }
button:focus-visible, select:focus-visible, a:focus-visible { outline: 3px solid #F0C419;
  outline-offset: 2px; }
a { color: var(--do); }
.told { border: 1px solid var(--line); border-left: 6px solid #C0392B; border-radius: 6px;
  padding: 0.5rem 0.75rem; }
.band { background: #F0C419; color: #1B1B1B; font-weight: 600; padding: 4px 1.25rem;
  font-size: 13px; text-align: center; }
.quiet { opacity: 0.75; font-size: 13px; }
"""
POLICY = page_policy(STYLE)
DEMO_BAND = "Demonstration: made-up accounts, made-up records. Not for real cases."


def page(
    title: str, *parts: str, status: int = 200, onward: str = "", demo: bool = False
) -> HTMLResponse:
    """A page.

    Args:
        parts: HTML, escaped already.
        onward: where the browser goes by itself.
    """
    moves = f'<meta http-equiv="refresh" content="0; url={escape(onward)}">' if onward else ""
    band = f'<div class="band" role="note">{escape(DEMO_BAND)}</div>' if demo else ""
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{moves}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} – RTCC Workbench</title><style>{STYLE}</style></head><body>{band}"
        f"<main><h1><span>⬡</span> RTCC Workbench</h1>{''.join(parts)}</main></body></html>",
        status,
        {"Content-Security-Policy": POLICY},
    )


def told(text: str) -> str:
    """What went wrong, or has come to an end."""
    return f'<p class="told" role="alert">{escape(text[:1].upper() + text[1:])}</p>'


def line(text: str) -> str:
    """A line of text."""
    return f"<p>{escape(text)}</p>"


def button(text: str, address: str) -> str:
    """A link that looks like what it is: the next step."""
    return f'<p><a class="do" href="{escape(address)}">{escape(text)}</a></p>'


def link(text: str, address: str) -> str:
    """A link to something else that can be done."""
    return f'<p><a href="{escape(address)}">{escape(text)}</a></p>'


def demo_form(token: str, onward: str) -> str:
    """The choice among made-up accounts."""
    agencies = _options((a.code, f"{a.code} – {a.name}") for a in SHARING_AGENCIES)
    roles = _options((role.value, role.value) for role in Role)
    return (
        '<form method="post" action="/enter/demo">'
        f'<input type="hidden" name="token" value="{escape(token)}">'
        f'<input type="hidden" name="next" value="{escape(onward)}">'
        f'<label>Agency<select name="agency">{agencies}</select></label>'
        f'<label>Role<select name="role">{roles}</select></label>'
        "<button>Enter</button></form>"
    )


def leave_form(token: str) -> str:
    """The button that signs out."""
    return (
        '<form method="post" action="/leave">'
        f'<input type="hidden" name="token" value="{escape(token)}">'
        "<button>Sign out</button></form>"
    )


def _options(choices: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in choices
    )
