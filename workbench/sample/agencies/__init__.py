"""How each agency writes: its style, and one layout per file it hands over."""

from __future__ import annotations

from workbench.sample.agencies import (
    county,
    custody,
    district,
    federal,
    registers,
    transit,
    virginia,
)
from workbench.sample.agencies.layout import Agency

AGENCIES: tuple[Agency, ...] = (
    district.MPD,
    county.PGPD,
    county.MCPD,
    virginia.FCPD,
    virginia.ACPD,
    transit.MTPD,
    transit.AMTRAK,
    federal.USPP,
    federal.USCP,
    federal.USSS_UD,
    custody.DOC,
    custody.DCSC,
    custody.USMS,
    district.DCHAPD,
    registers.DMV,
    registers.ATF,
)
"""In the order in which the files are loaded."""
