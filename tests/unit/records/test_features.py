from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.features import (
    CautionCode,
    FeatureKind,
    moniker,
    parse_cautions,
    parse_feature,
)


@pytest.mark.parametrize(
    ("raw", "kind", "location", "description"),
    [
        ("TAT L ARM ROSE", FeatureKind.TATTOO, "LEFT ARM", "ROSE"),
        ("TAT LF ARM", FeatureKind.TATTOO, "LEFT FOREARM", ""),
        ("SC UL ARM", FeatureKind.SCAR, "UPPER LEFT ARM", ""),
        ("Tattoo on right hand", FeatureKind.TATTOO, "RIGHT HAND", ""),
        ("TAT NAME MARIA ON R HAND", FeatureKind.TATTOO, "RIGHT HAND", "NAME MARIA"),
        ("TAT ROSE ON FIRE", FeatureKind.TATTOO, "", "ROSE ON FIRE"),
        ("MOLE CHK", FeatureKind.MOLE, "CHEEK", ""),
        ("WALKS WITH A LIMP", FeatureKind.OTHER, "", "WALKS WITH A LIMP"),
    ],
)
def test_a_mark_has_a_kind_and_a_place_only_where_certain(
    raw: str, kind: FeatureKind, location: str, description: str
) -> None:
    feature = parse_feature(raw)

    assert feature is not None
    assert (feature.raw, feature.kind) == (raw, kind)
    assert (feature.location, feature.description) == (location, description)


@pytest.mark.parametrize(
    ("raw", "normal"),
    [('"Lil\' Man"', "LIL MAN"), ("AKA BIG-J", "BIG J"), ("a/k/a  Doc", "DOC"), ("Ñoño", "NONO")],
)
def test_a_moniker_loses_its_marks(raw: str, normal: str) -> None:
    read = moniker(raw)

    assert read is not None
    assert (read.raw, read.normal) == (raw, normal)


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("Armed and dangerous, suicidal", [CautionCode.ARMED, CautionCode.SUICIDAL]),
        ("VIOLENT TENDENCIES", [CautionCode.VIOLENT]),
        ("ESCAPE RISK", [CautionCode.ESCAPE_RISK]),
        ("Fights with police", [CautionCode.FIGHTS_OFFICERS]),
        ("DIABETIC", [CautionCode.MEDICAL]),
        ("not armed", [CautionCode.OTHER]),
        ("NO HISTORY OF VIOLENCE", [CautionCode.OTHER]),
        ("KEEPS PIT BULLS", [CautionCode.OTHER]),
    ],
)
def test_cautions_are_read_and_denials_never_inverted(raw: str, codes: list[CautionCode]) -> None:
    cautions = parse_cautions(raw)

    assert [caution.code for caution in cautions] == codes
    assert {caution.raw for caution in cautions} == {raw}


@pytest.mark.parametrize("raw", ["", "NONE", "UNK", "-"])
def test_nothing_said_is_nothing(raw: str) -> None:
    assert parse_feature(raw) is None
    assert moniker(raw) is None
    assert parse_cautions(raw) == ()


@given(st.text(max_size=30))
def test_reading_never_fails_and_keeps_the_text(raw: str) -> None:
    feature, name = parse_feature(raw), moniker(raw)

    assert feature is None or feature.raw == raw
    if name:
        again = moniker(name.normal)
        assert again is not None
        assert (name.raw, again.normal) == (raw, name.normal)
    assert all(caution.raw == raw for caution in parse_cautions(raw))
