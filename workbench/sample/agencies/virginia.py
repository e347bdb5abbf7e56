"""The two Virginia counties: Fairfax hands over workbooks, Arlington JSON lines."""

from __future__ import annotations

from workbench.sample.agencies.layout import Agency, Layout, Shape, Style
from workbench.sample.dirt import Habits

FCPD = Agency(
    "FCPD",
    Style(
        Habits(nickname=0.05, middle_missing=0.2, home_missing=0.15),
        naming="virginia",
        block="{low} BLK",
        upper=False,
        dates="%d %b %Y",
        moments="%d %b %Y %H:%M",
        codes={"role": {"subject": "Offender", "victim": "Victim", "witness": "Witness",
                        "reporter": "Reporting Party"}},
    ),
    (
        Layout(
            "fcpd-incidents", "fcpd-incidents.xlsx", "incident", Shape.WIDE, "RMS",
            {
                "Case Number": "number", "Reported": "reported", "From": "start", "To": "end",
                "Offense": "offense", "IBR": "nibrs", "Status": "status", "Address": "address",
                "City": "city", "State": "state", "Zip": "zip", "Lat": "lat", "Long": "lon",
                "Officer": "officer", "Person": "pid", "Involvement": "role", "Name": "name",
                "Alias": "alias", "Date of Birth": "birth", "Age": "age", "Sex": "sex",
                "DL Number": "license", "DL State": "license_state", "Phone": "phone",
                "Home": "aid", "Home Address": "home", "Home City": "home_city",
                "Home State": "home_state", "Home Zip": "home_zip", "Vehicle": "vid",
                "Plate": "plate", "Plate State": "plate_state", "VIN": "vin", "Make": "make",
                "Model": "model", "Year": "year", "Color": "color", "Item": "iid",
                "Item Type": "item", "Serial": "serial", "Item Make": "gun_make",
                "Item Model": "gun_model", "Caliber": "calibre", "Item Status": "item_status",
                "Sealed": "sealed",
            },
        ),
        Layout(
            "fcpd-arrests", "fcpd-arrests.csv", "arrest", Shape.SINGLE, "ARREST",
            {
                "Arrest Number": "number", "Case Number": "parent", "Arrested": "start",
                "Last": "surname", "First": "given", "Middle": "middle", "Suffix": "suffix",
                "Alias": "alias", "Moniker": "moniker", "Date of Birth": "birth", "Age": "age",
                "Sex": "sex", "SID": "sid", "SID State": "sid_state", "UCN": "fbi",
                "DL Number": "license", "DL State": "license_state", "Phone": "phone",
                "Home Address": "home", "Home City": "home_city", "Home State": "home_state",
                "Charge": "offense", "IBR": "nibrs", "Address": "address", "City": "city",
                "State": "state", "Plate": "plate", "Plate State": "plate_state", "Make": "make",
                "VIN": "vin", "Sealed": "sealed",
            },
            delimiter="\t",
        ),
    ),
)  # fmt: skip
ACPD = Agency(
    "ACPD",
    Style(
        Habits(block=0.4, typo=0.02, one_surname=0.3),
        naming="virginia",
        block="{low} block of",
        upper=False,
        moments="%Y-%m-%dT%H:%M",
        codes={"role": {"subject": "suspect"}, "status": {"CLEARED_BY_ARREST": "Arrest"}},
    ),
    (
        Layout(
            "acpd-incidents", "acpd-incidents.jsonl", "incident", Shape.WIDE, "RMS",
            {
                "incidentNumber": "number", "reportedAt": "reported", "occurredAt": "start",
                "offenseDescription": "offense", "nibrs": "nibrs", "disposition": "status",
                "address": "address", "city": "city", "stateCode": "state", "latitude": "lat",
                "longitude": "lon", "personId": "pid", "personRole": "role", "firstName": "given",
                "middleName": "middle", "lastName": "surname", "nameSuffix": "suffix",
                "alias": "alias", "birthDate": "birth", "age": "age", "sex": "sex",
                "licenseNumber": "license", "licenseState": "license_state", "telephone": "phone",
                "addressId": "aid", "homeAddress": "home", "homeCity": "home_city",
                "homeState": "home_state", "vehicleId": "vid", "plate": "plate",
                "plateState": "plate_state", "vin": "vin", "make": "make", "model": "model",
                "modelYear": "year", "color": "color", "itemId": "iid", "itemType": "item",
                "serialNumber": "serial", "itemMake": "gun_make", "itemModel": "gun_model",
                "caliber": "calibre", "itemStatus": "item_status", "sealed": "sealed",
            },
        ),
        Layout(
            "acpd-arrests", "acpd-arrests.jsonl", "arrest", Shape.SINGLE, "ARREST",
            {
                "arrestNumber": "number", "incidentNumber": "parent", "arrestedAt": "start",
                "firstName": "given", "middleName": "middle", "lastName": "surname",
                "nameSuffix": "suffix", "alias": "alias", "streetName": "moniker",
                "birthDate": "birth", "age": "age", "sex": "sex", "sid": "sid",
                "sidState": "sid_state", "ucn": "fbi", "telephone": "phone", "marks": "marks",
                "homeAddress": "home", "homeCity": "home_city", "homeState": "home_state",
                "charge": "offense", "nibrs": "nibrs", "address": "address", "city": "city",
                "stateCode": "state", "sealed": "sealed",
            },
        ),
    ),
)  # fmt: skip
