"""What can be typed into the search box to mean something else: it is read as words, or not."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.integration.picture import picture, wipe
from tests.integration.two_agencies import region, write
from tests.viewers import Pages, one_sees_all, seen_ids
from workbench.access.gateway import Gateway
from workbench.access.viewer import Role, Viewer
from workbench.errors import WorkbenchError
from workbench.explore.search import SearchResult, search
from workbench.graph.client import Graph
from workbench.pipeline.sharing import apply_rules

pytestmark = pytest.mark.integration

OUTSIDER = Viewer("analyst 3", "PGPD", Role.ANALYST, "robbery series", "24-031")
RULES = one_sees_all()
LUCENE = (
    "*:*", "*", "?*", "_exists_:name", "name_normal:CARTER", "name_normal:[A TO Z]", "a~2",
    "carter~0.1", "carter AND NOT karter", "carter OR secret", "NOT nothing", "+carter -karter",
    "/.*/", "/[a-z]+/", '"carter marcus"~5', '"', '"""', "(", ")(", "[", "{", "]]", "carter^1000",
    "\\", "\\\\", "carter\\", "&&", "||", "!", "{!complexphrase}", "audience:MPD*", "[* TO *]",
    "(((((((((((((((((((((((((((((", "a b c d e f g h i j k l m n o p q r s t u v w x y z" * 7,
)  # fmt: skip
CYPHER = (
    "'}) MATCH (n) DETACH DELETE n //", "' OR 1=1 //", "') YIELD node RETURN node //", "`", "``",
    "`) DETACH DELETE n //", "$viewable", "$profile", "{viewable: ['MPD/arrest/']}", "\u0027",
    "\\u0027}) MATCH (n) DETACH DELETE n //", "'; CALL dbms.shutdown(); //",
    "x' UNION MATCH (n) RETURN n //", "/* */ MATCH (n) SET n.audience='' RETURN n",
)  # fmt: skip
MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)",
    "{{7*7}}", "${7*7}", "%0d%0aSet-Cookie: a=b", "=cmd|'/c calc'!A0", ":material/home:", ":smile:",
    "[x](javascript:alert(1))", "$\\\\LaTeX$", ":red[x]", "phone:+12025550143", "email:a@b.c",
    "../../etc/passwd", "%s%n", "%00",
)  # fmt: skip
STRANGE = (
    "\0", "carter\0marcus", "\0@\0.\0", "\u202ecarter", "\u2066a\u2069", "\u200bcarter\u200d",
    "\ufeff", "ﬁ", "İ", "ß", "٣٤٥", "²²²²", "１２３４５６７", "🚓", "👨‍👩‍👧‍👦", "a\u0301" * 50,
    "\ud800", "\udfff@a.b",
    "carter\ud800", "\r\n\t\v\f", "\x1b[31m", "x" * 100_000, "'" * 5_000, "9" * 10_000, "? " * 300,
    "?" * 200, "*" * 10, "A?*?*?*?*", "1/1/0000", "99/99/9999", "0000-00-00", "9999-12-31",
    "+" + "1" * 40, "@" * 200, "a@b.c" * 40, "ıııı", "NaN", "inf", "-0", "1e999",
)  # fmt: skip


@pytest.fixture(scope="module")
def attacked(graph: Graph) -> Iterator[Graph]:
    """Two agencies' records, each for its own eyes, with what is dangerous written among them."""
    wipe(graph)
    write(graph, region())
    apply_rules(graph, RULES)
    yield graph
    wipe(graph)


@pytest.fixture(scope="module")
def theirs(attacked: Graph) -> set[str]:
    """The ids that the outsider may see something of."""
    return seen_ids(gateway(attacked))


@pytest.fixture(scope="module", autouse=True)
def unchanged(attacked: Graph) -> Iterator[None]:
    """The graph is the same, to the last property, after all that is tried here."""
    before = digest(attacked)
    yield
    assert digest(attacked) == before


def digest(graph: Graph) -> str:
    return sha256(repr(picture(graph)).encode()).hexdigest()


def gateway(graph: Graph) -> Gateway:
    return Gateway(graph, OUTSIDER, RULES, Pages())


def asked(graph: Graph, text: str) -> SearchResult | None:
    """The answer; None where the text is refused in words."""
    try:
        return search(gateway(graph), text)
    except WorkbenchError:
        return None


@pytest.mark.parametrize("text", [*LUCENE, *CYPHER, *MARKUP, *STRANGE], ids=repr)
def test_crafted_text_finds_nothing_that_is_hidden_and_breaks_nothing(
    attacked: Graph, theirs: set[str], text: str
) -> None:
    found = asked(attacked, text)

    if found is not None:
        assert {hit.card.id for hit in found.hits} <= theirs
        assert found.total <= len(theirs)
        assert "MPD" not in repr(found.hits)


@pytest.mark.parametrize("text", ["*:*", "*", "/.*/", "[* TO *]", "$viewable", "audience:PGPD*"])
def test_no_operator_finds_everything(attacked: Graph, text: str) -> None:
    found = asked(attacked, text)

    assert found is not None
    assert found.total == 0


@pytest.mark.parametrize("text", ["+secret", "-secret", "secret~", '"secret"', "(secret)"])
def test_what_means_something_elsewhere_is_passed_over(attacked: Graph, text: str) -> None:
    found = asked(attacked, text)

    assert found is not None
    assert [hit.card.title for hit in found.hits] == ["SECRET, ONLY THEIRS"]


@given(
    st.text(max_size=60)
    | st.text("abAB01 '\"\\/*?:~^(){}[]+-!&|@.,$`\0\u202e", max_size=40)
    | st.lists(st.sampled_from([*LUCENE, *CYPHER, *MARKUP, "carter", "AB7103"]), max_size=4).map(
        " ".join
    )
)
@example("carter")
@settings(max_examples=150)
def test_no_text_at_all_finds_what_is_hidden_or_breaks_anything(
    attacked: Graph, theirs: set[str], text: str
) -> None:
    found = asked(attacked, text)

    if found is not None:
        assert {hit.card.id for hit in found.hits} <= theirs
