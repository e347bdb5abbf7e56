"""A small file of real rows for loading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.people import write_people


@pytest.fixture
def people_csv(tmp_path: Path) -> Path:
    """A small file of the ``people`` source that ``tests.integration.people`` maps."""
    return write_people(tmp_path / "people.csv", range(2_500))
