"""Why records are one, in short."""

from __future__ import annotations

import re

from workbench.explore.parts import Part
from workbench.ui.why import in_short

PARTS = (
    Part("any two records are rarely one: this must first be made up for", -14.0),
    Part("surname equal, rare", 9.24, "CARTER", "CARTER"),
    Part("may be two of one household, or parent and child", -2.5),
    Part("birth date equal", 12.34, "1991-04-17", "1991-04-17"),
    Part("sex equal", 0.94, "M", "M"),
)


def test_the_parts_told_add_up_and_none_against_is_left_out() -> None:
    told = in_short(PARTS)

    bits = [float(one) for one in re.findall(r": ([+-][\d.]+)", told)]
    assert round(sum(bits), 1) == round(sum(part.bits for part in PARTS), 1) == 6.0
    assert all(part.words in told for part in PARTS)


def test_what_speaks_for_one_comes_first_and_each_side_begins_with_its_strongest() -> None:
    words = [one.rpartition(": ")[0] for one in in_short(PARTS).split("; ")]

    assert words == [PARTS[n].words for n in (3, 1, 4, 0, 2)]
