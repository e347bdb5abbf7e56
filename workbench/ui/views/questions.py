"""Questions: what is counted over everything that the viewer may see, and what is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.associates import (
    Associate,
    Ranking,
    associates,
    associates_behind,
    relations,
)
from workbench.explore.cards import Card
from workbench.explore.tallies import (
    BEHIND,
    LINES,
    Behind,
    By,
    Filters,
    State,
    Tally,
    behind,
    tally,
)
from workbench.explore.words import many
from workbench.records.agencies import AGENCY_NAMES
from workbench.records.vocabulary import Category
from workbench.ui import asked as address
from workbench.ui.components.lines import lines, opened_line
from workbench.ui.connection import gateway
from workbench.ui.days import day_box, tell_backwards
from workbench.ui.going import EXPLORE, go
from workbench.ui.kept import kept, last
from workbench.ui.page import empty_database, header
from workbench.ui.questions import CAVEAT, READY, OfIncidents, OfPeople, Question
from workbench.ui.slow import slowly
from workbench.ui.text import mark, markdown

TABLE = "questions.table"
MORE = 100
"""Lines of an answer added by one press."""
_ASKED = "questions.asked"
_FORM = "questions.form"
_ANSWER = "questions.answer"
_OPENED = "questions.opened"
_BEHIND = "questions.behind"
_MORE = "questions.more"
_LINES = "questions.lines"


def _view() -> None:
    gateway_ = gateway()
    header(gateway_, "questions")
    if not gateway_.viewable:
        empty_database()
        return
    asked = _question(gateway_)
    if asked is None:
        st.info("Choose a question above, or set one up below it and press **Count**.")
        return
    if isinstance(asked, OfIncidents):
        tell_backwards(asked.filters.since, asked.filters.until)
    answer = _answered(gateway_, asked)
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left:
        if isinstance(asked, OfIncidents) and isinstance(answer, Tally):
            _incidents(asked, answer)
        elif isinstance(asked, OfPeople) and isinstance(answer, Ranking):
            _people(asked, answer)
    with right:
        _behind(gateway_, asked)


def _question(gateway_: Gateway) -> Question | None:
    """The question that is asked, by a button or by the form."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for number, (words, ready) in enumerate(READY):
            st.button(words, key=f"tool-ready-{number}", on_click=_ask, args=(ready,))
    asked = _of_address()
    said = _people_form(gateway_, asked) if isinstance(asked, OfPeople) else _form(asked)
    if said is not None and said != asked:
        _keep(said)
        return said
    return asked


def _of_address() -> Question | None:
    """The question of the page's address; where that names none, the last of this tab."""
    last: Question | None = st.session_state.get(_ASKED)
    asked = address.read(st.query_params.to_dict()) or last
    if asked is None:
        return None
    if asked != last:
        # by a button, a link or the browser's Back: the form shows what is asked now
        st.session_state[_FORM] = st.session_state.get(_FORM, 0) + 1
    if asked != last or address.ASK not in st.query_params:
        _keep(asked)
    return asked


def _ask(question: Question) -> None:
    st.session_state.pop(_ASKED, None)
    st.query_params.from_dict(address.write(question))


def _keep(question: Question) -> None:
    if question != st.session_state.get(_ASKED):
        for forgotten in (_ANSWER, _OPENED, _BEHIND, _MORE, _LINES):
            st.session_state.pop(forgotten, None)
    st.session_state[_ASKED] = question
    st.query_params.from_dict(address.write(question))


def _form(asked: OfIncidents | None) -> OfIncidents | None:
    """What the form asks, once it was sent."""
    shown = asked or OfIncidents()
    now, number, longest = shown.filters, st.session_state.get(_FORM, 0), address.LONGEST

    def key(name: str) -> str:
        return f"questions.{name}.{number}"

    with st.form(f"questions.form.{number}", border=False):
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            by = st.selectbox("Count incidents by", By, _at(By, shown.by), str, key=key("by"))
            offense = st.text_input("Offense contains", now.offense, longest, key=key("offense"))
            state = st.selectbox(
                "Status", State, _at(State, now.state), str, key=key("state"), placeholder="any"
            )
            outcome = st.text_input("Outcome contains", now.outcome, longest, key=key("outcome"))
            category = st.selectbox(
                "Category", Category, _at(Category, now.category), str, key=key("category"),
                placeholder="any",
            )  # fmt: skip
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            agencies = sorted(AGENCY_NAMES)
            agency = st.selectbox(
                "Agency", agencies, _at(agencies, now.agency), key=key("agency"),
                placeholder="any", accept_new_options=True,
            )  # fmt: skip
            officer = st.text_input(
                "Officer: name or badge", now.officer, longest, key=key("officer")
            )
            since = day_box("From", now.since, key=key("since"))
            until = day_box("To", now.until, key=key("until"))
            if not st.form_submit_button("Count"):
                return None
    # a choice that was kept over another run comes back as its text
    filters = Filters(
        Category(category) if category else None, offense.strip(), outcome.strip(),
        State(state) if state else None, (agency or "").strip()[:longest], officer.strip(),
        since, until,
    )  # fmt: skip
    return OfIncidents(By(by) if by else By.OFFENSE, filters)


def _people_form(gateway_: Gateway, asked: OfPeople) -> OfPeople | None:
    number = st.session_state.get(_FORM, 0)
    called = relations(gateway_)
    with (
        st.form(f"questions.people.{number}", border=False),
        st.container(horizontal=True, gap="small", vertical_alignment="bottom"),
    ):
        relation = st.selectbox(
            "Associated as", called, _at(called, asked.relation), markdown,
            key=f"questions.relation.{number}", placeholder="any association", width=320,
        )  # fmt: skip
        uninvolved = st.checkbox(
            "Only people who are subjects of no incident themselves", asked.uninvolved,
            key=f"questions.uninvolved.{number}",
        )  # fmt: skip
        if not st.form_submit_button("Count"):
            return None
    return OfPeople(relation, uninvolved)


def _at(options: Iterable[object], chosen: object) -> int | None:
    every = list(options)
    return every.index(chosen) if chosen in every else None


def _answered(gateway_: Gateway, asked: Question) -> Tally | Ranking:
    """The answer, counted once for what the viewer may see of the data as it stands."""
    shown: int = st.session_state.get(_LINES, LINES)

    def counted() -> Tally | Ranking:
        if isinstance(asked, OfIncidents):
            return slowly(
                "Counting incidents",
                lambda g: tally(g, asked.by, asked.filters, shown),
                key="count",
            )
        return slowly(
            "Counting associates",
            lambda g: associates(g, asked.relation, asked.uninvolved, shown),
            key="count",
        )

    return kept(_ANSWER, gateway_, (asked, shown), counted)


def _incidents(asked: OfIncidents, answer: Tally) -> None:
    if not answer.total:
        st.info(asked.none)
    else:
        order = "latest first" if asked.by is By.MONTH else "most frequent first"
        told = f"{len(answer.lines):,} of {answer.rows:,}, {order}"
        st.markdown(f"**{many(answer.total, 'incident')} by {asked.by}** · {told}")
        rows = [
            (f"{number:,}", line.label, f"{line.incidents:,}",
             f"{line.incidents / answer.total:.1%}")
            for number, line in enumerate(answer.lines, start=1)
        ]  # fmt: skip
        lines(
            ("", str(asked.by).capitalize(), "Incidents", "Share"), rows, key=TABLE,
            label=f"Incidents by {asked.by}", opens=(2,), numbers=(0, 2, 3), on_open=_open,
            current=_current([line.value for line in answer.lines]),
        )  # fmt: skip
        _show_more(answer.rows)
    left = many(answer.left_out, "unfounded or cancelled number")
    st.caption(f"{left} left out of every count." if answer.left_out else
               "Unfounded and cancelled numbers would be left out; there are none.")  # fmt: skip


def _people(asked: OfPeople, answer: Ranking) -> None:
    st.warning(CAVEAT)
    if not answer.total:
        st.info(asked.none)
        return
    st.markdown(
        f"**{answer.total:,} {'person' if answer.total == 1 else 'people'} with associates who are "
        "subjects of incidents** · "
        f"{len(answer.people):,} of {answer.total:,}, most associates first"
    )
    rows = [
        (f"{number:,}", one.name, one.born, f"{one.associates:,}", f"{one.incidents:,}")
        for number, one in enumerate(answer.people, start=1)
    ]
    lines(
        ("", "Name", "Born", "Associates", "Their incidents"), rows, key=TABLE,
        label="People by associates", opens=(3, 4), numbers=(0, 3, 4), on_open=_open,
        current=_current([one.id for one in answer.people]),
    )  # fmt: skip
    _show_more(answer.total)


def _show_more(rows: int) -> None:
    """Say how much of the answer stands here, and offer more of it."""
    shown: int = st.session_state.get(_LINES, LINES)
    if shown < rows:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.caption(f"{shown:,} of {rows:,}", width="content")
            st.button(
                f"Show {min(MORE, rows - shown):,} more",
                key="tool-lines",
                on_click=st.session_state.__setitem__,
                args=(_LINES, shown + MORE),
            )


def _current(values: Sequence[str]) -> int | None:
    opened = st.session_state.get(_OPENED)
    return values.index(opened[0]) if opened and opened[0] in values else None


def _open() -> None:
    """Open the line whose number was pressed."""
    answer = last(_ANSWER)
    if isinstance(answer, Tally):
        every = [(line.value, line.label) for line in answer.lines]
    elif isinstance(answer, Ranking):
        every = [(one.id, one.name) for one in answer.people]
    else:
        return
    at = opened_line(TABLE, len(every))
    if at is not None:
        st.session_state[_OPENED] = every[at]
        st.session_state.pop(_MORE, None)


def _behind(gateway_: Gateway, asked: Question) -> None:
    """What the opened number counts."""
    opened: tuple[str, str] | None = st.session_state.get(_OPENED)
    if opened is None:
        st.caption("Press a number to see the records behind it.")
        return
    value, label = opened
    shown: int = st.session_state.get(_MORE, BEHIND)
    found = kept(
        _BEHIND, gateway_, (asked, value, shown), lambda: _read_behind(asked, value, shown)
    )
    st.markdown(f"**{markdown(label)}**")
    if isinstance(found, Behind):
        st.caption(f"{len(found.incidents):,} of {found.total:,}, latest first")
        _cards(found.incidents, "")
        if len(found.incidents) < found.total:
            st.button(f"Show {BEHIND} more", key="tool-more", on_click=_more, args=(shown,))
        return
    if st.button(f"● Open {markdown(label)} on the chart", key="hit-person", type="tertiary"):
        _chart(value)
    for number, one in enumerate(found):
        st.caption(f"associated with, {many(len(one.incidents), 'incident')}:")
        _cards((one.person, *one.incidents), f"{number}.")


def _read_behind(asked: Question, value: str, shown: int) -> Behind | tuple[Associate, ...]:
    if isinstance(asked, OfPeople):
        return slowly(
            "Reading associates", lambda g: associates_behind(g, value, asked.relation), key="open"
        )
    return slowly(
        "Reading incidents",
        lambda g: behind(g, asked.by, value, asked.filters, limit=shown),
        key="open",
    )


def _more(shown: int) -> None:
    st.session_state[_MORE] = shown + BEHIND


def _cards(cards: Sequence[Card], before: str) -> None:
    for card in cards:
        said = card.subtitle if card.kind == "incident" else ""
        detail = f"  :gray[{markdown(said)}]" if said else ""
        words = f"{mark(card.kind)} {markdown(card.title)}{detail}"
        if st.button(words, key=f"hit-{before}{card.id}", type="tertiary", width="stretch"):
            _chart(card.id)


def _chart(id_: str) -> None:
    go(EXPLORE, entity=id_)


_view()
