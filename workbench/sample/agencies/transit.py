"""Police of railways: Metro Transit and Amtrak."""

from __future__ import annotations

from workbench.sample.agencies.layout import Agency, Layout, Shape, Style
from workbench.sample.dirt import Habits

MTPD = Agency(
    "MTPD",
    Style(
        Habits(block=0.1, birth_missing=0.12, home_missing=0.4, quadrant_missing=0.05),
        dates="%m-%d-%Y",
        moments="%m-%d-%Y %H%M",
        codes={"role": {"subject": "SUBJ", "victim": "VICT", "witness": "WITN", "reporter": "RP"}},
    ),
    (
        Layout(
            "mtpd-incidents", "mtpd-incidents.csv", "incident", Shape.WIDE, "RMS",
            {
                "EVENT": "number", "MPD CCN": "cross", "RPT DATE": "reported", "OCC DATE": "start",
                "TYPE": "offense", "NIBRS": "nibrs", "STATUS": "status",
                "STATION ADDRESS": "address",
                "CITY": "city", "STATE": "state", "LAT": "lat", "LON": "lon", "PER": "pid",
                "PER TYPE": "role", "LAST": "surname", "FIRST": "given", "MI": "middle",
                "SFX": "suffix", "AKA": "alias", "DOB": "birth", "AGE": "age", "SEX": "sex",
                "OLN": "license", "OLN ST": "license_state", "PHONE": "phone", "ADR": "aid",
                "HOME": "home", "HOME CITY": "home_city", "HOME ST": "home_state", "VEH": "vid",
                "TAG": "plate", "TAG ST": "plate_state", "VEH MAKE": "make", "VEH COLOR": "color",
                "PROP": "iid", "PROP TYPE": "item", "SERIAL": "serial", "PROP MAKE": "gun_make",
                "PROP CAL": "calibre", "PROP STATUS": "item_status", "SEALED": "sealed",
            },
        ),
        Layout(
            "mtpd-arrests", "mtpd-arrests.csv", "arrest", Shape.SINGLE, "ARREST",
            {
                "ARREST": "number", "EVENT": "parent", "ARREST DATE": "start", "LAST": "surname",
                "FIRST": "given", "MI": "middle", "SFX": "suffix", "AKA": "alias", "DOB": "birth",
                "AGE": "age", "SEX": "sex", "OLN": "license", "OLN ST": "license_state",
                "SMT": "marks", "HOME": "home", "HOME CITY": "home_city", "HOME ST": "home_state",
                "CHARGE": "offense", "NIBRS": "nibrs", "PLACE": "address", "CITY": "city",
                "STATE": "state", "SEALED": "sealed",
            },
        ),
    ),
)  # fmt: skip
AMTRAK = Agency(
    "AMTRAK",
    Style(
        Habits(block=0.0, home_missing=0.35, typo=0.03),
        upper=False,
        dates="%m/%d/%Y",
        moments="%m/%d/%Y %H:%M:%S",
        surname_first=False,
        codes={"role": {"subject": "Suspect", "victim": "Victim", "witness": "Witness",
                        "reporter": "Caller"}},
    ),
    (
        Layout(
            "amtrak-incidents", "amtrak-incidents.xlsx", "incident", Shape.WIDE, "RMS",
            {
                "Report No.": "number", "Other Agency No.": "cross", "Reported": "reported",
                "Occurred": "start", "Offense": "offense", "NIBRS": "nibrs", "Status": "status",
                "Location": "address", "City": "city", "State": "state", "Latitude": "lat",
                "Longitude": "lon", "Party": "pid", "Type": "role", "Name": "name",
                "Alias": "alias", "DOB": "birth", "Age": "age", "Sex": "sex", "License": "license",
                "License State": "license_state", "Phone": "phone", "Address ID": "aid",
                "Address": "home", "Address City": "home_city", "Address State": "home_state",
                "Vehicle": "vid", "Tag": "plate", "Tag State": "plate_state", "Make": "make",
                "Color": "color", "Article": "iid", "Article Type": "item", "Serial": "serial",
                "Article Make": "gun_make", "Caliber": "calibre", "Article Status": "item_status",
                "Sealed": "sealed",
            },
        ),
        Layout(
            "amtrak-arrests", "amtrak-arrests.csv", "arrest", Shape.SINGLE, "ARREST",
            {
                "Arrest No.": "number", "Report No.": "parent", "Arrested": "start", "Name": "name",
                "Alias": "alias", "DOB": "birth", "Age": "age", "Sex": "sex", "FBI No.": "fbi",
                "Phone": "phone", "Address": "home", "Address City": "home_city",
                "Address State": "home_state", "Charge": "offense", "NIBRS": "nibrs",
                "Location": "address", "City": "city", "State": "state", "Sealed": "sealed",
            },
        ),
    ),
)  # fmt: skip
