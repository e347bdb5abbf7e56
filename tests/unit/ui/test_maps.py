"""What stands below the map."""

from __future__ import annotations

from workbench.ui.maps import told


def test_what_is_not_on_the_map_and_what_is_no_point_is_told_in_the_right_number() -> None:
    assert told(1, 1, 0) == "1 of 1 place on the map."
    assert told(3, 2, 1) == (
        "2 of 3 places on the map; 1 drawn as an area, since it names no single address; "
        "1 has no coordinates: see the list."
    )
    assert told(9, 6, 2) == (
        "6 of 9 places on the map; 2 drawn as areas, since they name no single address; "
        "3 have no coordinates: see the list."
    )
