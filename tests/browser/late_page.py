"""A page that works on for two seconds after its last element, and the page that follows it."""

from __future__ import annotations

import time

import streamlit as st


def go_on() -> None:
    st.session_state["gone_on"] = True


@st.fragment
def counter() -> None:
    if st.button("Count"):
        st.session_state["counted"] = st.session_state.get("counted", 0) + 1
    st.write(f"counted {st.session_state.get('counted', 0)}")


if st.session_state.get("gone_on"):
    counter()
else:
    st.button("Go on", on_click=go_on)
    time.sleep(2)
