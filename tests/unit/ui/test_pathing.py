"""What is chosen for paths."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from workbench.records.vocabulary import LinkType


def panel() -> None:
    """The choices, and whether the panel with them is open."""
    import streamlit as st

    from workbench.ui import state
    from workbench.ui.pane import PATHS_KEY, keep_choices
    from workbench.ui.pathing import asked_for

    if st.toggle("Open", value=True):
        asked_for(PATHS_KEY, state.firm(), state.avoids_hubs(), of_two=True)
        keep_choices()


def test_what_was_chosen_stays_when_the_panel_is_closed_and_opened_again() -> None:
    app = AppTest.from_function(panel, default_timeout=30).run()
    firm, hubs = app.checkbox(key="explore.paths.firm"), app.checkbox(key="explore.paths.hubs")
    assert (firm.value, hubs.value) == (False, True)

    firm.check()
    hubs.uncheck()
    app.slider(key="explore.paths.hops").set_value(2)
    app.checkbox(key="explore.paths.ordered").check()
    app.multiselect(key="explore.paths.types").set_value([LinkType.LIVES_AT.value])
    app.date_input(key="explore.paths.since").set_value(date(1950, 3, 4)).run()
    app.toggle[0].set_value(False).run()
    app.toggle[0].set_value(True).run()

    assert app.checkbox(key="explore.paths.firm").value is True
    assert app.checkbox(key="explore.paths.hubs").value is False
    assert app.slider(key="explore.paths.hops").value == 2
    assert app.checkbox(key="explore.paths.ordered").value is True
    assert app.multiselect(key="explore.paths.types").value == [LinkType.LIVES_AT.value]
    assert app.date_input(key="explore.paths.since").value == date(1950, 3, 4)
