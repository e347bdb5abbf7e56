"""Values with who states them, and what the records disagree on, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from workbench.access.rules import Rules
from workbench.explore.conflicts import Conflict
from workbench.explore.entity import Field
from workbench.explore.fields import CAUTIONS
from workbench.explore.values import Value
from workbench.explore.words import many, record_key
from workbench.ui.text import Html, agencies, details, html, table

VALUES = 8
"""Values of one field shown before "more"."""


def values(fields: Sequence[Field], own: str) -> None:
    """All values but cautions, each with the agencies and records that state it."""
    rows = [row for field in fields if field.name != CAUTIONS for row in _rows(field, own)]
    if rows:
        st.html(table(("Field", "Value", "Stated by"), rows, label="Values"))
    else:
        st.caption("Only its records say more.")


def disagreements(found: Sequence[Conflict], *, short: bool = False) -> None:
    """Each conflict with its values side by side, who states them and when; none is preferred."""
    if not found:
        return
    rows = [(one.name, Html("".join(map(_side, one.values)))) for one in found]
    said = (
        '<div class="wb-line"><b>≠ Records disagree.</b> Nothing here decides which is right: '
        "ask the owners.</div>"
    )
    drawn = table(("Disagree on", "As stated"), rows, label="Conflicts")
    st.html(drawn if short else said + drawn)


def owners(rules: Rules, own: str, held_by: Mapping[str, int] | Sequence[str]) -> None:
    """The other agencies whose records these are, and whom to ask before acting on them."""
    others = [agency for agency in held_by if agency != own]
    if not others:
        return
    contacts = [f"{agency}: {rules.contact(agency)}" for agency in others]
    st.html(
        '<div class="wb-line">Verify with owner before acting: '
        f"<b>{html(agencies(others, 6))}</b> {details('whom to ask', contacts)}</div>"
    )


def _side(value: Value) -> str:
    when = f", latest {value.last}" if value.last else ""
    behind = _keys(f"{many(value.records, 'record')}{when}", value)
    return (
        f'<div class="wb-side"><b>{html(value.text)}</b><br>'
        f"{html(agencies(value.agencies, 4))}{behind}</div>"
    )


def _rows(field: Field, own: str) -> list[tuple[str, str, Html]]:
    shown = [
        (field.name if i == 0 else "", value.text, _by(value, own))
        for i, value in enumerate(field.values[:VALUES])
    ]
    if len(field.values) > VALUES:
        rest = [f"{v.text} ({agencies(v.agencies)}, {v.records:,})" for v in field.values[VALUES:]]
        shown.append(("", "", details(f"{len(rest):,} more", rest)))
    return shown


def _by(value: Value, own: str) -> Html:
    others = own not in value.agencies
    verify = '<span class="wb-verify" title="Verify with the owner before acting">verify</span>'
    behind = _keys(f"{agencies(value.agencies, 2)} · {value.records:,}", value)
    return Html(f"{behind}{verify}") if others else behind


def _keys(summary: str, value: Value) -> Html:
    more = [f"… {value.records - len(value.keys):,} more"] * (value.records > len(value.keys))
    return details(summary, [*map(record_key, value.keys), *more])
