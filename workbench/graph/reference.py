"""The schema reference, made from the code: ``python -m workbench.graph.reference``.

Its output is docs/schema.md; a test keeps the two equal.
"""

from __future__ import annotations

import dataclasses
import re
import sys
import typing

from workbench.graph.statements import names, statement
from workbench.graph.writer import LABEL_OF
from workbench.records import model
from workbench.records.properties import ENVELOPE
from workbench.records.vocabulary import ENTITY_OF, Kind, LinkType, ReferenceKind

ENDS: dict[LinkType, tuple[str, str]] = {
    **dict.fromkeys(
        (
            LinkType.SUBJECT_OF,
            LinkType.ARRESTED_IN,
            LinkType.VICTIM_OF,
            LinkType.WITNESS_OF,
            LinkType.CONTACTED_IN,
            LinkType.REPORTED,
        ),
        ("PersonRecord", "IncidentRecord"),
    ),
    LinkType.OCCURRED_AT: ("IncidentRecord", "LocationRecord"),
    LinkType.INVESTIGATED_BY: ("IncidentRecord", "Officer"),
    LinkType.PART_OF: ("IncidentRecord", "IncidentRecord"),
    LinkType.INVOLVED_IN: ("VehicleRecord|ItemRecord", "IncidentRecord"),
    LinkType.LIVES_AT: ("PersonRecord", "LocationRecord"),
    LinkType.OWNS: ("PersonRecord", "VehicleRecord"),
    LinkType.DRIVES: ("PersonRecord", "VehicleRecord"),
    LinkType.POSSESSED: ("PersonRecord", "ItemRecord"),
    LinkType.IN: ("LocationRecord", "Area"),
    LinkType.ASSOCIATED_WITH: ("PersonRecord", "PersonRecord"),
    LinkType.USES: ("PersonRecord", "Phone|Email"),
    LinkType.SEEN_AT: ("PlateReadRecord", "LocationRecord"),
    LinkType.CHARGED_WITH: ("PersonRecord", "ChargeRecord"),
    LinkType.CHARGED_IN: ("ChargeRecord", "IncidentRecord"),
    LinkType.COMMITTED_IN: ("OffenseRecord", "IncidentRecord"),
    LinkType.DISPOSES_OF: ("DispositionRecord", "ChargeRecord"),
    LinkType.NARRATES: ("NarrativeRecord", "IncidentRecord"),
    LinkType.CALLED_FROM: ("TelephoneCallRecord", "Phone"),
    LinkType.CALLED_TO: ("TelephoneCallRecord", "Phone"),
}
"""Labels at the usual ends of each link type."""


def schema_markdown() -> str:
    """Record kinds with their properties, links, references, constraints and indexes."""
    kinds = "\n".join(f"- {_kind(shape)}" for shape in _shapes())
    links = "\n".join(f"(:{a})-[:{t.value}]->(:{b})" for t, (a, b) in ENDS.items())
    references = ", ".join(f"`{kind.value}`" for kind in ReferenceKind)
    schema = "\n".join(f"- {_purpose(name)}" for name in names("migrations"))
    return (
        "# The graph\n\n"
        "Made by `python -m workbench.graph.reference`; do not edit.\n\n"
        "Every record is `(:Record)` with a second label and `key`, `agency`, `system`, `kind`, "
        "`category`, `handling`, `audience`, `raw`, `seed`, `revision`, `current`, `digest`, "
        "`source`. A normal form `f` with sub-fields becomes `f_<sub-field>`; several of them "
        "become parallel lists.\n\n"
        f"## Records\n{kinds}\n\n## Links as written\n```\n{links}\n```\n\n"
        f"References, keyed by their exact normal form: {references}.\n\n"
        "```\n(:Record)-[:OWNED_BY]->(:Agency)    (:Record)-[:LOADED_BY {file, line}]->(:Load)\n"
        "(:Revision)-[:REVISION_OF]->(:Record)    (:Reject)-[:REJECTED_BY]->(:Load)\n"
        "(:Record)-[:RESOLVED_TO]->(:Entity:Person|Vehicle|Location|Incident|Item)\n```\n\n"
        "Derived links between entities have the types above and `audiences`, `counts`, "
        "`first_seen`, `last_seen` in parallel lists.\n\n"
        f"## Constraints and indexes\n{schema}\n"
    )


def _shapes() -> list[type[model.Record]]:
    of_kind = {shape.kind: shape for shape in model.Record.__subclasses__()}
    return [of_kind[kind] for kind in Kind]


def _kind(shape: type[model.Record]) -> str:
    entity = ENTITY_OF.get(shape.kind)
    resolves = f", resolves to `{entity.value.capitalize()}`" if entity else ""
    hints = typing.get_type_hints(shape)
    fields = [f.name for f in dataclasses.fields(shape) if f.name not in ENVELOPE]
    listed = ", ".join(f"`{name}`{_subfields(hints[name])}" for name in fields)
    return f"**{LABEL_OF[shape.kind]}**{resolves}: {listed}"


def _subfields(hint: object) -> str:
    for part in (hint, *typing.get_args(hint)):
        if isinstance(part, type) and dataclasses.is_dataclass(part):
            return " (" + ", ".join(f"`_{f.name}`" for f in dataclasses.fields(part)) + ")"
    return ""


def _purpose(name: str) -> str:
    text = statement(name)
    purpose = text.splitlines()[0].removeprefix("// ").removeprefix("purpose: ")
    what = re.search(r"CREATE (\w+(?: \w+)?) (?:INDEX )?(\w+) IF NOT EXISTS", text)
    return f"`{name.split('/')[1]}`: {purpose}" if what else purpose


if __name__ == "__main__":
    sys.stdout.write(schema_markdown())
