"""The reference of resolution, made from the code: ``python -m workbench.resolution.reference``.

Its output is docs/resolution.md; a test keeps the two equal.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Mapping
from math import log2
from types import ModuleType

from workbench.records.vocabulary import Kind
from workbench.resolution import households, incidents, items, locations, pairing, vehicles
from workbench.resolution.blocking import LARGEST, LARGEST_TELLING, Key, largest
from workbench.resolution.cautions import key_text
from workbench.resolution.comparisons import DIFFERENT, PERSON, Comparison
from workbench.resolution.contraction import UNSCORED
from workbench.resolution.keys import PERSON_KEYS
from workbench.resolution.one_pair import FREQUENCY, HOUSEHOLD, MEANINGS, OTHER_NAME, PRIOR
from workbench.resolution.persons import with_derived
from workbench.resolution.published import learn
from workbench.resolution.schemes import PROPOSED_FROM, person_scheme
from workbench.resolution.scored import UNITS, Part
from workbench.resolution.stated import StatedLevel, stated_comparisons
from workbench.resolution.training import EXPECTED_SAME, FEWEST_RECORDS

KINDS: Mapping[Kind, ModuleType] = {
    Kind.VEHICLE: vehicles,
    Kind.LOCATION: locations,
    Kind.INCIDENT: incidents,
    Kind.ITEM: items,
}
"""The kinds that are compared by stated weights."""
COLUMNS: Mapping[str, str] = {
    "names": "given name and surname, in either order",
    "born": "year of birth or age",
    "area": "first part of the postal code",
}
"""What a column holds, where no file's field is called so."""
EXAMPLE = (
    {
        "given": "WILLIAM",
        "surname": "WHITLOCK",
        "birth": "19710304",
        "sex": "M",
        "number": "1412",
        "street": "TRINIDAD AVE NE",
    },
    {
        "given": "BILL",
        "surname": "WHITLOCK",
        "birth": "19710305",
        "sex": "M",
        "number": "88",
        "street": "H ST NE",
    },
)


def resolution_markdown() -> str:
    """What is compared of each kind, what it weighs, and how to read a weight."""
    stated = "\n".join(_kind(kind, module) for kind, module in KINDS.items())
    return (
        "# How records are compared\n\n"
        "Made by `python -m workbench.resolution.reference`; do not edit.\n\n"
        f"{_introduction()}\n"
        f"{_reading()}\n"
        f"{_persons()}\n"
        f"{_candidates()}\n"
        f"{stated}"
    )


def _introduction() -> str:
    return (
        "Two records are one person, vehicle, location, incident or item if enough of what they "
        "say speaks for it. Each field is compared by itself and adds to the pair's *weight*, or "
        "takes from it; a field that either record leaves out does neither. The records are then "
        "put into groups, so that what speaks for and against within a group is counted together. "
        "What a reviewer decides goes before any weight. Race and ethnicity are never compared.\n\n"
        "`workbench explain ONE OTHER --meanings` shows every part of a pair's weight. How it is "
        "learnt and measured: [evaluation.md](evaluation.md); why it is so: [adr](adr), from 0016 "
        "on.\n"
    )


def _reading() -> str:
    one, other = (with_derived(dict(values)) for values in EXAMPLE)
    scheme = person_scheme(learn({"1": one, "2": other}))
    pair = scheme.explain("1", scheme.read(one), "2", scheme.read(other))
    rows = "\n".join(_part(part) for part in pair.parts)
    least = PROPOSED_FROM[Kind.PERSON] / UNITS
    return (
        "## How to read a weight\n\n"
        "A weight is in *bits*. Each bit doubles the odds: +1 is 2 to 1 for one person, +10 about "
        "1,000 to 1, +20 a million to 1; a minus is as much against. Parts are added.\n\n"
        f"| bits | part | one record | the other |\n|--:|---|---|---|\n{rows}\n"
        f"| **{_bits(pair.weight)}** | **in all** | | |\n\n"
        "This example has the weights that are expected before any record is seen "
        f"({FEWEST_RECORDS} different records are needed to learn others).\n\n"
        f"- *{PRIOR}*: {MEANINGS[PRIOR]} Expected: {EXPECTED_SAME * 100_000:.0f} pair in "
        "100,000.\n"
        "- *a level*, such as *given name nickname*: How much oftener two records of one person "
        "agree like this than two strangers' do.\n"
        f"- *{FREQUENCY}*: {MEANINGS[FREQUENCY]}\n"
        f"- *{OTHER_NAME}*: {MEANINGS[OTHER_NAME]}\n"
        f"- *{HOUSEHOLD}*: {MEANINGS[HOUSEHOLD]} It counts only where, of at least "
        f"{households.FEWEST} pairs of one surname and one address or telephone with different "
        f"given names, over {households.MOSTLY:.0%} disagree in the birth date (else the social "
        "security number, else the sex). Where they state none of these, such pairs must be more "
        f"than {households.MOSTLY:.0%} of those that agree in the given name too.\n\n"
        "Above 0 two records are one unless other records of the group say otherwise; if these "
        "hold them apart, the pair waits for a reviewer. So does a pair of persons above "
        f"{least:+.0f} and up to 0 bits, and one person with two numbers of one register that goes "
        "by fingerprints. Two records that nothing brought together count "
        f"{UNSCORED / UNITS:+.1f}.\n"
    )


def _part(part: Part) -> str:
    name = f"{part.comparison.replace('_', ' ')} {part.level}".strip()
    values = (value.replace("|", " ") for value in (part.left, part.right))
    return f"| {' | '.join((_bits(part.weight), name, *values))} |"


def _persons() -> str:
    columns = sorted({name for c in PERSON for name in c.columns})
    listed = "\n".join(f"- `{name}`: {_words(name)}" for name in columns)
    return (
        "## Persons\n\n"
        "Each is called here as `workbench explain` calls it. The first level that holds counts. "
        "Beside each stands what is expected of it in bits, for "
        "one person against strangers; a published model has its own (`workbench model export`)."
        f"\n\n{''.join(map(_comparison, PERSON))}"
        f"### Columns\n\n{listed}\n"
    )


def _comparison(comparison: Comparison) -> str:
    names = (*comparison.levels, DIFFERENT)
    expected = (
        f"{name} {log2(same / stranger):+.1f}"
        for name, same, stranger in zip(names, comparison.same, comparison.stranger, strict=True)
    )
    notes = [f"Reads {_listed(comparison.columns)}."]
    if comparison.rare:
        notes.append(f"Frequency counts at: {', '.join(comparison.rare)}.")
    if not comparison.measured:
        notes.append("Always these weights, whatever the records.")
    return (
        f"### {comparison.name.replace('_', ' ')}\n\n{comparison.meaning}\n\n"
        f"{'; '.join(expected)}.\n{' '.join(notes)}\n\n"
    )


def _candidates() -> str:
    rows = "\n".join(f"| {_key(key)} | {largest(key)} |" for key in PERSON_KEYS)
    return (
        "### Which persons are compared\n\n"
        'Two records are compared if they agree on all of one row of this table. "Sound" is how a '
        "name is spoken. Where more records agree than the number beside it (records that say the "
        "same count once), that group is not compared for this alone: "
        f"{LARGEST_TELLING} where strangers seldom agree, else {LARGEST}. A published model names "
        "the groups that it leaves out, and has no rows that are too coarse for its records.\n\n"
        f"| agree on | at most |\n|---|--:|\n{rows}\n"
    )


def _kind(kind: Kind, module: ModuleType) -> str:
    """What the kind's module says of itself, its rule, its keys and its weights."""
    rule = " ".join((module.compare.__doc__ or "").split()).partition("None where ")[2]
    keys = " ".join((module.keys.__doc__ or "").split())
    parts = "".join(
        f"- **{one.name}**: {one.meaning}\n  {_weights(one.levels)}\n"
        for one in stated_comparisons(module)
    )
    return (
        f"## {kind.value.capitalize()}s\n\n{_said(module)}\n\n"
        f"- Compared if two records share one of: {keys}\n"
        f"- Not weighed where {rule}\n"
        f"- `STARTING_ODDS`: {module.STARTING_ODDS:+d} bits. `PROPOSED_FROM`: "
        f"{module.PROPOSED_FROM / UNITS:+.0f} bits. At most {pairing.LARGEST} records a key.\n\n"
        f"What each part weighs, in bits; what is not stated weighs 0 unless it says so:\n\n{parts}"
    )


def _weights(levels: Iterable[StatedLevel]) -> str:
    return "; ".join(f"{name} {weight:+g}" for name, weight in levels) + "."


def _bits(weight: int) -> str:
    return f"{weight / UNITS:+.1f}"


def _said(module: ModuleType) -> str:
    return inspect.cleandoc(module.__doc__ or "").replace("``", "`")


def _key(key: Key) -> str:
    return ", ".join(map(_words, key))


def _words(column: str) -> str:
    return COLUMNS.get(column) or key_text((column,))


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in columns)


if __name__ == "__main__":
    sys.stdout.write(resolution_markdown())
