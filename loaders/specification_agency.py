"""The agency of a table specification, and the codes by which it names others."""

from __future__ import annotations

import re

from loaders.contributors import CONTRIBUTORS
from loaders.forms import Form
from workbench.records.agencies import SHARING_AGENCIES, Agency, AgencyRole
from workbench.records.model import SEPARATOR

_AGENCIES = {agency.code: agency for agency in (*SHARING_AGENCIES, *CONTRIBUTORS)}
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")


def read_agency(form: Form) -> Agency:
    """The table ``[agency]``: a known agency by its code, or a new one by code and name."""
    form.only("code", "name", "state")
    code = form.text("code")
    known = _AGENCIES.get(code)
    if known is not None:
        if "name" in form.table and form.table["name"] != known.name:
            form.problem("name", f"{code} is {known.name}; leave the name out or use another code")
        return known
    if code and not _CODE.fullmatch(code):
        form.problem("code", f"{code!r} is not capital letters, digits and hyphens")
    if "name" not in form.table:
        form.problem(
            "name", f"missing; {code!r} is no known code ({', '.join(_AGENCIES)}), so name it"
        )
        return Agency(code, "", AgencyRole.CONTRIBUTOR)
    return Agency(code, form.text("name"), AgencyRole.CONTRIBUTOR, form.text("state", ""))


def read_system(form: Form) -> str:
    """The short name under ``system`` of the agency's system; RMS where none is given."""
    system = form.text("system", "RMS")
    if SEPARATOR in system or not system:
        form.problem("system", f"a system's short name is needed, without {SEPARATOR}")
    return system


def read_agency_code(form: Form) -> str:
    """The code under ``agency``, by which a number or link names another agency."""
    code = form.text("agency")
    if code and not _CODE.fullmatch(code):
        form.problem("agency", f"{code!r} is no agency's code, such as {', '.join(_AGENCIES)}")
    return code
