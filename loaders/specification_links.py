"""The links of a table specification, and what its records must be to one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.forms import Form
from loaders.specification import KeyTarget, LinkRule, RecordRule, ReferenceTarget
from loaders.specification_agency import read_agency_code
from workbench.records.links import ENDS, Ends
from workbench.records.vocabulary import Kind, LinkType, ReferenceKind

_REFERENCES = {kind.value.lower(): kind for kind in ReferenceKind}


def read_link(form: Form) -> LinkRule | None:
    """One table ``record.link``; None where its type or end cannot be used."""
    form.only("type", "to", "properties")
    known = form.table.get("type") in ENDS
    link = form.choice("type", LinkType)
    target = _target(form)
    inner = form.inner("properties")
    properties = {name: inner.expression(name) for name in inner.table}
    return LinkRule(link, target, properties) if known and target else None


def _target(form: Form) -> str | ReferenceTarget | KeyTarget:
    value = form.table.get("to")
    if isinstance(value, str):
        return value
    inner = form.inner("to")
    if len(inner.table) == 1 and (kind := _REFERENCES.get(next(iter(inner.table)))):
        return ReferenceTarget(kind, inner.expression(next(iter(inner.table))))
    if "agency" not in inner.table:
        form.problem(
            "to",
            f"a record's id, one of {', '.join(_REFERENCES)}, or agency, system and number are "
            "needed",
        )
        return ""
    inner.only("agency", "system", "number", "part")
    return KeyTarget(
        read_agency_code(inner),
        inner.text("system", "RMS"),
        inner.expression("number", needed=True),
        inner.expression("part"),
    )


def check_records(form: Form, records: Sequence[RecordRule]) -> None:
    """Note ids and keys that are used twice, and links that the graph model does not know."""
    kinds: dict[str, Kind] = {}
    for number, record in enumerate(records, 1):
        if record.id in kinds:
            form.problem(
                f"record[{number}].id", f"{record.id!r} is used twice; each record needs its own"
            )
        kinds[record.id] = record.kind
        for other in records[: number - 1]:
            # Records under conditions may share a key: a row states only one of them.
            always = record.when is None or other.when is None
            if always and _key(record) == _key(other):
                form.problem(
                    f"record[{number}].part",
                    f"the record {other.id!r} has the same key; give each its own part",
                )
    for number, record in enumerate(records, 1):
        for link in record.links:
            _check_link(form, f"record[{number}].link {link.type}", record, link, kinds)


def _key(record: RecordRule) -> tuple[str, str, str]:
    return record.system, repr(record.number), repr(record.part)


def _check_link(
    form: Form, place: str, record: RecordRule, link: LinkRule, kinds: Mapping[str, Kind]
) -> None:
    starts, ends = ENDS[link.type]
    if record.kind not in starts:
        form.problem(place, f"{link.type} starts at {_listed(starts)}, not at {record.kind}")
    end: Kind | ReferenceKind | None = None
    if isinstance(link.to, ReferenceTarget):
        end = link.to.kind
    elif isinstance(link.to, str) and link.to:
        end = kinds.get(link.to)
        if end is None or link.to == record.id:
            form.problem(place, f"there is no other record {link.to!r}; found {', '.join(kinds)}")
    elif isinstance(link.to, KeyTarget) and any(isinstance(one, ReferenceKind) for one in ends):
        form.problem(place, f"{link.type} ends at {_listed(ends)}, not at a record")
    if end is not None and end not in ends:
        form.problem(place, f"{link.type} ends at {_listed(ends)}, not at {end.lower()}")


def _listed(ends: Ends) -> str:
    return " or ".join(sorted(end.value.lower() for end in ends))
