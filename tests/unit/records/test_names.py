from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.names import NameOrder, name_of, parse_name, tokens


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("Archer Jr.Dylan", "ARCHER, DYLAN JR"),
        ("Mobley,Jr.Lester", "MOBLEY, LESTER JR"),
        ("Mobley,Sr.Lester", "MOBLEY, LESTER SR"),
        ("SMITH, JR, JOHN", "SMITH, JOHN JR"),
        ("Jr. SMITH, JOHN", "SMITH, JOHN JR"),
        ("JOHN SMITH, JR.", "SMITH, JOHN JR"),
        ("SMITH, JOHN PAUL 2ND", "SMITH, JOHN PAUL II"),
        ("john smith 3rd", "SMITH, JOHN III"),
        ("SMITH,, JOHN", "SMITH, JOHN"),
        ("O'BRIEN, PATRICK", "O'BRIEN, PATRICK"),
        ("O’Neil, Shaun", "O'NEIL, SHAUN"),
        ("DE LA CRUZ, MARIA", "DE LA CRUZ, MARIA"),
        ("Maria de la Cruz", "DE LA CRUZ, MARIA"),
        ("Hans van der Berg", "VAN DER BERG, HANS"),
        ("Van Nguyen", "NGUYEN, VAN"),
        ("SMITH-JONES, ANN", "SMITH-JONES, ANN"),
        ("SMITH -JONES, ANN", "SMITH-JONES, ANN"),
        ("Peña Núñez, José", "PENA NUNEZ, JOSE"),
        ("J. R. Smith", "SMITH, J R"),
        ("SMITH", "SMITH"),
        ("SMITH, JR", "SMITH JR,"),
        ("DE LA CRUZ", "DE LA CRUZ,"),
        (", JOHN", ", JOHN"),
        ("DOE, FNU", "DOE"),
    ],
)
def test_a_written_name_is_read_into_one_normal_form(raw: str, normal: str) -> None:
    name = parse_name(raw)

    assert name is not None
    assert (name.raw, name.normal) == (raw, normal)


@pytest.mark.parametrize(
    ("raw", "middle", "suffix"),
    [
        ("SMITH, JOHN V", "V", ""),
        ("SMITH, JOHN P V", "P V", ""),
        ("SMITH, V", "", ""),
        ("SMITH, JOHN I", "I", ""),
        ("SMITH, JOHN, V", "", "V"),
        ("SMITH V, JOHN", "", "V"),
        ("JOHN SMITH V", "", "V"),
        ("SMITH, JOHN IV", "", "IV"),
        ("SMITH JR, JOHN III", "", ""),
    ],
)
def test_a_lone_v_is_a_suffix_only_where_no_initial_can_stand(
    raw: str, middle: str, suffix: str
) -> None:
    name = parse_name(raw)

    assert name is not None
    assert (name.middle_name, name.suffix) == (middle, suffix)


def test_the_fifth_and_the_middle_initial_v_have_different_normal_forms() -> None:
    fifth, initial = parse_name("SMITH, JOHN, V"), parse_name("SMITH, JOHN V")

    assert fifth is not None
    assert initial is not None
    assert fifth.normal != initial.normal


@pytest.mark.parametrize(
    ("raw", "normal", "nicknames"),
    [
        ('Smith, John "Lil Man" (Big J)', "SMITH, JOHN", ("LIL MAN", "BIG J")),
        ("SMITH, JOHN AKA JONES, JACK", "SMITH, JOHN", ("JONES JACK",)),
        ("'RED' SMITH", "SMITH", ("RED",)),
        ("SMITH, JOHN (LIL", "SMITH, JOHN", ("LIL",)),
        ("SMITH, JOHN (JR)", "SMITH, JOHN JR", ()),
        ('"SHORTY"', "", ("SHORTY",)),
    ],
)
def test_nicknames_are_kept_beside_the_name(
    raw: str, normal: str, nicknames: tuple[str, ...]
) -> None:
    name = parse_name(raw)

    assert name is not None
    assert (name.normal, name.nicknames) == (normal, nicknames)


@pytest.mark.parametrize(
    ("raw", "order", "normal"),
    [
        ("SMITH JOHN V", NameOrder.SURNAME_FIRST, "SMITH, JOHN V"),
        ("DE LA CRUZ MARIA ELENA", NameOrder.SURNAME_FIRST, "DE LA CRUZ, MARIA ELENA"),
        ("SMITH JR JOHN", NameOrder.SURNAME_FIRST, "SMITH, JOHN JR"),
        ("JOHN JR SMITH", NameOrder.GIVEN_FIRST, "SMITH, JOHN JR"),
        ("JOHN", NameOrder.GIVEN_FIRST, ", JOHN"),
        ("SMITH, JOHN", NameOrder.GIVEN_FIRST, "SMITH, JOHN"),
    ],
)
def test_the_stated_order_decides_a_name_without_a_comma(
    raw: str, order: NameOrder, normal: str
) -> None:
    name = parse_name(raw, order)

    assert name is not None
    assert name.normal == normal


@pytest.mark.parametrize(
    "raw", ["", "  ", "UNK", "n/a", "NONE", "Unknown", "-", "?", "UNK, UNK", ":NA"]
)
def test_a_field_that_names_nobody_is_none(raw: str) -> None:
    assert parse_name(raw) is None


def test_columns_keep_two_given_names_and_real_surnames_that_look_empty() -> None:
    name = name_of("MARY ANN", "NMN", "Null", "Jr.")

    assert name is not None
    assert (name.given_name, name.middle_name, name.sur_name) == ("MARY ANN", "", "NULL")
    assert name.normal == "NULL, MARY ANN JR"


def test_a_suffix_glued_into_the_surname_column_is_moved() -> None:
    name = name_of("John", "", "Smith Jr.", "")

    assert name is not None
    assert (name.sur_name, name.suffix) == ("SMITH", "JR")


def test_empty_columns_name_nobody() -> None:
    assert name_of("", "NMN", "UNK", "") is None


def test_tokens_split_hyphens_and_leave_the_suffix_out() -> None:
    name = parse_name("SMITH-JONES JR, ANN MARIE")

    assert name is not None
    assert tokens(name) == ("SMITH", "JONES", "ANN", "MARIE")


_VOCABULARY = "SMITH JOHN DE LA V I JR Jr. III 2ND JUNIOR O' B. , - ' \" ( ) AKA FNU É VAN"
_PIECES = st.lists(st.sampled_from(_VOCABULARY.split()), max_size=8)


@given(st.one_of(st.text(max_size=30), _PIECES.map(" ".join), _PIECES.map("".join)))
def test_reading_the_normal_form_changes_nothing(raw: str) -> None:
    name = parse_name(raw)
    if name is None:
        return
    assert name.raw == raw
    assert name.normal.isascii()
    if name.normal:
        again = parse_name(name.normal)
        assert again is not None
        assert (again.normal, again.suffix) == (name.normal, name.suffix)
