"""The address of a picture: anchors and filters, which a colleague opens in their own rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.explore.filtering import Filters
from workbench.ui.days import day

AROUND, ENTITY, QUERY, LIST = "around", "entity", "q", "list"
FIRM = "reviewed"
_SETS = {"kinds": "kinds", "links": "links", "agency": "agencies", "place": "places"}
_DATES = ("since", "until")
_LONGEST = 8_000
_MOST = 200
"""Names read of an address: it can be written by anybody."""


@dataclass(frozen=True, slots=True)
class Address:
    """What the address of the Explore page says."""

    around: tuple[str, ...] = ()
    entity: str = ""
    query: str = ""
    """The search whose answer is opened."""
    listed: bool = False
    """The answer is one of a pasted list."""
    filters: Filters = field(default_factory=Filters)
    firm: bool = False
    """Unreviewed merges are left out of paths."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the picture is to be opened around."""
        return self.around or ((self.entity,) if self.entity else ())


def read(params: Mapping[str, str]) -> Address:
    """Read an address; whatever is no value of its place is left out."""
    sets = {field: frozenset(_split(params.get(name, ""))) for name, field in _SETS.items()}
    since, until = (day(params.get(name, "")) for name in _DATES)
    return Address(
        around=_split(params.get(AROUND, "")),
        entity=params.get(ENTITY, "")[:_LONGEST],
        query=params.get(QUERY, "")[:_LONGEST],
        listed=params.get(LIST) == "1",
        filters=Filters(**sets, since=since, until=until),
        firm=params.get(FIRM) == "1",
    )


def write(address: Address) -> dict[str, str]:
    """The address as parameters; ``read`` gives it back."""
    filters = address.filters
    said = {
        AROUND: ",".join(address.around),
        ENTITY: address.entity,
        QUERY: address.query,
        LIST: "1" if address.listed else "",
        **{name: ",".join(sorted(getattr(filters, field))) for name, field in _SETS.items()},
        "since": filters.since.isoformat() if filters.since else "",
        "until": filters.until.isoformat() if filters.until else "",
        FIRM: "1" if address.firm else "",
    }
    return {name: text for name, text in said.items() if text}


def _split(text: str) -> tuple[str, ...]:
    names = (name.strip() for name in text[:_LONGEST].split(",")[:_MOST])
    return tuple(dict.fromkeys(name for name in names if name))
