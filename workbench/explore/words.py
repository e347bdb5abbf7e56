"""Words and forms in which values are shown, one language for all pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers

from workbench.records.model import SEPARATOR

ZONE = ZoneInfo("America/New_York")
"""Times are shown as the host department's clock showed them."""

LINKS = {
    "SUBJECT_OF": ("subject of", "subject"),
    "ARRESTED_IN": ("arrested in", "arrestee"),
    "VICTIM_OF": ("victim of", "victim"),
    "WITNESS_OF": ("witness of", "witness"),
    "CONTACTED_IN": ("contacted in", "contacted person"),
    "REPORTED": ("reported", "reporting person"),
    "OCCURRED_AT": ("occurred at", "what occurred here"),
    "INVESTIGATED_BY": ("investigated by", "investigates"),
    "PART_OF": ("part of", "its parts"),
    "INVOLVED_IN": ("involved in", "what was involved"),
    "LIVES_AT": ("lives at", "resident"),
    "OWNS": ("owns", "owner"),
    "DRIVES": ("drives", "driver"),
    "POSSESSED": ("possessed", "possessor"),
    "IN": ("in", "what lies in it"),
    "ASSOCIATED_WITH": ("associated with", "associated with"),
    "USES": ("uses", "user"),
    "SEEN_AT": ("seen at", "what was seen here"),
}


def link_words(type_: str, outgoing: bool = True) -> str:
    """A link read from its start ("subject of") or from its end ("subject")."""
    forward, backward = LINKS.get(type_, (type_.replace("_", " ").lower(),) * 2)
    return forward if outgoing else backward


def when(moment: Any, precision: str | None = None) -> str:
    """A moment on the host's clock with its zone, to the minute or to the precision written.

    Takes a driver's or Python's date and time, or ISO text in UTC; "" stays "". A time of day
    names its zone ("2024-01-19 22:40 EST"), a day does not.
    """
    if not moment:
        return ""
    text = moment.isoformat() if hasattr(moment, "isoformat") else str(moment)
    text = text[:16]
    at = datetime.fromisoformat(f"{text}+00:00").astimezone(ZONE)
    midnight = precision is None and not (at.hour or at.minute)
    forms = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}
    return at.strftime(forms.get(precision or "", "%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M %Z"))


def phone(value: str) -> str:
    """An E.164 number as people write it; anything else as it is."""
    if not value.startswith("+"):
        return value
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return value
    form = phonenumbers.PhoneNumberFormat
    national = number.country_code == 1
    return phonenumbers.format_number(number, form.NATIONAL if national else form.INTERNATIONAL)


def many(count: int, what: str) -> str:
    """ "1 record", "1,204 records"."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def have(count: int) -> str:
    """What follows a count: "1 has", "2 have"."""
    return "has" if count == 1 else "have"


def are(count: int) -> str:
    """What follows a count: "1 is", "2 are"."""
    return "is" if count == 1 else "are"


def record_key(key: str) -> str:
    """A record's key as it is shown: without the bar before a part that is not there."""
    return key.removesuffix(SEPARATOR)


def moments(since: date | None, until: date | None) -> tuple[str, str]:
    """The moments between which two days lie on the host's clock, ISO text in UTC to the minute."""

    def text(day: date) -> str:
        at = datetime.combine(day, time(), ZONE).astimezone(UTC)
        return at.isoformat()[:16]

    last = text(until + timedelta(days=1)) if until else ""
    if last:
        last = (datetime.fromisoformat(last) - timedelta(minutes=1)).isoformat()[:16]
    return text(since) if since else "", last
