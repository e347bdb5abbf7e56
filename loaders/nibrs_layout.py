"""The NIBRS flat file: segments of fixed width and the lines of a submission.

Positions are 1-based and inclusive, as the FBI's NIBRS Technical Specification counts them
(volume 2 data elements), checked against SEARCH's reader of the same file (teisdbr/nibrs).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.files import Input, Opened, check_text, open_file
from loaders.source import Extract, Row
from workbench.progress import Report, silent

Positions = tuple[int, int]

HEADER: Mapping[str, Positions] = {
    "level": (5, 5),
    "action": (6, 6),
    "month": (7, 8),
    "year": (9, 12),
    "city": (13, 16),
    "ori": (17, 25),
    "incident": (26, 37),
}
"""Every segment's first 37 characters, behind its length (1-4)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One level: what it is about, the lengths it may have, its fields behind the header."""

    title: str
    lengths: tuple[int, ...]
    fields: Mapping[str, Positions]


def _repeated(name: str, first: int, width: int, times: int) -> dict[str, Positions]:
    """Fields ``name_1`` … of one width, one behind the other."""
    return {
        f"{name}_{i + 1}": (first + i * width, first + (i + 1) * width - 1) for i in range(times)
    }


def _property() -> dict[str, Positions]:
    fields: dict[str, Positions] = {}
    for i in range(10):
        start = 39 + 19 * i
        fields[f"property_{i + 1}"] = (start, start + 1)
        fields[f"value_{i + 1}"] = (start + 2, start + 10)
        fields[f"recovered_{i + 1}"] = (start + 11, start + 18)
    for i in range(3):
        start = 233 + 15 * i
        fields[f"drug_{i + 1}"] = (start, start)
        fields[f"drug_quantity_{i + 1}"] = (start + 1, start + 12)
        fields[f"drug_unit_{i + 1}"] = (start + 13, start + 14)
    return fields


ADMINISTRATIVE: Mapping[str, Positions] = {
    "incident_date": (38, 45),
    "report_indicator": (46, 46),
    "incident_hour": (47, 48),
    "exceptional_clearance": (49, 49),
    "clearance_date": (50, 57),
    "cargo_theft": (88, 88),
}

SEGMENTS: Mapping[str, Segment] = {
    "0": Segment("zero report", (43,), {}),
    "1": Segment("administrative", (87, 88), ADMINISTRATIVE),
    "2": Segment(
        "offense",
        (63, 71),
        {
            "offense": (38, 40),
            "completed": (41, 41),
            **_repeated("suspected_of_using", 42, 1, 3),
            "location": (45, 46),
            "premises": (47, 48),
            "entry": (49, 49),
            **_repeated("activity", 50, 1, 3),
            **_repeated("weapon", 53, 3, 3),
            **_repeated("bias", 62, 2, 5),
        },
    ),
    "3": Segment(
        "property",
        (307,),
        {
            "loss": (38, 38),
            **_property(),
            "vehicles_stolen": (229, 230),
            "vehicles_recovered": (231, 232),
        },
    ),
    "4": Segment(
        "victim",
        (129, 141),
        {
            "victim": (38, 40),
            **_repeated("offense", 41, 3, 10),
            "victim_type": (71, 71),
            "age": (72, 75),
            "sex": (76, 76),
            "race": (77, 77),
            "ethnicity": (78, 78),
            "resident": (79, 79),
            **_repeated("circumstance", 80, 2, 2),
            "justifiable": (84, 84),
            **_repeated("injury", 85, 1, 5),
            **_repeated("offender", 90, 4, 10),
            "officer_activity": (130, 131),
            "officer_assignment": (132, 132),
            "officer_ori": (133, 141),
        },
    ),
    "5": Segment(
        "offender",
        (45, 46),
        {
            "offender": (38, 39),
            "age": (40, 43),
            "sex": (44, 44),
            "race": (45, 45),
            "ethnicity": (46, 46),
        },
    ),
    "6": Segment(
        "arrestee",
        (110,),
        {
            "arrestee": (38, 39),
            "arrest": (40, 51),
            "arrest_date": (52, 59),
            "arrest_type": (60, 60),
            "multiple": (61, 61),
            "arrest_offense": (62, 64),
            **_repeated("armed_with", 65, 3, 2),
            "age": (71, 74),
            "sex": (75, 75),
            "race": (76, 76),
            "ethnicity": (77, 77),
            "resident": (78, 78),
            "disposition_under_18": (79, 79),
        },
    ),
    "7": Segment(
        "Group B arrest",
        (66,),
        {
            "arrestee": (38, 39),
            "arrest_date": (40, 47),
            "arrest_type": (48, 48),
            "arrest_offense": (49, 51),
            **_repeated("armed_with", 52, 3, 2),
            "age": (58, 61),
            "sex": (62, 62),
            "race": (63, 63),
            "ethnicity": (64, 64),
            "resident": (65, 65),
            "disposition_under_18": (66, 66),
        },
    ),
}
"""Zero reports say that an agency had nothing to report in a month; they are checked and skipped.

Segments of Group A stand behind the administrative segment of their incident.
"""

OFFENSES = "offenses"
"""Added to every segment of an incident: the codes of its offence segments, joined by ``;``."""


def read_segments(path: Path, report: Report = silent) -> Extract:
    """Check a submission from end to end; give one row per segment.

    A Group A row also has its incident's administrative fields and ``offenses``, where the
    incident's administrative segment stands before it in the file.

    Raises:
        InputError: a line is not a segment: no length in front, an unknown level, or another
            length than it says or its level has. Blank lines are passed over.
    """
    source = open_file(path, report)
    check_text(source, "utf-8-sig", "a NIBRS flat file")
    total = 0
    for number, line in _lines(source.checking):
        _check(source, number, line)
        total += line[4] != "0"
    if not total:
        raise source.refuse("it holds no segment", "Check that the right file was named")

    def rows() -> Iterator[Row]:
        source.unchanged()
        for incident in _incidents(source):
            yield from _rows(source.name, incident)

    return Extract(total, rows)


def _lines(opened: Opened) -> Iterator[tuple[int, str]]:
    with opened() as stream, io.TextIOWrapper(stream, encoding="utf-8-sig") as text:
        for number, line in enumerate(text, 1):
            if line.strip():
                yield number, line.rstrip("\r\n")


def _check(source: Input, number: int, line: str) -> None:
    stated, level = line[:4], line[4:5]
    if line[:13].isdecimal() and len(line) > 87:
        raise source.refuse(
            f"line {number} is an entry of an error listing (EDS), not a segment of a submission",
            "Load the submission that the listing is about",
        )
    segment = SEGMENTS.get(level)
    if not stated.isdecimal() or segment is None:
        raise source.refuse(
            f"line {number} does not start with a segment's length and its level from 0 to 7 but "
            f"with {line[:6]!r}",
            "Check that this is a NIBRS flat file",
        )
    if int(stated) != len(line) or len(line) not in segment.lengths:
        usual = " or ".join(map(str, segment.lengths))
        raise source.refuse(
            f"line {number} says {int(stated)} characters and has {len(line)}; the "
            f"{segment.title} segment (level {level}) has {usual}",
            "Export it again with the blanks at the ends of lines",
        )


def _incidents(source: Input) -> Iterator[list[tuple[int, str]]]:
    """Lines that belong together: an administrative segment and those behind it up to the next."""
    together: list[tuple[int, str]] = []
    for number, line in _lines(source.open):
        if line[4] in "017" and together:
            yield together
            together = []
        if line[4] != "0":
            together.append((number, line))
    if together:
        yield together


def _rows(name: str, together: list[tuple[int, str]]) -> Iterator[Row]:
    first = together[0][1]
    shared: dict[str, str] = {}
    if first[4] == "1":
        shared = _cut(first, ADMINISTRATIVE)
        owner = slice(16, 37)
        codes = [
            line[37:40] for _, line in together if line[4] == "2" and line[owner] == first[owner]
        ]
        shared[OFFENSES] = ";".join(codes)
    for number, line in together:
        own = _cut(line, HEADER) | _cut(line, SEGMENTS[line[4]].fields)
        belongs = line[16:37] == first[16:37]
        yield Row(name, number, (shared | own) if belongs else own)


def _cut(line: str, fields: Mapping[str, Positions]) -> dict[str, str]:
    return {name: line[start - 1 : end].strip() for name, (start, end) in fields.items()}
