"""Questions in a real browser: what is counted, what is behind a number, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.signing import sign_in
from tests.integration.two_agencies import HUB_INCIDENTS, incident, person, region, write
from workbench.graph.client import Graph
from workbench.records.model import Link, Record, RecordKey
from workbench.records.vocabulary import LinkType
from workbench.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.integration]

Serve = Callable[..., str]
CANVAS = "window.__workbenchCanvas?.get('explore.canvas')"
WAIT = 60_000
RARE = 24
"""Offenses that only one incident has, beside the region's two."""
CORNER = RecordKey("MPD", "RMS", "24000001", "place")
CARTER = RecordKey("MPD", "RMS", "A1", "person")


def rare_offenses() -> Iterator[Record]:
    for number in range(1, RARE + 1):
        offense = f"TRESPASS {number:02}"
        yield incident("MPD", f"2500{number:04}", offense, days=90 + number, at=CORNER)


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Serve) -> str:
    return serve("app.py", {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_AUTH": "demo"})


@pytest.fixture
def page(empty_graph: Graph, chromium_page: Page, address: str, settings: Settings) -> Page:
    """A supervisor at the questions over the region, some rarer offenses and one association."""
    knows = Link(LinkType.ASSOCIATED_WITH, CARTER, (("relation", "knows"),))
    friend = person("MPD", "A9", "Roe, Jane", days=2, links=(knows,))
    write(empty_graph, [*region(), *rare_offenses(), friend])
    sign_in(chromium_page, address, settings)
    chromium_page.goto(f"{address}/questions")
    expect(chromium_page.get_by_text("Choose a question above")).to_be_visible(timeout=WAIT)
    return chromium_page


def ask(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def answer(page: Page, label: str) -> Locator:
    return page.get_by_role("table", name=label)


def test_a_number_of_the_answer_opens_its_incidents_and_one_of_them_the_chart(page: Page) -> None:
    # Act: a ready question
    ask(page, "Most frequent offenses")

    # Assert: all that is counted, the most frequent first, with its share
    total = HUB_INCIDENTS + 1 + RARE
    told = page.get_by_text(f"{total} incidents by offense")
    expect(told).to_be_visible(timeout=WAIT)
    first = answer(page, "Incidents by offense").get_by_role("row").nth(1)
    expect(first).to_contain_text("THEFT")
    expect(first).to_contain_text(str(HUB_INCIDENTS))
    expect(first).to_contain_text(f"{HUB_INCIDENTS / total:.1%}")

    # Act: open the robberies, then the only one there is
    answer(page, "Incidents by offense").get_by_role("row", name="ROBBERY").get_by_role(
        "button"
    ).click()
    expect(page.get_by_text("1 of 1, latest first")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="PG240001").click()

    # Assert
    page.wait_for_function(
        f"{CANVAS}?.nodes().some(n => n.data('label').includes('PG240001'))", timeout=WAIT
    )
    expect(page).to_have_url(re.compile("around="))


def test_an_answer_says_how_much_of_it_is_shown_and_the_address_asks_it_again(page: Page) -> None:
    every = RARE + 2
    page.goto(page.url + "?ask=incidents&by=offense&offense=trespass+theft+robbery")
    expect(page.get_by_text("No incident that you may see meets this.")).to_be_visible(timeout=WAIT)
    page.goto(
        page.url.split("?")[0] + "?ask=incidents&by=offense&since=1950-03-04&until=1949-03-04"
    )
    expect(page.get_by_text("From 1950-03-04 is after To 1949-03-04")).to_be_visible(timeout=WAIT)

    # Act
    ask(page, "Most frequent offenses")

    # Assert: cut, and not in silence
    expect(page.get_by_text(f"20 of {every}, most frequent first")).to_be_visible(timeout=WAIT)
    expect(answer(page, "Incidents by offense").get_by_role("row")).to_have_count(21)
    page.get_by_role("button", name=f"Show {every - 20} more").click()
    rows = answer(page, "Incidents by offense").get_by_role("row")
    expect(rows).to_have_count(every + 1, timeout=WAIT)
    expect(rows.last).to_contain_text(f"TRESPASS {RARE}")
    expect(page.get_by_role("button", name=re.compile(r"Show \d+ more"))).to_have_count(0)

    # Act: narrow it, then open the same address anew
    page.get_by_role("textbox", name="Offense contains").fill("trespass")
    page.get_by_role("button", name="Count", exact=True).click()
    expect(page.get_by_text(f"{RARE} incidents by offense")).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(re.compile("offense=trespass"))
    page.reload()

    # Assert
    expect(page.get_by_text(f"{RARE} incidents by offense")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("textbox", name="Offense contains")).to_have_value("trespass")
    page.go_back()
    expect(page.get_by_text(f"{every - 2 + HUB_INCIDENTS + 1} incidents by offense")).to_be_visible(
        timeout=WAIT
    )
    expect(page.get_by_role("textbox", name="Offense contains")).to_have_value("")


def test_people_are_ranked_by_associates_with_the_caveat_and_their_incidents(page: Page) -> None:
    ask(page, "People by associates who are subjects of incidents")

    expect(page.get_by_text("An association is what a record states")).to_be_visible(timeout=WAIT)
    row = answer(page, "People by associates").get_by_role("row", name="ROE, JANE")
    expect(row.get_by_role("button")).to_have_text(["1", "2"])
    row.get_by_role("button").first.click()
    expect(page.get_by_text("associated with, 2 incidents:")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name=re.compile("CARTER, MARCUS")).click()
    page.wait_for_function(
        f"{CANVAS}?.nodes('[?focus]').data('label')?.startsWith('CARTER')", timeout=WAIT
    )


def test_a_question_of_ones_own_is_counted_and_says_where_nothing_meets_it(page: Page) -> None:
    by = page.get_by_role("combobox", name="Count incidents by")
    by.click()
    page.get_by_role("option", name="agency").click()
    page.get_by_role("textbox", name="Offense contains").fill("robbery")
    page.get_by_role("button", name="Count", exact=True).click()

    expect(page.get_by_text("1 incident by agency")).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(re.compile("by=agency"))
    expect(answer(page, "Incidents by agency").get_by_role("row").nth(1)).to_contain_text("PGPD")

    page.get_by_role("textbox", name="Offense contains").fill("piracy")
    page.get_by_role("button", name="Count", exact=True).click()
    expect(page.get_by_text("No incident that you may see meets this.")).to_be_visible(timeout=WAIT)
