"""The fields of a record in a table specification: each shape in the form it is written in."""

from __future__ import annotations

from loaders.forms import Form, meant
from loaders.specification import FIELDS, LISTS, Expression, Field, Part, Shape
from loaders.specification_agency import read_agency_code
from workbench.records.agencies import Agency
from workbench.records.names import NameOrder
from workbench.records.numbers import IdentificationKind
from workbench.records.vocabulary import IncidentStatus, Kind

BASIS = (
    *("predicate", "suspicion", "submitted_by", "control_official"),
    *("reliability", "validity", "entered", "identifying_only"),
)
"""What the basis of criminal intelligence is made of."""
_EVERY = tuple(dict.fromkeys(name for fields in FIELDS.values() for name in fields))


def check_names(form: Form) -> None:
    """Note the fields that no kind of record has, where the kind of this one is not known."""
    for name in form.table:
        if name not in _EVERY:
            form.problem(name, f"no kind of record has such a field{meant(name, _EVERY)}")


def read_fields(form: Form, kind: Kind, agency: Agency) -> tuple[Field, ...]:
    """The table ``record.fields``: the fields of that kind of record, in the model's order."""
    allowed = FIELDS[kind]
    form.only(*allowed)
    return tuple(
        Field(name, shape, _parts(form, name, shape, agency))
        for name, shape in allowed.items()
        if name in form.table
    )


def _parts(form: Form, name: str, shape: Shape, agency: Agency) -> tuple[Part, ...]:
    if shape in LISTS:
        values = form.table[name]
        return tuple(
            Part({"value": form.made(name, one, listed=True)})
            for one in (values if isinstance(values, list) else [values])
        )
    if shape is Shape.ATTRIBUTES:
        inner = form.inner(name)
        return (Part({title: inner.expression(title) for title in inner.table}),)
    if shape is Shape.BASIS:
        inner = form.inner(name)
        inner.only(*BASIS)
        return (Part({one: inner.expression(one) for one in BASIS}),)
    if shape is Shape.NAMES:
        listed = isinstance(form.table[name], list)
        return tuple(_name(one) for one in (form.each(name) if listed else [form.inner(name)]))
    if shape is Shape.NAME:
        return (_name(form.inner(name)),)
    if shape is Shape.PLATE:
        return (_composed(form.inner(name), "plate", "state"),)
    if shape is Shape.ADDRESS:
        return (_composed(form.inner(name), "full", "city", "state", "postal_code"),)
    if shape is Shape.IDENTIFICATIONS:
        return tuple(_identification(one) for one in form.each(name))
    if shape is Shape.CASE_NUMBERS:
        return tuple(_case_number(one) for one in form.each(name))
    expression = form.expression(name)
    if shape is Shape.STATUS:
        _check_statuses(form, name, expression)
    return (Part({"value": expression}, agency.code if shape is Shape.CASE_NUMBER else ""),)


def _composed(form: Form, *names: str) -> Part:
    form.only(*names)
    form.expression(names[0], needed=True)
    return Part({name: form.expression(name) for name in names if name in form.table})


def _name(form: Form) -> Part:
    if "full" in form.table:
        form.only("full", "order", "split")
        full = form.expression("full", listed=True)
        split = form.text("split", "") or full.split
        order = form.choice("order", NameOrder, NameOrder.AUTO)
        whole = Expression(
            full.columns, full.constant, full.mapping, full.default, full.join, split
        )
        return Part({"full": whole}, order.value)
    names = ("given", "middle", "surname", "suffix")
    form.only(*names)
    if not form.table:
        form.problem("", f"full or some of {', '.join(names)} are needed")
    return Part({name: form.expression(name) for name in names})


def _identification(form: Form) -> Part:
    form.only("kind", "number", "jurisdiction")
    kind = form.choice("kind", IdentificationKind)
    if kind is IdentificationKind.OTHER:
        form.problem("kind", "'other' cannot be read; allowed: state-id, fbi, driver-license, ssn")
    return Part(
        {
            "number": form.expression("number", needed=True),
            "jurisdiction": form.expression("jurisdiction"),
        },
        kind.value,
    )


def _case_number(form: Form) -> Part:
    form.only("agency", "number")
    return Part({"number": form.expression("number", needed=True)}, read_agency_code(form))


def _check_statuses(form: Form, name: str, expression: Expression) -> None:
    allowed = {status.value for status in IncidentStatus} | {""}
    stated = [*(expression.mapping or {}).values(), expression.default or "", expression.constant]
    for value in stated:
        if value not in allowed:
            form.problem(
                name,
                f"{value!r} is no status{meant(value, allowed)}; "
                f"allowed: {', '.join(sorted(allowed - {''}))}",
            )
