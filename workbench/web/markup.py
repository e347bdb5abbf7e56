"""The few pages that are served without Streamlit: plain HTML, no script, nothing unescaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; background: #F3F5F7; color: #1B2733; }
main { max-width: 27rem; margin: 10vh auto; padding: 1.6rem 2rem; background: #FFF;
       border: 1px solid #D5DBE1; border-radius: 6px; }
h1 { font-size: 1.25rem; margin: 0 0 .8rem; }
label { display: block; margin: .8rem 0 .2rem; font-weight: 600; }
select, button, a.button { font: inherit; width: 100%; padding: .45rem .6rem; border-radius: 6px;
       border: 1px solid #9AA7B2; background: #FFF; box-sizing: border-box; }
button, a.button { margin-top: 1.2rem; background: #0B5C94; border-color: #0B5C94; color: #FFF;
       font-weight: 600; cursor: pointer; display: block; text-align: center;
       text-decoration: none; }
:focus-visible { outline: 3px solid #62B5E8; outline-offset: 2px; }
.band { background: #F0C419; color: #1B1B1B; padding: .3rem .7rem; border-radius: 4px;
        font-weight: 600; font-size: .87rem; margin-bottom: 1rem; }
.wrong { border-left: 6px solid #C0392B; padding: .2rem .7rem; margin: 0 0 1rem; }
@media (prefers-color-scheme: dark) {
  body { background: #12181F; color: #E3E9EF; }
  main, select { background: #1B242D; border-color: #35424E; color: inherit; }
}
"""


def page(title: str, body: str, *, onward: str = "") -> str:
    """A page; ``onward`` moves on to another at once."""
    refresh = f'<meta http-equiv="refresh" content="0;url={escape(onward)}">' if onward else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{refresh}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>"
    )


def demo_form(
    agencies: Iterable[tuple[str, str]], roles: Iterable[str], csrf: str, onward: str
) -> str:
    """Choose a made-up account."""
    agency = "".join(
        f'<option value="{escape(code)}">{escape(name)}</option>' for code, name in agencies
    )
    role = "".join(f'<option value="{escape(r)}">{escape(r)}</option>' for r in roles)
    return page(
        "Sign in: demonstration",
        '<div class="band" role="note">Demonstration: made-up accounts, made-up records. '
        "Not for real cases.</div><h1>RTCC Workbench</h1>"
        '<form method="post" action="/enter/demo">'
        f'<input type="hidden" name="csrf" value="{escape(csrf)}">'
        f'<input type="hidden" name="next" value="{escape(onward)}">'
        f'<label for="agency">Agency</label><select id="agency" name="agency">{agency}</select>'
        f'<label for="role">Role</label><select id="role" name="role">{role}</select>'
        "<button>Enter</button></form>",
    )


def provider_form() -> str:
    """Go to the agency's own sign-in."""
    return page(
        "Sign in",
        "<h1>RTCC Workbench</h1>"
        "<p>Sign in with your agency's account. Several factors are needed.</p>"
        '<a class="button" href="/auth/login">Sign in</a>',
    )


def nobody_can() -> str:
    """Nothing is set up yet."""
    return page(
        "Sign in",
        "<h1>Nobody can sign in yet</h1><p>An administrator sets the sign-in up: "
        "WORKBENCH_OIDC_ISSUER and the others that docs/signing-in.md names. "
        "For made-up data on this machine, <code>workbench demo</code> needs none.</p>",
    )


def refused(told: str) -> str:
    """Why somebody was not let in."""
    return page(
        "Not signed in",
        f'<h1>Not signed in</h1><p class="wrong" role="alert">{escape(told)}</p>'
        '<a class="button" href="/enter">Back</a>',
    )
