"""Agencies whose published records are loaded without their signing in, and a look-up of all."""

from __future__ import annotations

from workbench.records.agencies import SHARING_AGENCIES, Agency, AgencyRole

CONTRIBUTORS: tuple[Agency, ...] = (
    Agency("GPD", "Gaithersburg Police Department", AgencyRole.CONTRIBUTOR, "MD"),
    Agency("MCSO", "Montgomery County Sheriff's Office", AgencyRole.CONTRIBUTOR, "MD"),
    Agency("POLE", "POLE demonstration data (fictitious people)", AgencyRole.CONTRIBUTOR),
    Agency("RCPD", "Rockville City Police Department", AgencyRole.CONTRIBUTOR, "MD"),
    Agency("TPPD", "Takoma Park Police Department", AgencyRole.CONTRIBUTOR, "MD"),
)

_BY_CODE = {agency.code: agency for agency in (*SHARING_AGENCIES, *CONTRIBUTORS)}


def agency(code: str) -> Agency:
    """The agency of that code.

    Raises:
        KeyError: no sharing agency and no contributor has it.
    """
    return _BY_CODE[code]
