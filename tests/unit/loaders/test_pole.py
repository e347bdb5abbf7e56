from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from loaders.pole import SOURCE
from loaders.pole_archive import read_archive
from workbench.errors import InputError
from workbench.records.model import (
    IncidentRecord,
    ItemRecord,
    LocationRecord,
    PersonRecord,
    Record,
    Reference,
    TelephoneCallRecord,
    VehicleRecord,
)
from workbench.records.vocabulary import Handling, IncidentStatus, LinkType

HASH = "c" * 64
NODES: Mapping[str, str] = {
    "Person": ":ID,surname,nhs_no,name,age,:LABEL\n"
    "1,Specimen,900-00-0001,Ann,,Person\n2,Specimen,900-00-0002,Ben,12,Person\n",
    "Location": ":ID,latitude:double,postcode,longitude:double,address,:LABEL\n"
    "10,53.5,ZZ1 1ZZ,-2.2,5 High Street,Location\n",
    "Crime": ":ID,date,id,type,last_outcome,note,charge,:LABEL\n"
    f"20,4/08/2017,{HASH},Drugs,Under investigation,,Possession,Crime\n"
    f"21,14/08/2017,{'d' * 64},Robbery,Offender fined,,,Crime\n",
    "Vehicle": ":ID,model,reg,make,year,:LABEL\n30,Model,AA00 AAA,Make,2001,Vehicle\n",
    "Object": ':ID,description,id,type,:LABEL\n40,"1 sample, packed",,Evidence,Object\n',
    "PhoneCall": ":ID,call_duration,call_time,call_date,call_type,:LABEL\n"
    "50,38,00:32,04/08/2017,SMS,PhoneCall\n",
    "Officer": ":ID,badge_no,rank,name,surname,:LABEL\n60,00-0000001,Sergeant,Cy,Sample,Officer\n",
    "Phone": ":ID,phoneNo,:LABEL\n70,0-(000)000-0001,Phone\n71,0-(000)000-0002,Phone\n",
    "Email": ":ID,email_address,:LABEL\n80,Ann@Example.org,Email\n",
    "Area": ":ID,areaCode,:LABEL\n90,ZZ1,Area\n",
    "PostCode": ":ID,code,:LABEL\n91,ZZ1 1ZZ,PostCode\n",
}
RELATIONSHIPS: Mapping[str, str] = {
    "CALLED": "50,71",
    "CALLER": "50,70",
    "CURRENT_ADDRESS": "1,10",
    "HAS_EMAIL": "1,80",
    "HAS_PHONE": "1,70",
    "INVOLVED_IN": "30,20;30,21;40,20",
    "KNOWS": "1,2",
    "KNOWS_LW": "1,2",
    "KNOWS_PHONE": "",
    "KNOWS_SN": "2,1",
    "PARTY_TO": "1,20",
    "LOCATION_IN_AREA": "10,90",
    "POSTCODE_IN_AREA": "91,90",
    "HAS_POSTCODE": "10,91",
    "OCCURRED_AT": "20,10;21,10",
    "INVESTIGATED_BY": "20,60;21,60",
}
PREFIX = "crime-investigation"


def write_archive(path: Path, relationships: Mapping[str, str] = RELATIONSHIPS) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for label, text in NODES.items():
            archive.writestr(f"{PREFIX}.nodes.{label}.csv", text)
        for name, pairs in relationships.items():
            lines = "".join(f"{pair},{name}\n" for pair in pairs.split(";") if pair)
            archive.writestr(
                f"{PREFIX}.relationships.{name}.csv", f":START_ID,:END_ID,:TYPE\n{lines}"
            )
        archive.writestr(
            f"{PREFIX}.relationships.FAMILY_REL.csv",
            ":START_ID,:END_ID,:TYPE,rel_type\n1,2,FAMILY_REL,SIBLING\n",
        )
    return path


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """The one record of each node, by the node's id."""
    path = write_archive(tmp_path_factory.mktemp("pole") / "pole.zip")
    stated = [SOURCE.map(row) for row in SOURCE.read(path).rows()]
    return {record.key.number: record for (record,) in stated}


def ends(record: Record, type_: LinkType) -> list[str]:
    return [
        link.to.id if isinstance(link.to, Reference) else link.to.number
        for link in record.links
        if link.type is type_
    ]


def test_a_row_is_a_node_that_is_no_reference(tmp_path: Path) -> None:
    extract = read_archive(write_archive(tmp_path / "pole.zip"))
    rows = list(extract.rows())

    assert extract.total == len(rows) == 8
    assert rows[0].file == f"pole.zip/{PREFIX}.nodes.Location.csv"
    assert rows[0].line == 2
    assert list(extract.rows()) == rows


def test_a_person_with_everything_that_leads_away(records: dict[str, Record]) -> None:
    ann = records["1"]

    assert isinstance(ann, PersonRecord)
    assert ann.name is not None
    assert ann.name.normal == "SPECIMEN, ANN"
    assert ann.identifications[0].number == "900000001"
    assert ends(ann, LinkType.SUBJECT_OF) == ["20"]
    assert ends(ann, LinkType.LIVES_AT) == ["10"]
    assert ends(ann, LinkType.USES) == ["phone:00000000001", "email:ann@example.org"]
    assert [
        (link.to, dict(link.properties)["relation"])
        for link in ann.links
        if link.type is LinkType.ASSOCIATED_WITH
    ] == [
        (records["2"].key, "knows"),
        (records["2"].key, "lives with"),
        (records["2"].key, "sibling"),
    ]


def test_a_child_is_handled_as_a_juvenile(records: dict[str, Record]) -> None:
    assert records["2"].handling == frozenset({Handling.JUVENILE})
    assert records["1"].handling == frozenset()


def test_a_crime_is_dated_day_first_in_british_time(records: dict[str, Record]) -> None:
    crime = records["20"]

    assert isinstance(crime, IncidentRecord)
    assert crime.start is not None
    assert crime.start.at == dt.datetime(2017, 8, 3, 23, 0, tzinfo=dt.UTC)
    assert ends(crime, LinkType.OCCURRED_AT) == ["10"]
    assert ends(crime, LinkType.INVESTIGATED_BY) == ["officer:POLE 00-0000001"]
    assert crime.attributes == ("charge: Possession",)


def test_only_clear_outcomes_are_a_status(records: dict[str, Record]) -> None:
    open_, fined = records["20"], records["21"]

    assert isinstance(open_, IncidentRecord)
    assert isinstance(fined, IncidentRecord)
    assert (open_.status, open_.outcome) == (IncidentStatus.ACTIVE, "Under investigation")
    assert (fined.status, fined.outcome) == (None, "Offender fined")


def test_vehicles_and_objects_are_involved_in_crimes(records: dict[str, Record]) -> None:
    vehicle, item = records["30"], records["40"]

    assert isinstance(vehicle, VehicleRecord)
    assert isinstance(item, ItemRecord)
    assert vehicle.plate is not None
    assert (vehicle.plate.plate, vehicle.model_year) == ("AA00AAA", 2001)
    assert ends(vehicle, LinkType.INVOLVED_IN) == ["20", "21"]
    assert (item.item_category, item.description) == ("Evidence", "1 sample, packed")
    assert ends(item, LinkType.INVOLVED_IN) == ["20"]


def test_a_location_lies_in_its_area_and_postcode(records: dict[str, Record]) -> None:
    place = records["10"]

    assert isinstance(place, LocationRecord)
    assert ends(place, LinkType.IN) == ["area:GB ZZ1", "area:GB ZZ1 1ZZ"]
    assert place.address is not None
    assert place.address.postal_code == "ZZ1 1ZZ"
    assert (place.latitude, place.longitude) == (53.5, -2.2)


def test_a_call_goes_from_one_telephone_to_another(records: dict[str, Record]) -> None:
    call = records["50"]

    assert isinstance(call, TelephoneCallRecord)
    assert ends(call, LinkType.CALLED_FROM) == ["phone:00000000001"]
    assert ends(call, LinkType.CALLED_TO) == ["phone:00000000002"]
    assert call.observed is not None
    assert call.observed.at == dt.datetime(2017, 8, 3, 23, 32, tzinfo=dt.UTC)
    assert (call.duration_seconds, call.raw["call_duration"]) == (None, "38")


def test_an_archive_without_a_member_is_refused(tmp_path: Path) -> None:
    without = {name: pairs for name, pairs in RELATIONSHIPS.items() if name != "PARTY_TO"}

    with pytest.raises(InputError, match=r"relationships\.PARTY_TO\.csv"):
        read_archive(write_archive(tmp_path / "pole.zip", without))


def test_a_relationship_to_a_node_that_is_not_there_is_refused(tmp_path: Path) -> None:
    broken = {**RELATIONSHIPS, "PARTY_TO": "1,999"}

    with pytest.raises(InputError, match=r"line 2 of .*PARTY_TO\.csv names a node"):
        read_archive(write_archive(tmp_path / "pole.zip", broken))
