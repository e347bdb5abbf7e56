"""Federal police: Park Police, Capitol Police, Secret Service Uniformed Division."""

from __future__ import annotations

from workbench.sample.agencies.layout import Agency, Layout, Shape, Style
from workbench.sample.dirt import Habits

USPP = Agency(
    "USPP",
    Style(
        Habits(block=0.15, birth_missing=0.08, nickname=0.09, plate_error=0.08),
        dates="%Y%m%d",
        moments="%Y%m%d %H%M",
        codes={
            "role": {"subject": "SU", "victim": "VI", "witness": "WI", "reporter": "RP"},
            "sex": {"M": "MALE", "F": "FEMALE"},
        },
    ),
    (
        Layout(
            "uspp-incidents", "uspp-incidents.csv", "incident", Shape.WIDE, "RMS",
            {
                "CASE": "number", "CCN": "cross", "RPT": "reported", "OCC": "start",
                "NATURE": "offense", "NIBRS": "nibrs", "DISPO": "status", "LOC": "address",
                "CITY": "city", "ST": "state", "Y": "lat", "X": "lon", "BADGE": "officer",
                "PNO": "pid", "PTYPE": "role", "PNAME": "name", "AKA": "alias", "DOB": "birth",
                "AGE": "age", "SEX": "sex", "OLN": "license", "OLS": "license_state",
                "TEL": "phone", "ANO": "aid", "ADDR": "home", "ACITY": "home_city",
                "AST": "home_state", "VNO": "vid", "LIC": "plate", "LIS": "plate_state",
                "VIN": "vin", "VMA": "make", "VMO": "model", "VYR": "year", "VCO": "color",
                "INO": "iid", "ITYPE": "item", "SER": "serial", "BRA": "gun_make", "CAL": "calibre",
                "ISTAT": "item_status", "SEALED": "sealed",
            },
            delimiter=";",
        ),
        Layout(
            "uspp-arrests", "uspp-arrests.csv", "arrest", Shape.SINGLE, "ARREST",
            {
                "ARREST": "number", "CASE": "parent", "ARR": "start", "PNAME": "name",
                "AKA": "alias", "MON": "moniker", "DOB": "birth", "AGE": "age", "SEX": "sex",
                "FBI": "fbi", "SMT": "marks", "ADDR": "home", "ACITY": "home_city",
                "AST": "home_state", "CHARGE": "offense", "NIBRS": "nibrs", "LOC": "address",
                "CITY": "city", "ST": "state", "LIC": "plate", "LIS": "plate_state", "VMA": "make",
                "SEALED": "sealed",
            },
            delimiter=";",
        ),
    ),
)  # fmt: skip
USCP = Agency(
    "USCP",
    Style(
        Habits(block=0.0, nickname=0.03, middle_missing=0.15, birth_missing=0.03),
        dates="%Y-%m-%d",
        moments="%Y-%m-%dT%H:%M:%SZ",
        utc=True,
        codes={"role": {"subject": "ARR_SUSP", "victim": "VIC", "witness": "WIT",
        "reporter": "REP"}},
    ),
    (
        Layout(
            "uscp-incidents", "uscp-incidents.jsonl", "incident", Shape.WIDE, "RMS",
            {
                "case_id": "number", "mpd_ccn": "cross", "reported_utc": "reported",
                "occurred_utc": "start", "offense": "offense", "nibrs": "nibrs", "status": "status",
                "place": "address", "city": "city", "state": "state", "lat": "lat", "lon": "lon",
                "party_id": "pid", "party_role": "role", "last_name": "surname",
                "first_name": "given", "middle_name": "middle", "suffix": "suffix", "aka": "alias",
                "dob": "birth", "age": "age", "sex": "sex", "oln": "license",
                "ols": "license_state", "phone": "phone", "address_id": "aid", "home": "home",
                "home_city": "home_city", "home_state": "home_state", "vehicle_id": "vid",
                "plate": "plate", "plate_state": "plate_state", "vin": "vin", "make": "make",
                "model": "model", "color": "color", "item_id": "iid", "item": "item",
                "serial": "serial", "item_make": "gun_make", "caliber": "calibre",
                "item_status": "item_status", "sealed": "sealed",
            },
        ),
        Layout(
            "uscp-arrests", "uscp-arrests.parquet", "arrest", Shape.SINGLE, "ARREST",
            {
                "arrest_id": "number", "case_id": "parent", "arrested_utc": "start",
                "last_name": "surname", "first_name": "given", "middle_name": "middle",
                "suffix": "suffix", "aka": "alias", "dob": "birth", "age": "age", "sex": "sex",
                "fbi": "fbi", "sid": "sid", "sid_state": "sid_state", "marks": "marks",
                "cautions": "cautions", "home": "home", "home_city": "home_city",
                "home_state": "home_state", "charge": "offense", "nibrs": "nibrs",
                "place": "address", "city": "city", "state": "state", "sealed": "sealed",
            },
        ),
    ),
)  # fmt: skip
USSS_UD = Agency(
    "USSS-UD",
    Style(
        Habits(block=0.05, nickname=0.03, birth_missing=0.04, license_missing=0.3),
        dates="%d%b%Y",
        moments="%d%b%Y %H:%M",
        codes={"role": {"subject": "SUBJECT", "victim": "VICTIM", "witness": "WITNESS",
                        "reporter": "COMPLAINANT"}},
    ),
    (
        Layout(
            "usss-incidents", "usss-incidents.parquet", "incident", Shape.WIDE, "RMS",
            {
                "REPORT_NO": "number", "CCN": "cross", "REPORTED": "reported", "OCCURRED": "start",
                "OFFENSE": "offense", "NIBRS": "nibrs", "STATUS": "status", "LOCATION": "address",
                "CITY": "city", "STATE": "state", "LAT": "lat", "LON": "lon", "PERSON": "pid",
                "ROLE": "role", "NAME": "name", "AKA": "alias", "DOB": "birth", "AGE": "age",
                "SEX": "sex", "DL": "license", "DL_STATE": "license_state", "PHONE": "phone",
                "ADDR": "aid", "ADDRESS": "home", "ADDRESS_CITY": "home_city",
                "ADDRESS_STATE": "home_state", "VEHICLE": "vid", "PLATE": "plate",
                "PLATE_STATE": "plate_state", "VIN": "vin", "MAKE": "make", "MODEL": "model",
                "COLOR": "color", "ITEM": "iid", "ITEM_TYPE": "item", "SERIAL": "serial",
                "ITEM_MAKE": "gun_make", "CALIBER": "calibre", "ITEM_STATUS": "item_status",
                "SEALED": "sealed",
            },
        ),
        Layout(
            "usss-arrests", "usss-arrests.csv", "arrest", Shape.SINGLE, "ARREST",
            {
                "ARREST_NO": "number", "REPORT_NO": "parent", "ARRESTED": "start", "NAME": "name",
                "AKA": "alias", "DOB": "birth", "AGE": "age", "SEX": "sex", "FBI": "fbi",
                "DL": "license", "DL_STATE": "license_state", "ADDRESS": "home",
                "ADDRESS_CITY": "home_city", "ADDRESS_STATE": "home_state", "CHARGE": "offense",
                "NIBRS": "nibrs", "LOCATION": "address", "CITY": "city", "STATE": "state",
                "SEALED": "sealed",
            },
        ),
    ),
)  # fmt: skip
