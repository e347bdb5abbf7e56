"""The bar below an item: what would change, the reason, and the decision itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.errors import WorkbenchError
from workbench.explore.words import many
from workbench.resolution.contradictions import ContradictionError
from workbench.resolution.decisions import Verdict, binding
from workbench.review.board import Board
from workbench.review.deciding import Asked, ChangedError, Outcome, fingerprint, settle
from workbench.review.dependents import dependents
from workbench.review.drafts import Sides, draft, named
from workbench.review.evidence import Told
from workbench.review.impact import Impact, impact
from workbench.review.items import Item
from workbench.review.marks import MarkKind, mark
from workbench.review.waiting import state_of
from workbench.ui import connection, signed
from workbench.ui.review import reading, state
from workbench.ui.review.compare import groups_picture
from workbench.ui.review.words import VERDICTS, people
from workbench.ui.signed import database
from workbench.ui.text import html, markdown
from workbench.ui.told import refused

REASON = "review-reason"
"""Key of the box for the reason, as the browser finds it."""
_ACTS = (
    ("same", Verdict.SAME.value, "a  Same"),
    ("different", Verdict.DIFFERENT.value, "d  Different"),
    ("split", state.SPLIT, "s  Split"),
    ("more", state.MORE, "n  Need more"),
)


@dataclass(frozen=True, slots=True)
class Open:
    """The item that is open, with all that was read of it."""

    item: Item
    board: Board
    told: Mapping[str, Told]
    sides: Sides
    following: str
    """Id of the item that comes next."""

    def seen_of(self, keys: Sequence[str]) -> str:
        """What the reviewer sees of some records."""
        digests = [(key, one.digest) for key, one in self.board.placed.items()]
        return fingerprint(keys, digests, binding(self.board.in_force, self.board.placed))


def acts(now: Open) -> None:
    """The buttons, each with its key."""
    with st.container(horizontal=True, gap="small", key="review-acts"):
        for name, what, label in _ACTS:
            st.button(
                label,
                key=f"tool-review-{name}",
                type="primary" if state.asking() == what else "secondary",
                on_click=state.ask,
                args=(what,),
            )
        st.button("x  Skip", key="tool-review-skip", on_click=_skip, args=(now,))
        st.button(
            "u  Undo mine",
            key="tool-review-undo",
            disabled=not state.owned(),
            help="Takes back the latest decision that you made in this tab",
            on_click=_undo_mine,
        )


def confirm(gateway: Gateway, now: Open, sides: Sides) -> None:
    """What the decision would change, and the form that makes it.

    Args:
        sides: the two sides as the reviewer has them; of a split, moved by hand.
    """
    asked = state.verdict(state.asking()) or Verdict.DIFFERENT
    if not all(sides):
        st.info("One side is empty: leave at least one record on either.")
        return
    wanted = named(now.board, asked, *sides)
    back = state.taken_back()
    effect = impact(now.board, reading.linked(gateway, now.board), [draft(asked, *wanted)], back)
    with st.container(key="review-effect", border=True):
        _effect(gateway, now, effect)
        _form(gateway, now, asked, wanted)


def more_form(gateway: Gateway, now: Open) -> None:
    """The note of what must be known first."""
    with st.form("review.more", clear_on_submit=True, border=True):
        note = st.text_input("What must be known first?", key=REASON, max_chars=2_000)
        sent = st.form_submit_button("Keep the note")
    if sent:
        try:
            _mark(now, MarkKind.MORE, note=note)
        except WorkbenchError as error:
            refused(error)
            return
        _go_on(now, "Noted: everybody who sees the item sees the note.")


def assign_form(now: Open, names: Sequence[str], assigned: str) -> None:
    """Who is to decide the item."""
    with st.popover("Assign", width="content"):
        choices = ["", *names]
        to = st.selectbox(
            "To", choices, index=choices.index(assigned) if assigned in choices else 0,
            format_func=lambda one: one or "nobody", key=f"review.assign.{now.item.id}",
        )  # fmt: skip
        if st.button("Assign", key="tool-assign") and to != assigned:
            _mark(now, MarkKind.ASSIGNED, to=to)
            st.rerun()


def _effect(gateway: Gateway, now: Open, effect: Impact) -> None:
    kind = now.item.kind.value
    if effect.nothing:
        st.markdown("**Nothing changes now**: it is kept as decided, and later records cannot "
                    "undo it.")  # fmt: skip
    else:
        before, after = (people(kind, len(groups)) for groups in (effect.before, effect.after))
        st.html(
            f'<div class="wb-line"><b>{html(before)} → {html(after)}</b> · '
            f"{many(len(effect.records), 'record')} · links {effect.links_before:,} → "
            f"{effect.links_after:,}</div>"
            + groups_picture(_told(now, effect.before), _told(now, effect.after), kind)
        )
    rests = dependents(gateway.viewer, database(), effect.records)
    if rests:
        lines = "".join(f"<li>{html(one.kind)}: {html(one.title)}</li>" for one in rests)
        st.html(f'<div class="wb-line">Rests on these records:<ul>{lines}</ul></div>')
    else:
        st.caption("No chart, case, ranking or request rests on these records.")


def _told(now: Open, groups: Sequence[Sequence[str]]) -> list[list[Told]]:
    return [[now.told[key] for key in group if key in now.told] for group in groups]


def _form(gateway: Gateway, now: Open, asked: Verdict, wanted: Sides) -> None:
    word = VERDICTS[asked]
    with st.form("review.reason", border=False):
        reason = st.text_input(
            f"Reason: why they are {word}", key=REASON, max_chars=2_000,
            placeholder="in words that hold up a year from now; Enter decides",
        )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            sent = st.form_submit_button(f"Decide: they are {word}", type="primary")
            st.form_submit_button("Esc  Give up", on_click=state.ask, args=("",),
                                  key="tool-review-give-up")  # fmt: skip
    if not sent:
        _contradicted(now)
        return
    keys = tuple(sorted({*wanted[0], *wanted[1]}))
    ask = Asked(asked, *wanted, reason, now.seen_of(keys), state.taken_back(), now.item.proposal)
    try:
        done = settle(connection.graph(), database(), gateway, signed.settings().home, ask)
    except ContradictionError as error:
        st.session_state["review.chain"] = tuple(
            {step.decision.id: step.decision for step in error.chain if step.decision.id
             in now.board.standing}.values()
        )  # fmt: skip
        refused(error)
        _contradicted(now)
        return
    except ChangedError as error:
        reading.forget()
        refused(error)
        st.button("Look at it again", key="tool-review-again")
        return
    except WorkbenchError as error:
        refused(error)
        return
    _done(now, done)


def _contradicted(now: Open) -> None:
    """Offer to take back what stands against it, together with the decision."""
    chain = st.session_state.get("review.chain", ())
    if not chain or state.taken_back():
        return
    for one in chain:
        st.caption(
            f"{markdown(one.reviewer)}, {one.at:%Y-%m-%d}: {one.verdict.value}, "
            f"“{markdown(one.reason)}”"
        )
    st.button(
        f"Take {'it' if len(chain) == 1 else 'these'} back with it",
        key="tool-review-with",
        on_click=_with,
        args=(tuple(one.id for one in chain),),
    )


def _with(ids: tuple[str, ...]) -> None:
    st.session_state.pop("review.chain", None)
    state.take_back(ids)


def _done(now: Open, done: Outcome) -> None:
    _mark(now, MarkKind.DECIDED, seconds=state.seconds())
    if done.waits:
        text = f"It waits for a second approver, since {done.waits.because}."
    else:
        state.keep_own(done.decision)
        text = f"Decided; {many(done.moved, 'record')} moved. u takes it back."
    _go_on(now, text)


def _go_on(now: Open, text: str) -> None:
    reading.forget()
    state.tell(text)
    state.open_item(now.following)
    st.rerun()


def _skip(now: Open) -> None:
    _mark(now, MarkKind.SKIPPED)
    state.open_item(now.following)


def _undo_mine() -> None:
    state.ask(Verdict.UNDO.value)


def _mark(now: Open, kind: MarkKind, *, note: str = "", to: str = "", seconds: float = 0) -> None:
    keys = {*now.sides[0], *now.sides[1]}
    mark(
        database(), signed.viewer(), now.item.id, keys, kind,
        seen=state_of(now.item), note=note, to=to, seconds=seconds,
    )  # fmt: skip
