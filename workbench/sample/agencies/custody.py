"""After the arrest: the jail, the court and the marshals."""

from __future__ import annotations

from workbench.sample.agencies.layout import Agency, Layout, Shape, Style
from workbench.sample.dirt import Habits

DOC = Agency(
    "DOC",
    # Fingerprints are taken here, so names and dates are checked and numbers are always given.
    Style(
        Habits(
            nickname=0.01, typo=0.01, alias_given=0.08, birth_missing=0.0, birth_transposed=0.004,
            birth_wrong=0.006, birth_placeholder=0.002, suffix_missing=0.15, home_missing=0.1,
        ),
        dates="%m/%d/%Y",
        moments="%m/%d/%Y %H:%M",
    ),
    (
        Layout(
            "doc-bookings", "doc-bookings.csv", "booking", Shape.SINGLE, "JAIL",
            {
                "BOOKING_NO": "number", "MPD_ARREST_NO": "parent", "BOOKED": "start",
                "INMATE": "name", "AKA": "alias", "MONIKER": "moniker", "DOB": "birth",
                "SEX": "sex",
                "HEIGHT_IN": "inches", "WEIGHT_LB": "pounds", "EYES": "eyes", "HAIR": "hair",
                "SID": "sid", "SID_STATE": "sid_state", "FBI": "fbi", "SMT": "marks",
                "ALERTS": "cautions", "ADDRESS": "home", "CITY": "home_city", "STATE": "home_state",
                "OFFENSE": "offense",
            },
        ),
    ),
)  # fmt: skip
DCSC = Agency(
    "DCSC",
    Style(
        Habits(nickname=0.02, typo=0.02, birth_missing=0.1),
        upper=False,
        moments="%Y-%m-%d",
        surname_first=False,
    ),
    (
        Layout(
            "dcsc-charges", "dcsc-charges.jsonl", "charge", Shape.SINGLE, "COURT",
            {
                "charge_id": "number", "mpd_arrest_number": "parent", "filed": "start",
                "defendant": "name", "date_of_birth": "birth", "sex": "sex", "address": "home",
                "address_city": "home_city", "address_state": "home_state", "statute": "statute",
                "charge": "offense", "severity": "severity", "disposition": "disposition",
                "disposed": "disposed", "convicted": "convicted", "sealed": "sealed",
            },
            main="charge",
        ),
    ),
)  # fmt: skip
USMS = Agency(
    "USMS",
    Style(Habits(birth_missing=0.02, alias_given=0.1), moments="%Y-%m-%d"),
    (
        Layout(
            "usms-warrants", "usms-warrants.xlsx", "warrant", Shape.SINGLE, "WARRANT",
            {
                "WARRANT": "number", "ISSUED": "start", "STATUS": "status", "OFFENSE": "offense",
                "LAST": "surname", "FIRST": "given", "MIDDLE": "middle", "SUFFIX": "suffix",
                "AKA": "alias", "MONIKER": "moniker", "DOB": "birth", "SEX": "sex",
                "SID": "sid", "SID_STATE": "sid_state", "FBI": "fbi", "OLN": "license",
                "OLS": "license_state", "SMT": "marks", "CAUTION": "cautions",
                "LAST_KNOWN_ADDRESS": "home", "LKA_CITY": "home_city", "LKA_STATE": "home_state",
            },
        ),
    ),
)  # fmt: skip
