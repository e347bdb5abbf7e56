"""Words and forms in which values are shown, one language for all pages."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers

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


def visible(text: str) -> str:
    """The text with a name in place of each character that is not seen or turns others around.

    Left-to-right overrides, zero-width and control characters stand as "⟨U+202E⟩"; whoever wrote
    them wanted something else to be read than what is there. A line's end stays.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"⟨U+{ord(c):04X}⟩" if _is_unseen(c) else c for c in text)


def _is_unseen(character: str) -> bool:
    if character in "\n\r\t":
        return False
    return unicodedata.category(character) in _UNSEEN or character in _BLANK


_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_BLANK = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and signs that are drawn as nothing."""
