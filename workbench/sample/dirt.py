"""How an agency's writing departs from the truth, with stated rates.

Every function takes the true value and gives the written one; ``Habits`` holds one agency's rates.
The truth files say which records are one, whatever is written here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from random import Random

from workbench.sample.names import nicknames
from workbench.sample.places import Place, Precision
from workbench.sample.population import Person

_KEYS = {
    "A": "SQ", "B": "VN", "C": "XV", "D": "SF", "E": "WR", "F": "DG", "G": "FH", "H": "GJ",
    "I": "UO",
    "J": "HK", "K": "JL", "L": "KO", "M": "NB", "N": "BM", "O": "IP", "P": "OL", "Q": "WA",
    "R": "ET",
    "S": "AD", "T": "RY", "U": "YI", "V": "CB", "W": "QE", "X": "ZC", "Y": "TU", "Z": "XA",
}  # fmt: skip
_LOOKALIKE = {
    "0": "OD", "O": "0Q", "D": "0", "Q": "O", "1": "I", "I": "1", "2": "Z", "Z": "2", "5": "S",
    "S": "5",
    "8": "B", "B": "8", "6": "G", "G": "6", "V": "Y", "Y": "V",
}  # fmt: skip
_FULL_TYPES = {
    "ST": "STREET", "AVE": "AVENUE", "RD": "ROAD", "BLVD": "BOULEVARD", "DR": "DRIVE",
    "HWY": "HIGHWAY",
    "PIKE": "PIKE", "TPKE": "TURNPIKE", "CIR": "CIRCLE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Habits:
    """One agency's rates, each a probability per value written."""

    nickname: float = 0.06
    typo: float = 0.025
    swapped_names: float = 0.006
    middle_missing: float = 0.35
    middle_initial: float = 0.4
    suffix_missing: float = 0.3
    suffix_glued: float = 0.1
    one_surname: float = 0.5
    alias_given: float = 0.25
    """That a person who uses an alias gives it instead of the name."""
    alias_missing: float = 0.5
    moniker_missing: float = 0.5
    birth_missing: float = 0.06
    birth_transposed: float = 0.015
    birth_wrong: float = 0.02
    birth_placeholder: float = 0.01
    age_missing: float = 0.3
    fbi_missing: float = 0.2
    measured_otherwise: float = 0.5
    license_missing: float = 0.5
    phone_missing: float = 0.45
    home_missing: float = 0.25
    home_former: float = 0.5
    """That a person who moved gives the former address."""
    quadrant_missing: float = 0.02
    type_missing: float = 0.03
    full_street: float = 0.3
    block: float = 0.3
    point_missing: float = 0.1
    plate_error: float = 0.04
    plate_state_missing: float = 0.06
    plate_missing: float = 0.06
    vin_missing: float = 0.45
    vin_error: float = 0.015
    serial_missing: float = 0.08
    serial_obliterated: float = 0.07
    cross_hyphen: float = 0.4
    sex_missing: float = 0.02
    blank: float = 0.04
    """That a descriptive field is left empty."""


CLEAN = Habits(**{rate.name: 0.0 for rate in fields(Habits)})


def of_bystander(habits: Habits) -> Habits:
    """Rates for victims, witnesses and reporters, whom nobody identifies by documents."""
    return replace(
        habits, birth_missing=0.35, license_missing=0.85, phone_missing=0.25, alias_given=0.0
    )


def chance(rng: Random, rate: float) -> bool:
    return rng.random() < rate


def mistyped(rng: Random, word: str) -> str:
    """One letter dropped, doubled, swapped with its neighbour or struck beside its key."""
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    beside = rng.choice(_KEYS.get(word[at].upper(), "E"))
    return word[:at] + (beside if word[at].isupper() else beside.lower()) + word[at + 1 :]


def written_name(rng: Random, person: Person, habits: Habits) -> dict[str, str]:
    """``given``, ``middle``, ``surname``, ``suffix`` and ``alias`` as this agency writes them."""
    given, middle, surname, suffix = person.given, person.middle, person.surname, person.suffix
    alias = person.alias
    if person.second_surname and not chance(rng, habits.one_surname):
        surname += rng.choice((" ", "-")) + person.second_surname
    if alias and chance(rng, habits.alias_given):
        alias_given, alias_surname = alias.split(" ", 1)
        alias = f"{given} {surname}" if chance(rng, 0.6) else ""
        given, surname, middle, suffix = alias_given, alias_surname, "", ""
    elif chance(rng, habits.alias_missing):
        alias = ""
    if chance(rng, habits.nickname) and nicknames(given):
        given = rng.choice(nicknames(given))
    if chance(rng, habits.middle_missing):
        middle = ""
    elif middle and chance(rng, habits.middle_initial):
        middle = middle[0]
    if chance(rng, habits.typo):
        given = mistyped(rng, given)
    if chance(rng, habits.typo):
        surname = mistyped(rng, surname)
    if suffix and chance(rng, habits.suffix_missing):
        suffix = ""
    if suffix and chance(rng, habits.suffix_glued):
        surname, suffix = f"{surname} {suffix}", ""
    if chance(rng, habits.swapped_names):
        given, surname = surname, given
    return {
        "given": given, "middle": middle, "surname": surname, "suffix": suffix, "alias": alias
    }  # fmt: skip


def written_birth(rng: Random, birth: date, habits: Habits) -> date | None:
    """The birth date as written: absent, day and month exchanged, off, or first of January."""
    if chance(rng, habits.birth_missing):
        return None
    if chance(rng, habits.birth_transposed) and birth.day <= 12:
        return date(birth.year, birth.day, birth.month)
    if chance(rng, habits.birth_placeholder):
        return date(birth.year, 1, 1)
    if chance(rng, habits.birth_wrong):
        kind = rng.randrange(3)
        if kind == 0:
            return birth + timedelta(days=rng.choice((-10, -1, 1, 10)))
        if kind == 1:
            return date(birth.year + rng.choice((-1, 1, -10, 10)), birth.month, min(birth.day, 28))
        return date(birth.year, rng.randint(1, 12), min(birth.day, 28))
    return birth


def misread(rng: Random, text: str, letters: int = 1) -> str:
    """Look-alike characters exchanged, as a plate reader or a tired eye does."""
    for _ in range(letters):
        places = [n for n, letter in enumerate(text) if letter in _LOOKALIKE]
        if not places:
            return text
        at = rng.choice(places)
        text = text[:at] + rng.choice(_LOOKALIKE[text[at]]) + text[at + 1 :]
    return text


def written_street(rng: Random, words: tuple[str, str, str], habits: Habits) -> str:
    """A street as written: type spelled out or missing, quadrant missing or with dots."""
    name, kind, quadrant = words
    if name == "MARTIN LUTHER KING JR" and chance(rng, 0.5):
        name = "MLK"
    if chance(rng, habits.full_street):
        kind = _FULL_TYPES[kind]
    elif chance(rng, habits.type_missing):
        kind = ""
    if quadrant and chance(rng, habits.quadrant_missing):
        quadrant = ""
    return " ".join(word for word in (name, kind, quadrant) if word)


def written_place(
    rng: Random, place: Place, habits: Habits, *, block: str, home: bool = False
) -> tuple[str, Precision]:
    """The address as written and how exact it is.

    ``block`` is the agency's way to write a block: ``{low}`` and ``{high}`` stand for its ends.
    """
    street = (place.street.name, place.street.type, place.street.quadrant)
    written = written_street(rng, street, habits)
    if place.cross is not None:
        cross = (place.cross.name, place.cross.type, place.cross.quadrant)
        pair = [written, written_street(rng, cross, habits)]
        rng.shuffle(pair)
        return rng.choice((" AND ", " & ", " / ")).join(pair), Precision.CORNER
    if not home and chance(rng, habits.block):
        low = place.number // 100 * 100
        text = block.format(low=low, high=low + 99)
        return f"{text} {written}", Precision.BLOCK
    unit = f" APT {place.unit}" if place.unit else ""
    return f"{place.number} {written}{unit}", Precision.EXACT
