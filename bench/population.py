"""A made population and its records, for time and memory; its errors are too easy for quality.

    people = 40 % of the records ─ live in homes, share surnames ─► records with typing errors

Every person has one record; the others are drawn among all people. Names have the sample region's
frequencies; nearly half of the people have one of many rare ones, made of two halves of common
names, whose frequency falls with their rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

import numpy as np
from numpy.typing import NDArray

from workbench.sample.names import draw_given, draw_surname

Texts = NDArray[np.object_]
PEOPLE = 0.4
DRAWS = 20_000
SURNAMES, GIVEN_NAMES = 60_000, 3_000
"""Rare names, of each sex and era where they are given names."""
RARE = 0.45
"""Share of people with a rare one."""
SAME_SURNAME = 0.7
PER_HOME = 2.5
ERAS = (1952, 1970, 1988, 2003)
MISSING = {
    "middle_name": 0.4,
    "birth_date": 0.15,
    "ssn": 0.6,
    "address": 0.15,
    "postal_code": 0.15,
    "sex": 0.05,
}
"""Share of records that state nothing; of an address neither number nor street."""
TYPING = {"given_name": 0.06, "surname": 0.06, "street_name": 0.05, "birth_date": 0.04, "ssn": 0.02}
MOVED = 0.2
SOURCES = ("RMS", "CAD", "JAIL", "FI", "WARRANTS")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"


def population(records: int, seed: int = 1) -> dict[str, list[str | None]]:
    """Columns of ``records`` records by canonical name, and ``truth``."""
    draw = np.random.default_rng(seed)
    people = max(int(records * PEOPLE), 1)
    of = np.concatenate((np.arange(people), draw.integers(0, people, records - people)))
    draw.shuffle(of)
    person = _people(draw, people, seed)
    homes = _homes(draw, max(int(people / PER_HOME), 1), seed)
    # who has moved states another home than the rest of the records of the same person
    home = np.where(draw.random(records) < MOVED, draw.integers(0, people, records), of)
    home = person.pop("home").astype(np.int64)[home]
    columns = {name: values[of] for name, values in person.items()}
    columns |= {name: values[home] for name, values in homes.items()}
    for name, share in TYPING.items():
        _mistype(draw, columns[name], share, LETTERS if name.endswith("name") else DIGITS)
    for name, share in MISSING.items():
        gone = draw.random(records) < share
        for one in ("street_number", "street_name") if name == "address" else (name,):
            columns[one][gone] = None
    columns["source"] = np.array(SOURCES, dtype=object)[draw.integers(0, len(SOURCES), records)]
    columns["truth"] = of.astype(str).astype(object)
    return {name: values.tolist() for name, values in columns.items()}


def _people(draw: np.random.Generator, people: int, seed: int) -> dict[str, Texts]:
    home = draw.integers(0, max(int(people / PER_HOME), 1), people)
    surnames = _drawn(draw, _with_rare(_frequencies(draw_surname, seed), SURNAMES, seed), people)
    shared = draw.random(people) < SAME_SURNAME
    _, first = np.unique(home, return_index=True)
    of_home = np.empty(home.max() + 1, dtype=np.int64)
    of_home[home[first]] = first
    surnames = np.where(shared, surnames[of_home[home]], surnames)
    year = draw.integers(1940, 2009, people)
    sex = np.array(("M", "F"), dtype=object)[draw.integers(0, 2, people)]
    given, middle = (np.empty(people, dtype=object) for _ in range(2))
    era = np.abs(np.subtract.outer(year, ERAS)).argmin(axis=1)
    for at, of_era in enumerate(ERAS):
        for letter in ("M", "F"):
            here = np.flatnonzero((era == at) & (sex == letter))
            names = _frequencies(lambda rng, s=letter, y=of_era: draw_given(rng, s, y), seed)
            names = _with_rare(names, GIVEN_NAMES, seed)
            given[here], middle[here] = (_drawn(draw, names, len(here)) for _ in range(2))
    day = draw.integers(0, 365, people)
    date = np.datetime64("1970-01-01") + ((year - 1970) * 365.25 + day).astype("timedelta64[D]")
    ssn = draw.integers(100_000_000, 900_000_000, people)
    return {
        "home": home.astype(object),
        "given_name": given,
        "middle_name": middle,
        "surname": surnames,
        "birth_date": np.datetime_as_string(date).astype(object),
        "sex": sex,
        "ssn": ssn.astype(str).astype(object),
    }


def _homes(draw: np.random.Generator, homes: int, seed: int) -> dict[str, Texts]:
    stems = sorted(_frequencies(draw_surname, seed))
    kinds = ("ST", "AVE", "RD", "DR", "CT", "LN")
    streets = np.array([f"{stem} {kind}" for stem in stems for kind in kinds], dtype=object)
    codes = np.array([f"{code:05}" for code in range(20001, 20001 + max(homes // 600, 20))])
    return {
        "street_number": draw.integers(100, 9999, homes).astype(str).astype(object),
        "street_name": streets[draw.integers(0, len(streets), homes)],
        "postal_code": codes.astype(object)[draw.integers(0, len(codes), homes)],
    }


def _with_rare(common: dict[str, float], names: int, seed: int) -> dict[str, float]:
    """The common names and, with a share of ``RARE`` in all, rare ones made of their halves."""
    stems, rng = sorted(common), Random(seed)
    halves = (
        rng.choice(stems)[: rng.randint(2, 5)] + rng.choice(stems)[-rng.randint(2, 5) :]
        for _ in range(names)
    )
    made = [name for name in dict.fromkeys(halves) if name not in common]
    falling = 1 / np.arange(100, 100 + len(made)) ** 0.6
    rare = falling / falling.sum() * RARE / (1 - RARE) * sum(common.values())
    return common | dict(zip(made, rare.tolist(), strict=True))


def _frequencies(one: Callable[[Random], str], seed: int) -> dict[str, float]:
    rng = Random(seed)
    return {name.upper(): n for name, n in sorted(Counter(one(rng) for _ in range(DRAWS)).items())}


def _drawn(draw: np.random.Generator, weights: dict[str, float], size: int) -> Texts:
    share = np.array(list(weights.values()), dtype=float)
    return np.array(list(weights), dtype=object)[
        draw.choice(len(weights), size, p=share / share.sum())
    ]


def _mistype(draw: np.random.Generator, texts: Texts, share: float, signs: str) -> None:
    """One wrong, one missing or two exchanged characters in a share of the texts."""
    chosen = np.flatnonzero(draw.random(len(texts)) < share)
    kinds, wheres = draw.integers(0, 3, len(chosen)), draw.random(len(chosen))
    wrong = draw.integers(0, len(signs), len(chosen))
    for record, kind, where, sign in zip(chosen, kinds, wheres, wrong, strict=True):
        text = texts[record]
        at = int(where * (len(text) - 1))
        if kind == 0:
            texts[record] = text[:at] + signs[sign] + text[at + 1 :]
        elif kind == 1:
            texts[record] = text[:at] + text[at + 1 :]
        else:
            texts[record] = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
