"""Text of an agency's file is shown letter by letter: it makes no element, link, icon or script."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from loaders.source import Row
from tests.browser.hostile import HOSTILE, UNSEEN
from tests.browser.signing import sign_in
from tests.integration.people import COLUMNS, SOURCE, entity_ids, map_row, person_row
from workbench.graph.client import Graph
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
from workbench.records.features import parse_cautions
from workbench.records.model import PersonRecord, Record
from workbench.settings import Settings

pytestmark = pytest.mark.browser

Serve = Callable[..., str]
CANVAS = "window.__workbenchCanvas?.get('explore.canvas')"
MADE = (
    "a, img, script, iframe, object, embed, form, input, code, em, del, s, h1, h2, h3, li, hr, sup,"
    "blockquote, math, .katex, style, [data-testid=stMarkdownBadge], [style*=color]"
)
"""What Markdown and HTML make of text."""
SURNAME = "ZEBRANEK"
ALL = " ; ".join((*HOSTILE, *UNSEEN))


def shown(text: str) -> str:
    """The text as a page shows it: what is not seen is named."""
    for character in "\u202e\u2066\u2069\u200b\u200d\u2060\u00ad\ufeff\x1b\x07":
        text = text.replace(character, f"⟨U+{ord(character):04X}⟩")
    return text


def literally(part: Locator) -> str:
    """What a part of the page says, without what only keeps it from being read."""
    return " ".join(str(part.inner_text()).replace("\u2060", "").split())


@pytest.fixture(scope="module")
def drawn(serve: Serve) -> str:
    return serve("tests/browser/hostile_page.py")


def test_no_part_of_a_page_makes_anything_of_text(chromium_page: Page, drawn: str) -> None:
    page = chromium_page
    page.goto(drawn)
    expect(page.get_by_text("page is drawn")).to_be_visible(timeout=30_000)

    for number, text in enumerate((*HOSTILE, *UNSEEN)):
        case = page.locator(f".st-key-case-{number}")
        labels = case.locator("[data-testid=stMarkdownContainer], [data-testid=stCaptionContainer]")
        expect(labels).to_have_count(8)
        for at in range(8):
            assert shown(text) in literally(labels.nth(at)), text
            made = labels.nth(at).locator(f"{MADE}, [data-testid=stIconMaterial]")
            gray = labels.nth(at).locator("[style*=color]")
            assert made.count() == gray.count() <= (at == 3), text
        table = case.locator("table.wb")
        assert shown(text) in literally(table), text
        assert table.locator(MADE).count() == 0, text
    assert page.evaluate("window.__ran") is None


def hostile_row(row: Row) -> tuple[Record, ...]:
    """An arrest of somebody who is also called so, and about whom officers are warned so."""
    arrest, arrestee, place = map_row(row)
    assert isinstance(arrestee, PersonRecord)
    said = row.values["name"]
    more = replace(arrestee, monikers=(said,), residence=said, cautions=parse_cautions(said))
    return arrest, more, place


@pytest.fixture
def loaded(empty_graph: Graph, tmp_path: Path) -> dict[str, str]:
    """Ids by record key, of a file whose every cell holds what somebody hostile could write."""
    path = tmp_path / "people.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        for number, text in enumerate((ALL, *HOSTILE, *UNSEEN)):
            said = {"name": f"{SURNAME}, {text}", "address": f"{100 + number} {text} ST",
                    "officer": f"{text} {number}"}  # fmt: skip
            writer.writerow(person_row(number, fbi="", **said))
    load(empty_graph, replace(SOURCE, name="hostile", map=hostile_row), [path])
    resolve(empty_graph)
    return entity_ids(empty_graph)


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Serve) -> str:
    return serve("app.py", {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_AUTH": "demo"})


@pytest.mark.integration
def test_records_that_hold_it_are_found_opened_and_read(
    loaded: dict[str, str], chromium_page: Page, address: str, settings: Settings
) -> None:
    page = chromium_page
    sign_in(page, address, settings)
    page.goto(f"{address}/?q={SURNAME.lower()}")
    expect(page.get_by_text("by best match")).to_be_visible(timeout=30_000)
    hits = page.locator("[class*=st-key-hit-]")
    expect(hits.nth(20)).to_be_visible(timeout=30_000)
    harmless(page)

    for part in ("arrestee", "place", ""):
        key = f"PGPD|RMS|24000000|{part}"
        page.goto(f"{address}/?entity={loaded[key]}")
        page.wait_for_function(f"{CANVAS}?.nodes().length > 1", timeout=30_000)
        panel = page.locator(".st-key-panel")
        expect(panel.get_by_role("table", name="Values")).to_be_visible()
        if part == "arrestee":
            said = literally(panel)
            for text in (*HOSTILE, *UNSEEN):
                assert shown(text) in said, text
        panel.get_by_role("tab", name="Expand").click()
        harmless(page)
        panel.get_by_role("tab", name="Records").click()
        written = panel.get_by_role("table", name="As written")
        expect(written).to_be_visible(timeout=20_000)
        if part == "arrestee":
            assert shown(f"{SURNAME}, {ALL}") in literally(written)
        harmless(page)
        labels = page.evaluate(f"{CANVAS}.nodes().map(n => n.data('label') + n.data('detail'))")
        assert not any(character in label for label in labels for character in "\u202e\u2066\u200b")


def harmless(page: Page) -> None:
    """Nothing of the file's text became an element, ran, or turns what stands beside it around."""
    main = page.get_by_test_id("stMain")
    made = main.locator(
        "a:not([href^='entity?id=']), img:not([src^='data:image/svg']), script, iframe, code, em,"
        "h1, li, .katex,"
        "[data-testid*=Badge]"
    )
    assert made.evaluate_all("all => all.map(one => one.outerHTML)") == []
    icons = main.get_by_test_id("stIconMaterial").all_inner_texts()
    assert {"home", "streamlit"}.isdisjoint(icons)
    assert not set("\u202e\u2066\u2069\u200b\u200d\u00ad\ufeff\x1b") & set(main.inner_text())
    assert page.evaluate("window.__ran") is None
