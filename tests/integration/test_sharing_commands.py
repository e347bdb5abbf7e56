"""Publishing rules changes what is seen, at once and for every profile."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import workbench
from tests.integration.two_agencies import region, write
from tests.viewers import ONE_SEES_ALL, PARTNER, one_sees_all, reading
from workbench.access.rules import default_rules
from workbench.errors import AccessError
from workbench.explore.search import search
from workbench.graph.client import Graph
from workbench.settings import Settings

pytestmark = pytest.mark.integration


def test_published_rules_are_applied_and_others_are_refused_reads(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    write(empty_graph, region())
    before = search(reading(empty_graph, PARTNER), "secret only").total
    file = tmp_path / "rules.toml"
    file.write_text(ONE_SEES_ALL)

    # Act
    done = workbench(settings, "sharing", "publish", str(file), "--reason", "agreement of March")

    # Assert
    assert done.returncode == 0, done.stderr
    assert "in force" in done.stdout
    assert before == 1
    assert search(reading(empty_graph, PARTNER, one_sees_all()), "secret only").total == 0
    with pytest.raises(AccessError, match="are being applied"):
        search(reading(empty_graph, PARTNER, default_rules()), "secret only")
    assert "agreement of March" in workbench(settings, "sharing", "history").stdout
    again = workbench(settings, "sharing", "publish", str(file), "--reason", "agreement of March")
    assert again.returncode == 2
    assert "in force" in again.stderr
    check = workbench(settings, "sharing", "check", str(file))
    assert check.returncode == 0, check.stderr

    # the rules that come with the product, for whoever uses this home next
    template = workbench(settings, "sharing", "template").stdout
    file.write_text(template)
    back = workbench(settings, "sharing", "publish", str(file), "--reason", "back to the beginning")
    assert back.returncode == 0, back.stderr
