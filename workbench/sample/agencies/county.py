"""The two Maryland counties."""

from __future__ import annotations

from workbench.sample.agencies.layout import Agency, Layout, Shape, Style
from workbench.sample.dirt import Habits

PGPD = Agency(
    "PGPD",
    Style(
        Habits(block=0.45, typo=0.04, birth_transposed=0.03, suffix_glued=0.25),
        naming="maryland",
        block="{low} BLOCK",
        dates="%m/%d/%Y",
        moments="%m/%d/%Y %I:%M %p",
        codes={
            "role": {"subject": "S", "victim": "V", "witness": "W", "reporter": "R"},
            "status": {"UNFOUNDED": "UNF", "CANCELLED": "CAN", "OPEN": "OPN", "CLOSED": "CLO",
                       "INACTIVE": "INA", "CLEARED_BY_ARREST": "CBA"},
        },
    ),
    (
        Layout(
            "pgpd-incidents", "pgpd-incidents.csv", "incident", Shape.WIDE, "RMS",
            {
                "INCIDENT_CASE_ID": "number", "REPORTED": "reported", "OCCURRED": "start",
                "CLEARANCE_CODE_INC_TYPE": "offense", "UCR": "nibrs", "CASE_STATUS": "status",
                "STREET_ADDRESS": "address", "TOWN": "city", "ST": "state", "LATITUDE": "lat",
                "LONGITUDE": "lon", "NAME_ID": "pid", "INVL": "role", "NAME": "name",
                "AKA": "alias",
                "DOB": "birth", "AGE": "age", "SEX": "sex", "OLN": "license",
                "OLS": "license_state",
                "PHONE": "phone", "ADDR_ID": "aid", "ADDRESS": "home", "ADDR_CITY": "home_city",
                "ADDR_ST": "home_state", "ADDR_ZIP": "home_zip", "VEH_ID": "vid", "TAG": "plate",
                "TAG_ST": "plate_state", "VIN": "vin", "VEH_MAKE": "make", "VEH_MODEL": "model",
                "VEH_YEAR": "year", "VEH_COLOR": "color", "PROP_ID": "iid", "PROP": "item",
                "SERIAL": "serial", "PROP_MAKE": "gun_make", "PROP_MODEL": "gun_model",
                "CALIBER": "calibre", "PROP_STATUS": "item_status", "SEALED": "sealed",
            },
            delimiter="|",
        ),
        Layout(
            "pgpd-arrests", "pgpd-arrests.xlsx", "arrest", Shape.SINGLE, "ARREST",
            {
                "ARREST_NO": "number", "INCIDENT_CASE_ID": "parent", "ARREST_DT": "start",
                "NAME": "name", "AKA": "alias", "MONIKER": "moniker", "DOB": "birth", "AGE": "age",
                "SEX": "sex", "SID": "sid", "SID_STATE": "sid_state", "FBI_NO": "fbi",
                "OLN": "license", "OLS": "license_state", "SMT": "marks", "PHONE": "phone",
                "ADDRESS": "home", "ADDR_CITY": "home_city", "ADDR_ST": "home_state",
                "CHARGE": "offense", "UCR": "nibrs", "ARREST_LOC": "address", "ARREST_CITY": "city",
                "ARREST_ST": "state", "TAG": "plate", "TAG_ST": "plate_state", "VEH_MAKE": "make",
                "SERIAL": "serial", "PROP": "item", "PROP_MAKE": "gun_make", "CALIBER": "calibre",
                "SEALED": "sealed",
            },
        ),
    ),
)  # fmt: skip
MCPD = Agency(
    "MCPD",
    Style(
        Habits(block=0.6, point_missing=0.18, full_street=0.1),
        naming="maryland",
        block="{low}  BLK",
        upper=False,
        moments="%Y-%m-%dT%H:%M:%S",
        surname_first=False,
        codes={"sex": {"M": "Male", "F": "Female"}},
    ),
    (
        Layout(
            "mcpd-incidents", "mcpd-incidents.csv", "incident", Shape.WIDE, "RMS",
            {
                "case_number": "number", "dispatch": "reported", "start_date": "start",
                "end_date": "end", "crimename": "offense", "nibrs_code": "nibrs",
                "status": "status",
                "location": "address", "city": "city", "state": "state", "zip_code": "zip",
                "latitude": "lat", "longitude": "lon", "officer": "officer", "party": "pid",
                "party_role": "role", "first": "given", "middle": "middle", "last": "surname",
                "suffix": "suffix", "alias": "alias", "date_of_birth": "birth", "age": "age",
                "sex": "sex", "license": "license", "license_state": "license_state",
                "phone": "phone", "residence_id": "aid", "residence": "home",
                "residence_city": "home_city", "residence_state": "home_state", "vehicle": "vid",
                "plate": "plate", "plate_state": "plate_state", "vin": "vin", "make": "make",
                "model": "model", "year": "year", "body": "style", "color": "color",
                "property": "iid", "property_type": "item", "serial": "serial",
                "property_make": "gun_make", "property_model": "gun_model", "caliber": "calibre",
                "property_status": "item_status", "sealed": "sealed",
            },
        ),
        Layout(
            "mcpd-arrests", "mcpd-arrests.csv", "arrest", Shape.SINGLE, "ARREST",
            {
                "arrest_number": "number", "case_number": "parent", "arrested_at": "start",
                "arrestee": "name", "alias": "alias", "street_name": "moniker",
                "date_of_birth": "birth", "age": "age", "sex": "sex", "sid": "sid",
                "sid_state": "sid_state", "fbi": "fbi", "phone": "phone", "residence": "home",
                "residence_city": "home_city", "residence_state": "home_state",
                "charge": "offense", "nibrs_code": "nibrs", "location": "address", "city": "city",
                "state": "state", "latitude": "lat", "longitude": "lon", "sealed": "sealed",
            },
        ),
    ),
)  # fmt: skip
