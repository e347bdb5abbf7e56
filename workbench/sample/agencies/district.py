"""The District: MPD, with parties and things in files of their own, and the housing police."""

from __future__ import annotations

from workbench.sample.agencies.layout import Agency, Layout, Shape, Style
from workbench.sample.dirt import Habits

_ROLES = {"subject": "SUSPECT", "victim": "VICTIM", "witness": "WITNESS", "reporter": "COMPLAINANT"}
MPD = Agency(
    "MPD",
    Style(
        Habits(block=0.3, nickname=0.07),
        block="{low} - {high} BLOCK OF",
        dates="%m/%d/%Y",
        moments="%m/%d/%Y %H:%M",
        codes={"role": _ROLES},
    ),
    (
        Layout(
            "mpd-incidents", "mpd-incidents.csv", "incident", Shape.EVENTS, "RMS",
            {
                "CCN": "number", "REPORT_DT": "reported", "START_DT": "start", "END_DT": "end",
                "OFFENSE": "offense", "NIBRS": "nibrs", "STATUS": "status", "LOCATION": "address",
                "CITY": "city", "STATE": "state", "ZIP": "zip", "PSA": "psa", "LATITUDE": "lat",
                "LONGITUDE": "lon", "MEMBER_ID": "officer", "SEALED": "sealed",
            },
        ),
        Layout(
            "mpd-persons", "mpd-persons.csv", "incident", Shape.PARTIES, "RMS",
            {
                "CCN": "number", "PERSON_ID": "pid", "ROLE": "role", "START_DT": "start",
                "LAST_NAME": "surname", "FIRST_NAME": "given", "MIDDLE_NAME": "middle",
                "SUFFIX": "suffix", "AKA": "alias", "MONIKER": "moniker", "DOB": "birth",
                "AGE": "age",
                "SEX": "sex", "OLN": "license", "OLS": "license_state", "PHONE": "phone",
                "ADDRESS_ID": "aid", "HOME_ADDRESS": "home", "HOME_CITY": "home_city",
                "HOME_STATE": "home_state", "HOME_ZIP": "home_zip", "SEALED": "sealed",
            },
        ),
        Layout(
            "mpd-vehicles", "mpd-vehicles.csv", "incident", Shape.VEHICLES, "RMS",
            {
                "CCN": "number", "VEHICLE_ID": "vid", "START_DT": "start", "TAG": "plate",
                "TAG_STATE": "plate_state", "VIN": "vin", "MAKE": "make", "MODEL": "model",
                "YEAR": "year", "STYLE": "style", "COLOR": "color", "SEALED": "sealed",
            },
        ),
        Layout(
            "mpd-property", "mpd-property.csv", "incident", Shape.ITEMS, "RMS",
            {
                "CCN": "number", "ITEM_ID": "iid", "START_DT": "start", "TYPE": "item",
                "SERIAL_NO": "serial", "MAKE": "gun_make", "MODEL": "gun_model",
                "CALIBER": "calibre", "STATUS": "item_status", "SEALED": "sealed",
            },
        ),
        Layout(
            "mpd-narratives", "mpd-narratives.jsonl", "narrative", Shape.EVENTS, "RMS",
            {"ccn": "number", "written_at": "reported", "narrative": "narrative",
            "sealed": "sealed"},
            main="narrative",
        ),
        Layout(
            "mpd-arrests", "mpd-arrests.csv", "arrest", Shape.SINGLE, "ARREST",
            {
                "ARREST_NUMBER": "number", "CCN": "parent", "ARREST_DT": "start",
                "DEFENDANT": "name",
                "AKA": "alias", "MONIKER": "moniker", "DOB": "birth", "AGE": "age", "SEX": "sex",
                "PHONE": "phone", "OLN": "license", "OLS": "license_state", "SMT": "marks",
                "CAUTION": "cautions", "HOME_ADDRESS": "home", "HOME_CITY": "home_city",
                "HOME_STATE": "home_state", "CHARGE": "offense", "NIBRS": "nibrs",
                "ARREST_LOCATION": "address", "CITY": "city", "STATE": "state", "LATITUDE": "lat",
                "LONGITUDE": "lon", "TAG": "plate", "TAG_STATE": "plate_state", "VEH_MAKE": "make",
                "VEH_MODEL": "model", "VEH_COLOR": "color", "MEMBER_ID": "officer",
                "SEALED": "sealed",
            },
        ),
        Layout(
            "mpd-field-contacts", "mpd-field-contacts.csv", "contact", Shape.EVENTS, "FIELD",
            {
                "CONTACT_NO": "number", "CONTACT_DT": "start", "LOCATION": "address",
                "CITY": "city",
                "STATE": "state", "LATITUDE": "lat", "LONGITUDE": "lon", "MEMBER_ID": "officer",
            },
        ),
        Layout(
            "mpd-contact-persons", "mpd-contact-persons.csv", "contact", Shape.WIDE, "FIELD",
            {
                "CONTACT_NO": "number", "CONTACT_DT": "start", "PERSON_ID": "pid", "NAME": "name",
                "MONIKER": "moniker", "DOB": "birth", "AGE": "age", "SEX": "sex", "PHONE": "phone",
                "SMT": "marks", "VEHICLE_ID": "vid", "TAG": "plate", "TAG_STATE": "plate_state",
                "MAKE": "make", "MODEL": "model", "YEAR": "year", "COLOR": "color",
            },
            main="party",
        ),
    ),
)  # fmt: skip
DCHAPD = Agency(
    "DCHAPD",
    Style(Habits(typo=0.05, birth_missing=0.2), dates="%d-%b-%Y", moments="%d-%b-%Y"),
    (
        Layout(
            "dcha-barring-notices", "dcha-barring-notices.csv", "barring", Shape.SINGLE, "BAR",
            {
                "NOTICE": "number", "ISSUED": "start", "BARRED PERSON": "name", "DOB": "birth",
                "SEX": "sex", "PHONE": "phone", "RESIDENCE": "home", "RES CITY": "home_city",
                "RES STATE": "home_state", "PROPERTY": "address", "PROPERTY CITY": "city",
                "PROPERTY STATE": "state", "REASON": "offense", "STATUS": "status",
            },
        ),
    ),
)  # fmt: skip
