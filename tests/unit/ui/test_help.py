"""Every page says how to read it."""

from __future__ import annotations

import pytest

from workbench.ui.help import words
from workbench.ui.sitemap import PLACES


@pytest.mark.parametrize("page", [place.file for place in PLACES])
def test_every_page_has_words_that_fit_beside_it(page: str) -> None:
    assert 150 < len(words(page)) < 2_500
