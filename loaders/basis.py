"""The basis of criminal intelligence, read from a row's cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from loaders.messages import quoted
from loaders.source import RowError
from workbench.records.basis import Basis, Reliability, Validity

Values = Mapping[str, str]
Grade = TypeVar("Grade", bound=StrEnum)
_TRUTH = {"TRUE": True, "YES": True, "Y": True, "1": True, "NCI": True}
_TRUTH |= {"": False, "FALSE": False, "NO": False, "N": False, "0": False}


def basis_of(
    read: Mapping[str, Callable[[Values], str]], entered: Callable[[Values], Any]
) -> Callable[[Values], Basis | None]:
    """What reads a basis: its parts by name, and its date; None where the row states none of it.

    A grade, date or flag that cannot be read raises ``RowError``; what is missing is judged later.
    """

    def build(values: Values) -> Basis | None:
        text = {name: cell(values) for name, cell in read.items()}
        if not any(text.values()):
            return None
        return Basis(
            predicate=text["predicate"],
            suspicion=text["suspicion"],
            submitted_by=text["submitted_by"],
            control_official=text["control_official"],
            reliability=_grade(text["reliability"], Reliability),
            validity=_grade(text["validity"], Validity),
            entered=_day(entered(values)),
            identifying_only=_truth(text["identifying_only"]),
        )

    return build


def _grade(text: str, grades: type[Grade]) -> Grade | None:
    if not text:
        return None
    try:
        return grades(" ".join(text.lower().split()))
    except ValueError:
        raise RowError(
            f"{quoted(text)} is no grade of {grades.__name__.lower()}: one of "
            f"{', '.join(grades)} is needed; add it to a map of the specification"
        ) from None


def _day(date: Any) -> Any:
    if date is not None and date.year is not None and date.date is None:
        raise RowError(
            f"{quoted(date.raw)} is no whole day: the day on which intelligence was entered is "
            "needed, for its five years run from it"
        )
    return date and date.date


def _truth(text: str) -> bool:
    if text.upper() not in _TRUTH:
        raise RowError(
            f"{quoted(text)} does not say whether this is identifying information only: write "
            "true or false, or add it to a map of the specification"
        )
    return _TRUTH[text.upper()]
