"""What a reader must know about records that were resolved: what was left out, and why.

"Everyone who states it has the same surname: it tells nobody apart."
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from workbench.resolution.blocking import Block, Candidates, Key
from workbench.resolution.comparisons import Comparison
from workbench.resolution.model import Model
from workbench.resolution.statements import Folded
from workbench.resolution.table import Ints

FEWEST_STATED = 2
"""Records that may state the same before it is worth a word."""

FIELDS: Mapping[str, str] = {
    "given": "given name",
    "middle": "middle name",
    "surname": "surname",
    "suffix": "suffix",
    "birth": "birth date",
    "sex": "sex",
    "ssn": "social security number",
    "fbi": "FBI number",
    "state_id": "state identification number",
    "license": "driver license",
    "number": "street number",
    "street": "street name",
    "city": "city",
    "state": "state",
    "postal": "postal code",
    "phones": "phone",
    "birth_place": "place of birth",
    "occupation": "occupation",
    "known_as": "alias",
    "monikers": "moniker",
    "marks": "scar, mark or tattoo",
    "height": "height",
    "eyes": "eye color",
    "hair": "hair color",
}
"""What a file states, by column."""
_PARTS: Mapping[str, str] = {
    "given_sound": "sound of the given name",
    "given_letter": "first letter of the given name",
    "surname_sound": "sound of the surname",
    "surname_letter": "first letter of the surname",
    "year": "year of birth",
    "born": "year of birth or age",
    "day": "month and day of birth",
    "address": "address",
}


def cautions(
    statements: Folded,
    comparisons: Sequence[Comparison],
    pairs: Candidates,
    alone: Ints,
    model: Model,
) -> tuple[str, ...]:
    """Sentences in the words of a file's fields, none twice.

    Args:
        alone: each statement's weight with itself.
    """
    return (
        *statements.table.remarks,
        *_training(model),
        *_blocks(pairs),
        *_silence(statements, comparisons, alone),
        *_sameness(statements),
    )


def _training(model: Model) -> Iterator[str]:
    if not model.learnt:
        yield (
            "too few different records to learn from: the weights are those expected of a town of "
            "100,000, not of these records"
        )


def _blocks(pairs: Candidates) -> Iterator[str]:
    if pairs.dropped:
        largest = max(pairs.dropped, key=lambda gone: (gone.records, gone.block))
        many = len(pairs.dropped)
        yield (
            f"{_count(many, 'group')} of records {'was' if many == 1 else 'were'} too large to "
            f"compare each with each; the largest, {block_text(largest.block)}, has "
            f"{largest.records:,} records"
        )
    if pairs.coarse:
        keys = "; ".join(map(key_text, pairs.coarse))
        yield f"too many records agree on these to compare them for that alone: {keys}"


def _silence(statements: Folded, comparisons: Sequence[Comparison], alone: Ints) -> Iterator[str]:
    table = statements.table
    says = np.zeros(len(table), dtype=np.bool_)
    for name in {name for comparison in comparisons for name in comparison.columns}:
        if name in table.columns:
            says |= table.columns[name].codes >= 0
    records = np.bincount(statements.of_record, minlength=len(says))
    if silent := int(records[~says].sum()):
        yield f"{_count(silent, 'record')} without anything to compare: each stays alone"
    if vague := int(records[says & (alone <= 0) & (records > 1)].sum()):
        yield (
            f"{_count(vague, 'record')} equal to another but too vague to be the same person for "
            "certain: each stays alone"
        )


def _sameness(statements: Folded) -> Iterator[str]:
    same = []
    for name, words in FIELDS.items():
        source = statements.table.columns.get(name)
        if source is not None and np.count_nonzero(source.counts) == 1:
            stated = int((source.codes >= 0)[statements.of_record].sum())
            same += [words] if stated > FEWEST_STATED else []
    if same:
        yield f"every record that states it has the same {_listed(same)}: it tells nobody apart"


def key_text(key: Key) -> str:
    """A key in words: "surname and year of birth"."""
    return " and ".join(map(_words, key))


def block_text(block: Block) -> str:
    """A block in words: "surname SMITH and year of birth 1980"."""
    return _listed(
        f"{_words(name)} {value.replace('|', ' ').strip()}"
        for name, value in zip(*block, strict=True)
    )


def _words(name: str) -> str:
    return FIELDS.get(name) or _PARTS.get(name) or name.replace("_", " ")


def _listed(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
