"""What must be known first, drawn: live warrants, cautions, and warrants that have ended."""

from __future__ import annotations

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.safety import Safety, Standing, Warning, Warrant, safety
from workbench.explore.words import many, record_key
from workbench.ui.text import agencies, details, html

SAID = 3
"""Records named beside one caution in short."""


def cautions(gateway: Gateway, id_: str, *, short: bool) -> None:
    """Draw a person's warrants and cautions; ``short`` folds those that have ended away.

    Where nothing is said nothing is drawn in short; else it says that this is no promise.
    """
    found = safety(gateway, id_)
    own = gateway.viewer.agency
    lines = [_live(warrant, own) for warrant in found.live]
    lines += [_caution(one, own) for one in found.cautions]
    lines += _ended(found)
    if lines:
        st.html("".join(lines))
    elif not short:
        st.html(
            '<div class="wb-line wb-quiet">No record that you may see states a caution or a '
            "warrant. That is no promise that there is none.</div>"
        )


def confirm(owner: str, contact: str, own: str) -> str:
    """Whom to confirm it with before acting, in words."""
    if owner == own:
        return "confirm in your own agency's file before acting"
    return f"confirm with {owner} before acting: {contact}"


def _live(warrant: Warrant, own: str) -> str:
    head = "LIVE WARRANT" if warrant.standing is Standing.LIVE else "WARRANT, status not known"
    issued = f", issued {warrant.issued}" if warrant.issued else ""
    return (
        '<div class="wb-caution wb-warrant" role="alert">'
        f"<b>⚠ {head}: {html(warrant.offense)}</b><br>"
        f"{html(warrant.agency)} {html(warrant.number)}{html(issued)} · "
        f"{html(warrant.status)} <b>as of {html(warrant.loaded_at)}</b> · "
        f"record {html(record_key(warrant.key))}<br>"
        f"{html(_sentence(confirm(warrant.agency, warrant.contact, own)))}</div>"
    )


def _caution(one: Warning, own: str) -> str:
    owners = tuple(dict.fromkeys(said.agency for said in one.said))
    latest = one.said[0]
    of = [
        f"{record_key(s.key)} · {s.observed or 'not dated'} · as of {s.loaded_at}" for s in one.said
    ]
    contacts = {s.agency: s.contact for s in one.said if s.agency != own}
    ask = [f"{owner}: {contact}" for owner, contact in contacts.items()]
    behind = details(many(len(of), "record"), [*of, *ask])
    verify = f" · verify with {html(agencies([*contacts], SAID))} before acting" if contacts else ""
    return (
        f'<div class="wb-caution" role="alert"><b>⚠ {html(one.text)}</b><br>'
        f"stated by {html(agencies(owners, 6))} · latest {html(latest.observed or 'not dated')} · "
        f"as of {html(max(s.loaded_at for s in one.said))}{verify}{behind}</div>"
    )


def _ended(found: Safety) -> list[str]:
    if not found.ended:
        return []
    lines = [
        f"{w.offense} · {w.agency} {w.number}, issued {w.issued or 'at an unknown date'} · "
        f"{w.status} as of {w.loaded_at} · record {record_key(w.key)}"
        for w in found.ended
    ]
    head = f"{many(len(lines), 'warrant')} that ended"
    return [f'<div class="wb-line wb-quiet wb-fold">{details(head, lines)}</div>']


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
