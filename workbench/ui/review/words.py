"""What stands on the page of reviews, in the page's words."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.resolution.decisions import Verdict
from workbench.resolution.doubt import Ground
from workbench.review.items import Item, Why

GROUNDS: Mapping[str, tuple[str, str]] = {
    Why.CONTESTED.value: ("contested merge", "An owner of a record holds it for wrong."),
    Why.APPROVAL.value: ("waits for approval", "One supervisor decided; a second must agree."),
    Why.PROPOSED.value: ("proposed", "Somebody who works with these records proposes it."),
    Why.REVISED.value: ("record revised since", "A record was revised after it was decided on."),
    Ground.FINGERPRINT.value: (
        "two fingerprint numbers", "One register that goes by fingerprints gave it two numbers."
    ),
    Ground.VIN.value: ("two VINs", "Two VINs, both with a right check digit."),
    Ground.SSN.value: ("two SSNs", "Two social security numbers."),
    Ground.LICENSE.value: ("two driver licenses", "Two driver licenses of one state."),
    Ground.AGE.value: ("ages do not fit", "Birth dates or ages that one person cannot have."),
    Ground.SUFFIX.value: ("Jr with Sr", "Two of Jr, Sr, II, III and IV."),
    Ground.SEX.value: ("two sexes", "Records state two sexes."),
    Ground.BRIDGE.value: ("bridges two groups", "Two groups hold together by a single tie."),
    Ground.WEAK.value: ("weak join", "Two parts hold together by little."),
    Ground.APART.value: (
        "held apart", "They look like one, and other records or decisions hold them apart."
    ),
    Ground.UNCERTAIN.value: ("uncertain", "A little speaks against their being one."),
}  # fmt: skip
"""By ground its few words, and what it means."""
VERDICTS = {
    Verdict.SAME: "one",
    Verdict.DIFFERENT: "two",
    Verdict.UNDO: "take back",
}


def ground(name: str) -> str:
    """A ground in a few words."""
    return GROUNDS.get(name, (name, ""))[0]


def why(item: Item) -> str:
    """Why an item waits, the gravest ground first."""
    first = ground(item.grounds[0]) if item.grounds else "in doubt"
    cross = ", across agencies" if item.crosses and item.grounds[0] in ("weak", "uncertain") else ""
    more = f" +{len(item.grounds) - 1}" if len(item.grounds) > 1 else ""
    return f"{first}{cross}{more}"


def people(kind: str, count: int) -> str:
    """ "1 person", "2 people"."""
    if kind == "person":
        return f"{count:,} {'person' if count == 1 else 'people'}"
    return f"{count:,} {kind if count == 1 else kind + 's'}"


def stands(item: Item) -> str:
    """What stands now: "one person of 5 and 2 records", "two people, of 5 and 2 records"."""
    sizes = " and ".join(f"{size:,}" for size in item.sizes)
    count = people(item.kind.value, 1 if item.together else 2)
    return f"{count} now, of {sizes} records"
