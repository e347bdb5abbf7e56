"""What is asked on the page of questions, with the ready ones and how their answers are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.explore.tallies import NO_FILTERS, By, Filters, State


@dataclass(frozen=True, slots=True)
class OfIncidents:
    """How many incidents there are by what they say."""

    by: By = By.OFFENSE
    filters: Filters = NO_FILTERS

    @property
    def none(self) -> str:
        """What is said where nothing answers."""
        if self.filters == NO_FILTERS:
            return "**There is no incident that you may see.**"
        return "**No incident that you may see meets this.** Take a filter away."


@dataclass(frozen=True, slots=True)
class OfPeople:
    """Which people have most associates who are subjects of incidents."""

    relation: str | None = None
    uninvolved: bool = False

    @property
    def none(self) -> str:
        """What is said where nobody answers."""
        said = "**Nobody whom you may see has such associates.**"
        return f"{said} Take a filter away." if self.relation or self.uninvolved else said


Question = OfIncidents | OfPeople
DRUGS = Filters(offense="drug, narcotic, CDS, 35A, 35B", state=State.OPEN)
"""The agencies' own words for it, and the NIBRS codes of drug and drug equipment violations."""
READY: Sequence[tuple[str, Question]] = (
    ("Most frequent offenses", OfIncidents()),
    ("Officers by open drug crimes", OfIncidents(By.OFFICER, DRUGS)),
    ("Outcomes", OfIncidents(By.OUTCOME)),
    ("Areas", OfIncidents(By.AREA)),
    ("Agencies", OfIncidents(By.AGENCY)),
    ("Months", OfIncidents(By.MONTH)),
    ("People by associates who are subjects of incidents", OfPeople()),
    ("… and who are subjects of none themselves", OfPeople(uninvolved=True)),
)
CAVEAT = (
    "An association is what a record states; it is not involvement. This order is no measure of "
    "danger or guilt, no prediction and no reasonable suspicion: read the records behind each "
    "number, and verify them with their owners."
)
