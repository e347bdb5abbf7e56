"""NIBRS submissions in the FBI's fixed-width flat file.

Layout: one segment per line, its length in front: 1 administrative, 2 offence, 3 property,
4 victim, 5 offender, 6 arrestee, 7 Group B arrest. One row is one segment.

Traps:

- The owner is the ORI as written: no short name is made up for it, and incident numbers of two
  agencies may be equal.
- Actions: I (incident), A (arrest added) and W (time window) state their segment. M (modify) and
  R (replace) state it anew, which makes a new revision of the same record. D (delete) is a reject:
  a load never takes a record away; that is done by its key, with a reason.
- An administrative segment's hour is the whole hour: the incident lies between its first and last
  minute. It carries no time zone and is read as Eastern time; an agency elsewhere is off by its
  difference. ``R`` before it says that the date is of the report; then no start is known.
- Ages: NN, NB and BB are under a year, 99 is over 98, 00 unknown, and four digits a range, which
  states no age; a range that begins under 18 is handled as juvenile.
- Victims of type I and L are people, and protected; the others are organizations, or society.
- Offender 00 says that nothing is known of any offender; the record holds just that.
- A victim's relationship to an offender is kept, save "stranger" and "unknown", which are no tie.
- A property segment may state no property (loss "none" or "unknown"): it states its incident again.
- There are no names. Codes of sex, race and ethnicity for "unknown" are absent values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loaders import nibrs_incidents, nibrs_people
from loaders.columns import text
from loaders.nibrs_layout import read_segments
from loaders.source import Row, RowError, Source
from workbench.records.model import Record

WITHDRAWN = "D"
ACTIONS = frozenset("IAWMR")


def map_row(row: Row) -> tuple[Record, ...]:
    """The records that one segment states."""
    action = text(row, "action")
    if action == WITHDRAWN:
        raise RowError(
            f"action D asks to delete incident {text(row, 'incident')} of {text(row, 'ori')}, and "
            "no row takes records away; load all segments that are left with --complete, which "
            "withdraws those that are missing"
        )
    if action not in ACTIONS:
        raise RowError(f"the action {action!r} is none of I, A, W, M, R and D; correct it")
    return _MAPPERS[text(row, "level")](row)


_MAPPERS: Mapping[str, Callable[[Row], tuple[Record, ...]]] = {
    "1": nibrs_incidents.administrative,
    "2": nibrs_incidents.offense,
    "3": nibrs_incidents.property_items,
    "4": nibrs_people.victim,
    "5": nibrs_people.offender,
    "6": nibrs_people.arrestee,
    "7": nibrs_people.group_b_arrest,
}


SOURCE = Source(
    name="nibrs-flat",
    title="NIBRS flat-file submission",
    layout="Fixed-width text, one segment per line, levels 1 to 7, the length in front",
    agencies=(),
    read=read_segments,
    map=map_row,
)
