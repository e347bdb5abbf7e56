"""The agencies that share: one host, nine partners, two supporting, three federal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class AgencyRole(StrEnum):
    """How an agency takes part."""

    HOST = "host"
    PARTNER = "partner"
    SUPPORTING = "supporting"
    FEDERAL = "federal"
    CONTRIBUTOR = "contributor"
    """Its records are loaded by specification; it does not sign in."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An owner of records. ``code`` is our short name, not an ORI: none is invented."""

    code: str
    name: str
    role: AgencyRole
    state: str = ""


SHARING_AGENCIES: tuple[Agency, ...] = (
    Agency("MPD", "Metropolitan Police Department", AgencyRole.HOST, "DC"),
    Agency("AMTRAK", "Amtrak Police Department", AgencyRole.PARTNER),
    Agency("ACPD", "Arlington County Police Department", AgencyRole.PARTNER, "VA"),
    Agency("USCP", "United States Capitol Police", AgencyRole.PARTNER, "DC"),
    Agency("FCPD", "Fairfax County Police Department", AgencyRole.PARTNER, "VA"),
    Agency("MTPD", "Metro Transit Police Department", AgencyRole.PARTNER),
    Agency("MCPD", "Montgomery County Department of Police", AgencyRole.PARTNER, "MD"),
    Agency("USPP", "United States Park Police", AgencyRole.PARTNER),
    Agency("PGPD", "Prince George's County Police Department", AgencyRole.PARTNER, "MD"),
    Agency("USSS-UD", "United States Secret Service Uniformed Division", AgencyRole.PARTNER, "DC"),
    Agency(
        "HSEMA",
        "DC Homeland Security and Emergency Management Agency",
        AgencyRole.SUPPORTING,
        "DC",
    ),
    Agency("DCHAPD", "DC Housing Authority Police Department", AgencyRole.SUPPORTING, "DC"),
    Agency("ATF", "Bureau of Alcohol, Tobacco, Firearms and Explosives", AgencyRole.FEDERAL),
    Agency("FBI", "Federal Bureau of Investigation", AgencyRole.FEDERAL),
    Agency("USMS", "United States Marshals Service", AgencyRole.FEDERAL),
)

AGENCY_NAMES: Mapping[str, str] = {agency.code: agency.name for agency in SHARING_AGENCIES}
"""Their names by code, in the same order."""

HOST = next(agency.code for agency in SHARING_AGENCIES if agency.role is AgencyRole.HOST)
"""The agency that runs the installation."""
