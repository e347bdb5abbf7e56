"""The comparisons of two person records, field by field, into levels of agreement.

Each rule names its levels from the strongest on and says when each holds; the first that holds
counts, and where none does the two are ``DIFFERENT``. A field that either record leaves out is no
evidence. The docstring of a rule is what a supervisor reads about it. Race and ethnicity are
compared nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workbench.resolution import rules
from workbench.resolution.rules import Levels

DIFFERENT = "different"


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One comparison: what it reads, its levels, and what is expected before any data is seen."""

    name: str
    rule: Callable[..., Levels]
    columns: tuple[str, ...]
    """The rule's arguments."""
    levels: tuple[str, ...]
    """Strongest first; ``DIFFERENT`` follows."""
    same: tuple[float, ...]
    """Expected shares of the levels, and of ``DIFFERENT``, among records of one person."""
    household: tuple[float, ...]
    """The same among two members of one household."""
    stranger: tuple[float, ...]
    """The same among strangers: for where too few records state it to measure how often these
    agree by chance."""
    alias: tuple[float, ...] = ()
    """The same among records of one person under two names, where it differs from ``same``; less
    than 1 in all where some of what would speak for it is not to count."""
    namesake: tuple[float, ...] = ()
    """The same between a parent and a child of the same name, where it differs from that."""
    rare: tuple[str, ...] = ()
    """Levels at which a rare value of the first column weighs more than a common one."""
    stated: Callable[..., Any] = lambda first, *_: first.both
    """When the two can be compared at all, from the same arguments."""
    tells_kin: tuple[str, ...] = ()
    """Levels that tell a parent from a child; among records of one person they are mistakes."""
    tells_members: bool = False
    """Whether it tells the members of a household apart."""
    last_as_equal: bool = False
    """Of the second of two columns it asks only whether both state it and state the same."""
    any_of: bool = False
    """Whether any of the columns will do; without the first there is otherwise nothing to say."""
    measured: bool = True
    """False of a number that a register gives to one person, which strangers share by a mistake
    only: all shares are then as stated, whatever the data."""

    @property
    def meaning(self) -> str:
        """What a supervisor reads about it."""
        return " ".join((self.rule.__doc__ or "").split())


PERSON: tuple[Comparison, ...] = (
    Comparison(
        "given_name",
        rules.given_name,
        ("given", "names"),
        ("exact", "exchanged", "nickname", "near", "initial", "alike"),
        (0.80, 0.01, 0.05, 0.06, 0.02, 0.02, 0.04),
        (0.015, 0.001, 0.005, 0.01, 0.03, 0.05, 0.889),
        alias=(0.02, 0.001, 0.004, 0.015, 0.03, 0.05, 0.88),
        namesake=(0.80, 0.01, 0.05, 0.06, 0.02, 0.02, 0.04),
        rare=("exact", "near"),
        stranger=(0.008, 0.0001, 0.003, 0.006, 0.01, 0.05, 0.9229),
        tells_members=True,
        last_as_equal=True,
    ),
    Comparison(
        "middle_name",
        rules.middle_name,
        ("middle",),
        ("exact", "initial", "near"),
        (0.75, 0.15, 0.03, 0.07),
        (0.06, 0.06, 0.01, 0.87),
        alias=(0.06, 0.06, 0.01, 0.87),
        namesake=(0.60, 0.15, 0.03, 0.22),
        rare=("exact",),
        stranger=(0.02, 0.06, 0.01, 0.91),
    ),
    Comparison(
        "surname",
        rules.surname,
        ("surname", "names"),
        ("exact", "exchanged", "near", "part", "alike"),
        (0.84, 0.01, 0.07, 0.02, 0.01, 0.05),
        (0.88, 0.001, 0.04, 0.02, 0.005, 0.054),
        alias=(0.03, 0.001, 0.01, 0.01, 0.02, 0.929),
        rare=("exact", "near"),
        stranger=(0.002, 0.0001, 0.003, 0.001, 0.02, 0.9739),
        last_as_equal=True,
    ),
    Comparison(
        "suffix",
        rules.suffix,
        ("suffix",),
        ("exact",),
        (0.98, 0.02),
        (0.3, 0.7),
        namesake=(0.02, 0.98),
        tells_kin=(DIFFERENT,),
        stranger=(0.4, 0.6),
    ),
    Comparison(
        "birth_date",
        rules.birth_date,
        ("birth", "year", "day", "born"),
        ("exact", "near", "turned", "partial", "close", "day", "year", "generation"),
        (0.84, 0.06, 0.01, 0.01, 0.02, 0.01, 0.02, 0.01, 0.02),
        (0.01, 0.005, 0.001, 0.01, 0.02, 0.004, 0.02, 0.55, 0.38),
        namesake=(0.001, 0.003, 0.001, 0.003, 0.01, 0.004, 0.004, 0.93, 0.044),
        tells_kin=("generation",),
        rare=("exact",),
        stranger=(0.00005, 0.0005, 0.00005, 0.0004, 0.008, 0.0025, 0.018, 0.5, 0.4705),
    ),
    Comparison(
        "age",
        rules.age,
        ("born", "birth"),
        ("fits", "near"),
        (0.9, 0.07, 0.03),
        (0.06, 0.1, 0.84),
        # it may speak against two names of one person, never for them: housemates share it as well
        alias=(0.06, 0.06, 0.03),
        namesake=(0.003, 0.01, 0.987),
        stated=lambda born, birth: born.both & (birth.both == False),  # noqa: E712,
        stranger=(0.05, 0.06, 0.89),
        last_as_equal=True,
    ),
    Comparison(
        "sex",
        rules.sex,
        ("sex",),
        ("exact",),
        (0.98, 0.02),
        (0.42, 0.58),
        namesake=(0.97, 0.03),
        stranger=(0.5, 0.5),
    ),
    Comparison(
        "fbi_number",
        rules.identifier,
        ("fbi",),
        ("exact", "near"),
        (0.985, 0.013, 0.002),
        (1e-6, 1e-3, 1 - 1.001e-3),
        stated=lambda number: number.comparable,
        stranger=(1e-7, 1e-3, 1 - 1.0001e-3),
        measured=False,
    ),
    Comparison(
        "state_id",
        rules.identifier,
        ("state_id",),
        ("exact", "near"),
        (0.985, 0.013, 0.002),
        (1e-6, 1e-3, 1 - 1.001e-3),
        stated=lambda number: number.comparable,
        stranger=(1e-7, 1e-3, 1 - 1.0001e-3),
        measured=False,
    ),
    Comparison(
        "driver_license",
        rules.identifier,
        ("license",),
        ("exact", "near"),
        (0.95, 0.03, 0.02),
        (1e-4, 1e-3, 1 - 1.1e-3),
        stated=lambda number: number.comparable,
        stranger=(1e-6, 1e-3, 1 - 1.001e-3),
        measured=False,
    ),
    Comparison(
        "ssn",
        rules.ssn,
        ("ssn",),
        ("exact", "near", "ending"),
        (0.93, 0.03, 0.01, 0.03),
        (0.01, 0.003, 0.001, 0.986),
        stranger=(0.00001, 0.00001, 0.0001, 0.99988),
    ),
    Comparison(
        "address",
        rules.address,
        ("address", "number", "street"),
        ("exact", "near", "street", "number"),
        (0.6, 0.08, 0.04, 0.02, 0.26),
        (0.88, 0.07, 0.02, 0.01, 0.02),
        rare=("exact",),
        stated=lambda address, number, street: street.both,
        stranger=(0.0005, 0.0005, 0.003, 0.006, 0.99),
    ),
    Comparison(
        "locality",
        rules.locality,
        ("postal", "city", "area", "state"),
        ("exact", "near", "town", "area", "state"),
        (0.7, 0.05, 0.07, 0.05, 0.08, 0.05),
        (0.9, 0.04, 0.03, 0.01, 0.01, 0.01),
        rare=("exact",),
        stated=lambda postal, city, area, state: postal.both | city.both | state.both,
        any_of=True,
        stranger=(0.03, 0.03, 0.15, 0.2, 0.4, 0.19),
    ),
    Comparison(
        "phone",
        rules.phone,
        ("phones",),
        ("exact",),
        (0.6, 0.4),
        (0.3, 0.7),
        stranger=(0.0002, 0.9998),
    ),
    Comparison(
        "alias",
        rules.alias,
        ("known_as", "names"),
        ("exact",),
        (0.3, 0.7),
        (0.001, 0.999),
        stated=lambda known_as, names: known_as.both & (names.same == False),  # noqa: E712,
        stranger=(0.0001, 0.9999),
        last_as_equal=True,
    ),
    Comparison(
        "moniker",
        rules.moniker,
        ("monikers",),
        ("exact",),
        (0.7, 0.3),
        (0.01, 0.99),
        stranger=(0.005, 0.995),
    ),
    Comparison(
        "mark",
        rules.mark,
        ("marks",),
        ("exact",),
        (0.6, 0.4),
        (0.01, 0.99),
        stranger=(0.01, 0.99),
    ),
    Comparison(
        "height",
        rules.height,
        ("height",),
        ("exact", "near"),
        (0.7, 0.2, 0.1),
        (0.25, 0.25, 0.5),
        stranger=(0.25, 0.3, 0.45),
    ),
    Comparison(
        "eye_color",
        rules.color,
        ("eyes",),
        ("exact",),
        (0.9, 0.1),
        (0.6, 0.4),
        stranger=(0.35, 0.65),
    ),
    Comparison(
        "hair_color",
        rules.color,
        ("hair",),
        ("exact",),
        (0.8, 0.2),
        (0.5, 0.5),
        stranger=(0.35, 0.65),
    ),
    Comparison(
        "place_of_birth",
        rules.place_of_birth,
        ("birth_place",),
        ("exact", "near"),
        (0.85, 0.07, 0.08),
        (0.5, 0.05, 0.45),
        rare=("exact",),
        stranger=(0.05, 0.01, 0.94),
    ),
    Comparison(
        "occupation",
        rules.occupation,
        ("occupation",),
        ("exact", "near"),
        (0.7, 0.1, 0.2),
        (0.12, 0.04, 0.84),
        rare=("exact",),
        stranger=(0.02, 0.02, 0.96),
    ),
)
"""The comparisons of persons, in the order in which they are shown."""
