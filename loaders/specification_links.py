"""The links of a table specification, and what its records must be to one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.forms import Form, meant
from loaders.specification import NOTHING, KeyTarget, LinkRule, RecordRule, ReferenceTarget
from loaders.specification_agency import read_agency_code, read_system
from workbench.records.links import ENDS, Ends
from workbench.records.vocabulary import Kind, LinkType, ReferenceKind

_REFERENCES = {kind.value.lower(): kind for kind in ReferenceKind}


def stated_kinds(forms: Sequence[Form]) -> dict[str, Kind | None]:
    """The ids of all records, each with its kind; None where that is unknown."""
    return {
        id: form.member("kind", Kind)
        for form in forms
        if isinstance(id := form.table.get("id"), str)
    }


def read_link(form: Form, start: Kind | None, others: Mapping[str, Kind | None]) -> LinkRule:
    """One table ``record.link``.

    Args:
        start: the kind of the record that has it; None where it is unknown.
        others: the ids and kinds of the specification's other records.
    """
    form.only("type", "to", "properties")
    target = _target(form, others)
    known = form.member("type", LinkType)
    if known is not None:
        _check_ends(form, known, start, target, others)
    inner = form.inner("properties")
    properties = {name: inner.expression(name) for name in inner.table}
    return LinkRule(form.choice("type", LinkType), target, properties)


def _target(form: Form, others: Mapping[str, Kind | None]) -> str | ReferenceTarget | KeyTarget:
    value = form.table.get("to")
    if isinstance(value, str):
        if value not in others:
            found = ", ".join(others) or "none"
            near = meant(value, others)
            form.problem("to", f"there is no other record {value!r}{near}; found {found}")
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
        read_system(inner),
        inner.expression("number", needed=True),
        inner.expression("part"),
    )


def _check_ends(
    form: Form,
    link: LinkType,
    start: Kind | None,
    target: str | ReferenceTarget | KeyTarget,
    others: Mapping[str, Kind | None],
) -> None:
    """Note ends that the graph model does not know; an end of unknown kind is not judged."""
    starts, ends = ENDS[link]
    if start is not None and start not in starts:
        form.problem("type", f"{link} starts at {_listed(starts)}, not at {start}")
    end: Kind | ReferenceKind | None = None
    if isinstance(target, ReferenceTarget):
        end = target.kind
    elif isinstance(target, str):
        end = others.get(target)
    elif any(isinstance(one, ReferenceKind) for one in ends):
        form.problem("to", f"{link} ends at {_listed(ends)}, not at a record")
    if end is not None and end not in ends:
        form.problem("to", f"{link} ends at {_listed(ends)}, not at {end.lower()}")


def _listed(ends: Ends) -> str:
    return " or ".join(sorted(end.value.lower() for end in ends))


def check_records(form: Form, records: Sequence[RecordRule]) -> None:
    """Note ids and keys that are used twice."""
    ids: set[str] = set()
    for number, record in enumerate(records, 1):
        if record.id in ids:
            form.problem(
                f"record[{number}].id", f"{record.id!r} is used twice; each record needs its own"
            )
        ids |= {record.id} - {""}
        for other in records[: number - 1]:
            # Records under conditions may share a key: a row states only one of them.
            always = record.when is None or other.when is None
            if always and record.number != NOTHING and _key(record) == _key(other):
                form.problem(
                    f"record[{number}].part",
                    f"the record {other.id!r} has the same key; give each its own part",
                )


def _key(record: RecordRule) -> tuple[str, str, str]:
    return record.system, repr(record.number), repr(record.part)
