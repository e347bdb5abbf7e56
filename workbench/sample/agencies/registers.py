"""Registers: vehicle owners, and traces of recovered firearms to their purchaser."""

from __future__ import annotations

from workbench.sample.agencies.layout import Agency, Layout, Shape, Style
from workbench.sample.dirt import Habits

_EXACT = Habits(
    nickname=0.0, typo=0.006, alias_given=0.0, swapped_names=0.002, birth_missing=0.0,
    birth_wrong=0.002,
    birth_transposed=0.001, birth_placeholder=0.0, license_missing=0.02, home_missing=0.0,
    plate_error=0.0, plate_missing=0.0, plate_state_missing=0.0, vin_missing=0.0, vin_error=0.001,
    suffix_missing=0.1, serial_missing=0.0, serial_obliterated=0.0, blank=0.01,
)  # fmt: skip
DMV = Agency(
    "DMV",
    Style(_EXACT, dates="%Y-%m-%d", moments="%Y-%m-%d"),
    (
        Layout(
            "dmv-registrations", "dmv-registrations.parquet", "registration", Shape.SINGLE, "REG",
            {
                "REGISTRATION": "number", "REGISTERED": "start", "PLATE": "plate",
                "PLATE_STATE": "plate_state", "VIN": "vin", "MAKE": "make", "MODEL": "model",
                "YEAR": "year", "BODY": "style", "COLOR": "color", "OWNER_LAST": "surname",
                "OWNER_FIRST": "given", "OWNER_MIDDLE": "middle", "OWNER_SUFFIX": "suffix",
                "OWNER_DOB": "birth", "OWNER_SEX": "sex", "OWNER_DL": "license",
                "OWNER_DL_STATE": "license_state", "ADDRESS": "home", "CITY": "home_city",
                "STATE": "home_state", "ZIP": "home_zip",
            },
            main="vehicle",
        ),
    ),
)  # fmt: skip
ATF = Agency(
    "ATF",
    Style(_EXACT, dates="%m/%d/%Y", moments="%m/%d/%Y"),
    (
        Layout(
            "atf-traces", "atf-traces.csv", "trace", Shape.SINGLE, "TRACE",
            {
                "TRACE_NO": "number", "MPD_CCN": "parent", "TRACED": "start", "SERIAL": "serial",
                "MANUFACTURER": "gun_make", "MODEL": "gun_model", "CALIBER": "calibre",
                "TYPE": "item", "PURCHASER": "name", "PURCHASER_DOB": "birth",
                "PURCHASER_SEX": "sex", "PURCHASER_ADDRESS": "home", "PURCHASER_CITY": "home_city",
                "PURCHASER_STATE": "home_state",
            },
            main="item",
        ),
    ),
)  # fmt: skip
