"""The schema reference, made from the code: ``python -m workbench.graph.reference``.

Its output is docs/schema.md; a test keeps the two equal.
"""

from __future__ import annotations

import dataclasses
import sys
import typing
from collections.abc import Iterable, Iterator

from workbench.graph.deciding import LABEL_OF
from workbench.graph.statements import names, statement
from workbench.records import model
from workbench.records.links import ENDS, Ends
from workbench.records.properties import ENVELOPE, ENVELOPE_PROPERTIES
from workbench.records.vocabulary import ENTITY_OF, Kind, ReferenceKind


def schema_markdown() -> str:
    """Record kinds with their properties, links, references, constraints and indexes."""
    envelope = _listed(ENVELOPE_PROPERTIES)
    kinds = "\n".join(f"- {_kind(shape)}" for shape in _shapes())
    links = "\n".join(
        f"(:{_labels(starts)})-[:{of.value}]->(:{_labels(ends)})"
        for of, (starts, ends) in ENDS.items()
    )
    references = _listed(kind.value for kind in ReferenceKind)
    schema = "\n".join(f"- {_migration(name)}" for name in names("migrations"))
    return (
        "# The graph\n\n"
        "Made by `python -m workbench.graph.reference`; do not edit.\n\n"
        f"Every record is `(:Record)` with a second label and {envelope}; once resolved also "
        "`projected`; a location with both coordinates also `point`. Absent values are left out. "
        "`[]` marks a list; the lists of one field are parallel.\n\n"
        f"## Records\n{kinds}\n\n"
        f"## Links as written\n```\n{links}\n```\n\n"
        "A link may carry properties, such as the `relation` of `ASSOCIATED_WITH`. An end that "
        "has not been loaded yet is a bare `(:Record {key})`.\n\n"
        f"References are `(:Reference)` with a second label ({references}) and `id`, `value`, "
        "keyed by their exact normal form; the link's `label` says what its record calls them.\n\n"
        "```\n(:Record)-[:OWNED_BY]->(:Agency)    (:Record)-[:LOADED_BY {file, line}]->(:Load)\n"
        "(:Revision)-[:REVISION_OF]->(:Record)    (:Reject)-[:REJECTED_BY]->(:Load)\n"
        "(:Record)-[:RESOLVED_TO]->(:Entity:Person|Vehicle|Location|Incident|Item)\n```\n\n"
        "```\n(:Record)-[:SCORED {weight, use, reasons}]->(:Record)    (:Model {number, version})\n"
        "(:Decision)-[:ABOUT {side}]->(:Record)    (:Decision)-[:SUPERSEDES]->(:Decision)\n```\n\n"
        "```\n(:HandlingStatement {handling, verb})-[:OF]->(:Record)    "
        "(:Validation {by, at, reason})-[:OF]->(:Record)\n"
        "(:Tombstone {seed, digest, state})\n```\n\n"
        "`handling` and `audience` are what counts; where statements are in force, `own_handling` "
        "is what the record's own facts call for and `stated_handling` what they add. `entered`, "
        "`validated_at` and `expires_at` are the clock of intelligence (docs/handling.md).\n\n"
        "## Derived\n"
        "An entity has `id`, `variant` and `audiences`, and is `Stale` while its links are being "
        "made anew. Links between entities, and from entities to references, have the types above, "
        "`derived`, and in parallel lists `audiences`, `counts`, `first_seen`, `last_seen`.\n\n"
        f"## Constraints and indexes\n{schema}\n"
    )


def _labels(ends: Ends) -> str:
    """The labels at one end of a link, in the vocabulary's order."""
    kinds = [LABEL_OF[kind] for kind in Kind if kind in ends]
    return "|".join(kinds or [kind.value for kind in ReferenceKind if kind in ends])


def _shapes() -> list[type[model.Record]]:
    of_kind = {shape.kind: shape for shape in model.Record.__subclasses__()}
    return [of_kind[kind] for kind in Kind]


def _kind(shape: type[model.Record]) -> str:
    entity = ENTITY_OF.get(shape.kind)
    resolves = f", resolves to `{entity.value.capitalize()}`" if entity else ""
    hints = typing.get_type_hints(shape)
    flat = (
        name
        for field in dataclasses.fields(shape)
        if field.name not in ENVELOPE
        for name in _flattened(field.name, hints[field.name])
    )
    return f"**{LABEL_OF[shape.kind]}**{resolves}: {_listed(flat)}"


def _flattened(name: str, hint: object, within_list: bool = False) -> Iterator[str]:
    """Names of the properties that a field of this type becomes, as ``properties`` writes them."""
    many = within_list or typing.get_origin(hint) is tuple
    for part in (hint, *typing.get_args(hint)):
        if isinstance(part, type) and dataclasses.is_dataclass(part):
            for sub, of in typing.get_type_hints(part).items():
                yield from _flattened(f"{name}_{sub}", of, many)
            return
    yield f"{name}[]" if many else name


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _migration(name: str) -> str:
    """What a migration is for, from its first line, and the pattern that it covers."""
    first, *rest = statement(name).splitlines()
    pattern = " ".join(" ".join(rest).split()).partition(" IF NOT EXISTS ")[2]
    pattern = pattern.partition(" OPTIONS ")[0]
    return f"`{name.split('/')[1]}`: {first.removeprefix('// ')} `{pattern}`"


if __name__ == "__main__":
    sys.stdout.write(schema_markdown())
