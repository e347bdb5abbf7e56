"""Hostile text in each part of a page that takes text, made harmless as the app makes it."""

from __future__ import annotations

import streamlit as st

from tests.browser.hostile import HOSTILE, UNSEEN
from workbench.ui.text import details, markdown, table

for number, text in enumerate((*HOSTILE, *UNSEEN)):
    with st.container(key=f"case-{number}"):
        shown = markdown(text)
        st.markdown(f"Tried: {shown}")
        st.markdown(shown)
        st.button(shown, key=f"button-{number}")
        st.button(f"● **{shown}** :gray[{shown}]", key=f"answer-{number}")
        st.info(f"**Nothing answers “{shown}”.**")
        st.error(shown)
        st.caption(shown)
        st.popover(shown)
        st.html(table(("what",), [(text,), (details(text, [text]),)], label=text))
st.markdown("page is drawn")
