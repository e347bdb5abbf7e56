"""Reading the POLE archive: nodes joined with what leads away from them.

One row is one node of ``NODES``. What leads away from it stands in added columns named after the
relationship, several ends joined by ``;``: the node's id, or the words that name a reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from loaders.archives import Archive, zip_csv_extract, zip_members
from loaders.columns import text
from loaders.source import Extract, Row
from workbench.errors import InputError
from workbench.progress import Report, silent

SYSTEM = "crime-investigation"
ID = ":ID"

NODES: Mapping[str, tuple[str, ...]] = {
    "Location": ("latitude:double", "longitude:double", "postcode", "address"),
    "Crime": ("date", "id", "type", "last_outcome", "note", "charge"),
    "Vehicle": ("model", "reg", "make", "year"),
    "Object": ("description", "id", "type"),
    "Person": ("surname", "nhs_no", "name", "age"),
    "PhoneCall": ("call_duration", "call_time", "call_date", "call_type"),
}
"""Nodes that become rows, in the order of the rows, with the columns they must have."""

ENDS: Mapping[str, tuple[str, ...]] = {
    "Officer": ("badge_no", "rank", "name", "surname"),
    "Phone": ("phoneNo",),
    "Email": ("email_address",),
    "Area": ("areaCode",),
    "PostCode": ("code",),
}
"""Nodes that only others point to, with the columns that name them."""

RELATIONSHIPS: Mapping[str, tuple[str, ...]] = {
    "Location": ("LOCATION_IN_AREA", "HAS_POSTCODE"),
    "Crime": ("OCCURRED_AT", "INVESTIGATED_BY"),
    "Vehicle": ("INVOLVED_IN",),
    "Object": ("INVOLVED_IN",),
    "Person": (
        "CURRENT_ADDRESS",
        "HAS_PHONE",
        "HAS_EMAIL",
        "PARTY_TO",
        "KNOWS",
        "KNOWS_LW",
        "KNOWS_PHONE",
        "KNOWS_SN",
        "FAMILY_REL",
    ),
    "PhoneCall": ("CALLER", "CALLED"),
}
"""What leads away from each kind of node."""


def read_archive(path: Path, report: Report = silent) -> Extract:
    """Check the archive and all its members; give one row per node."""
    members = [_node_file(label) for label in (*NODES, *ENDS)]
    members += [_relationship_file(name) for name in _relationship_names()]
    archive = zip_members(path, members, report=report)
    nodes = {
        label: zip_csv_extract(archive, _node_file(label), (ID, *columns))
        for label, columns in NODES.items()
    }
    leads_to = _leads_to(archive, _ends(archive, nodes))

    def rows() -> Iterator[Row]:
        for label, extract in nodes.items():
            for row in extract.rows():
                node = row.values.get(ID, "")
                ends = {name: leads_to[name].get(node, ()) for name in RELATIONSHIPS[label]}
                joined = {name: ";".join(end) for name, end in ends.items()}
                yield Row(row.file, row.line, {**row.values, **joined}, row.problem)

    return Extract(sum(extract.total for extract in nodes.values()), rows)


def _node_file(label: str) -> str:
    return f"{SYSTEM}.nodes.{label}.csv"


def _relationship_file(name: str) -> str:
    return f"{SYSTEM}.relationships.{name}.csv"


def _relationship_names() -> list[str]:
    return sorted({name for names in RELATIONSHIPS.values() for name in names})


def _ends(archive: Archive, nodes: Mapping[str, Extract]) -> dict[str, str]:
    """What a relationship writes for the node it ends at: its id, or what names a reference."""
    ends = {
        row.values.get(ID, ""): row.values.get(ID, "") for e in nodes.values() for row in e.rows()
    }
    for label, columns in ENDS.items():
        for row in zip_csv_extract(archive, _node_file(label), (ID, *columns)).rows():
            words = [text(row, column) for column in columns]
            ends[text(row, ID)] = (
                words[0] if len(words) == 1 else f"{words[0]} {' '.join(words[1:])}"
            )
    return ends


def _leads_to(archive: Archive, ends: Mapping[str, str]) -> dict[str, dict[str, list[str]]]:
    """For each relationship, the ends by start node."""
    found: dict[str, dict[str, list[str]]] = {}
    for name in _relationship_names():
        columns = (":START_ID", ":END_ID") + (("rel_type",) if name == "FAMILY_REL" else ())
        by_start = found.setdefault(name, {})
        for row in zip_csv_extract(archive, _relationship_file(name), columns).rows():
            start, *rest = (text(row, column) for column in columns)
            if row.problem or start not in ends or rest[0] not in ends:
                raise InputError(
                    f"{archive.source.shown}: line {row.line} of {_relationship_file(name)} names "
                    "a node that no node file holds. Fetch the archive again."
                )
            by_start.setdefault(start, []).append(":".join((ends[rest[0]], *rest[1:])))
    return found
