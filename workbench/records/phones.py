"""Telephone numbers in E.164."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from workbench.records.plain_text import stated


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as written, in E.164 ("" when it is no valid number) and its bare digits."""

    raw: str
    e164: str
    digits: str


@lru_cache(maxsize=65536)
def parse_phone(raw: str, region: str = "US") -> Phone | None:
    """Read a telephone number dialled from ``region`` (ISO 3166); None when it has no digits.

    An extension is left out of ``e164`` and kept in ``digits``.
    """
    text = stated(raw)
    if text.removesuffix(".0").isdecimal():  # a spreadsheet wrote it as a fraction
        text = text.removesuffix(".0")
    digits = "".join(filter(str.isdecimal, text))
    if not digits:
        return None
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return Phone(raw, "", digits)
    if not phonenumbers.is_valid_number(number):
        return Phone(raw, "", digits)
    number.extension = None
    return Phone(
        raw, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), digits
    )
