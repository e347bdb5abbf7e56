"""What stands around an item, drawn: roles, co-offenders, vehicles, addresses, papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.around import Neighbour, Tied, co_offenders, papers, scenes
from workbench.explore.cards import Card
from workbench.explore.words import many, record_key
from workbench.records.vocabulary import Kind
from workbench.ui.linked import item
from workbench.ui.text import Html, agencies, html, sentence, table

SHOWN = 5
"""Neighbours of one link shown before the rest is folded."""


def ties(tied: Sequence[Tied], label: str) -> None:
    """Neighbours by link, the most recent first; a long list folds after the first few."""
    for one in tied:
        st.html(_group(one, label))


def people_and_events(gateway: Gateway, id_: str, kind: str, tied: Sequence[Tied]) -> None:
    """Roles in incidents, people and papers: who did what with whom."""
    events = [one for one in tied if one.kind == Kind.INCIDENT]
    people = [one for one in tied if one.kind == Kind.PERSON]
    if kind == Kind.PERSON:
        ties(events, "Roles")
        _co_offenders(gateway, id_)
        ties(people, "People")
        _papers(gateway, id_, "Charges")
    else:
        ties(people, "People")
        if kind == Kind.INCIDENT:
            _papers(gateway, id_, "Offenses, charges, dispositions, narrative")
        ties(events, "Incidents")


def things_and_places(gateway: Gateway, id_: str, kind: str, tied: Sequence[Tied]) -> None:
    """Vehicles, phones, items and officers, then addresses and the places of incidents."""
    elsewhere = (Kind.INCIDENT, Kind.PERSON, Kind.LOCATION)
    ties([one for one in tied if one.kind not in elsewhere], "Things")
    ties([one for one in tied if one.kind == Kind.LOCATION], "Places")
    if kind in (Kind.PERSON, Kind.VEHICLE):
        _scenes(gateway, id_)


def _group(tied: Tied, label: str) -> str:
    cut = (
        f"{len(tied.neighbours):,} of {tied.total:,}, most recent first"
        if tied.total > len(tied.neighbours)
        else many(tied.total, tied.kind)
    )
    reads = f" · {many(tied.records, 'record')}" if tied.records > tied.total else ""
    first, rest = tied.neighbours[:SHOWN], tied.neighbours[SHOWN:]
    words = html(sentence(tied.words))
    head = f'<div class="wb-head2">{words} <span>{html(cut)}{html(reads)}</span></div>'
    shown = _rows(first, f"{label}: {tied.words}")
    if rest:
        shown += (
            f"<details><summary>{len(rest):,} more</summary>"
            f"{_rows(rest, f'{label}: {tied.words}, more')}</details>"
        )
    return f'<div class="wb-tied">{head}{shown}</div>'


def _rows(neighbours: Iterable[Neighbour], label: str) -> str:
    rows = [
        (
            Html(f"{item(one.card)}{_about(one.card)}"),
            _span(one.first, one.last),
            agencies(one.card.agencies, 2),
            f"{one.ties:,}",
        )
        for one in neighbours
    ]
    return table(("What", "When", "Agencies", "Ties"), rows, label=label, numbers=(3,))


def _co_offenders(gateway: Gateway, id_: str) -> None:
    found = co_offenders(gateway, id_)
    if not found.people:
        return
    cut = f"{len(found.people):,} of {found.total:,}" if found.total > len(found.people) else (
        many(found.total, "person") if found.total == 1 else f"{found.total:,} people"
    )  # fmt: skip
    looked = f", in the {found.looked_at:,} most recent of {found.of:,} incidents" * (
        found.of > found.looked_at
    )
    rows = [
        (
            Html(f"{item(one.card)}{_about(one.card)}"),
            f"{one.shared:,}",
            _day(one.last),
            Html("<br>".join(map(item, one.incidents))),
        )
        for one in found.people
    ]
    st.html(
        '<div class="wb-tied"><div class="wb-head2">Co-offenders <span>'
        f"{html(cut)}, most shared incidents first{html(looked)}; subjects and arrestees of the "
        "same incident, never its victims or witnesses</span></div>"
        + table(("Person", "Shared", "Last", "Incidents"), rows, label="Co-offenders", numbers=(1,))
        + "</div>"
    )


def _scenes(gateway: Gateway, id_: str) -> None:
    found = scenes(gateway, id_)
    if not found.places:
        return
    cut = (
        f"{len(found.places):,} of {found.total:,}, most incidents first"
        if found.total > len(found.places)
        else many(found.total, "place")
    )
    rows = [(item(one.card), f"{one.incidents:,}", _day(one.last)) for one in found.places]
    st.html(
        '<div class="wb-tied"><div class="wb-head2">Where its incidents occurred '
        f"<span>{html(cut)}</span></div>"
        + table(("Place", "Incidents", "Last"), rows, label="Scenes", numbers=(1,))
        + "</div>"
    )


def _papers(gateway: Gateway, id_: str, label: str) -> None:
    found = papers(gateway, id_)
    if not found.papers:
        return
    cut = (
        f"{len(found.papers):,} of {found.total:,}, most recent first"
        if found.total > len(found.papers)
        else many(found.total, "record")
    )
    rows = [
        (
            Html(f'<span class="wb-key">{html(one.kind)}</span>'),
            Html(
                f"{html(one.text)}"
                + (f"<br>{item(one.person)}" if one.person else "")
                + (f'<br><span class="wb-quiet">of {html(one.of)}</span>' if one.of else "")
            ),
            _day(one.at),
            record_key(one.key),
        )
        for one in found.papers
    ]
    st.html(
        f'<div class="wb-tied"><div class="wb-head2">{html(label)} <span>{html(cut)}</span></div>'
        + table(("Kind", "What it says", "When", "Record"), rows, label=label)
        + "</div>"
    )


def _span(first: str, last: str) -> Html:
    days = dict.fromkeys(filter(None, (first[:10], last[:10])))
    return Html(" to ".join(map(_day, days)) or "not dated")


def _day(text: str) -> Html:
    """A date that is never broken over two lines."""
    return Html(f'<span class="wb-key">{html(text[:10])}</span>')


def _about(card: Card) -> str:
    """What stands below its name, without the date of an incident: that has a column."""
    said = card.subtitle.split(" · ")
    if card.kind == Kind.INCIDENT and said[0][:4].isdigit():
        said = said[1:]
    return f' <span class="wb-quiet">{html(" · ".join(said))}</span>'
