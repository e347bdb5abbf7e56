"""What a person is known by: monikers, scars, marks and tattoos, and officer-safety cautions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from workbench.records.plain_text import plain, stated


@dataclass(frozen=True, slots=True)
class Moniker:
    """A street name as written and without its marks ("LIL MAN")."""

    raw: str
    normal: str


@lru_cache(maxsize=65536)
def moniker(raw: str) -> Moniker | None:
    """Read a moniker: quotation marks, apostrophes, stops and a leading "AKA" are left out."""
    text = re.sub(r"[\"'`.()]", "", stated(raw)).replace("-", " ")
    text = " ".join(re.sub(r"^(?:(?:AKA|A/K/A)\b[ :]*)+", "", " ".join(text.split())).split())
    return Moniker(raw, text) if stated(text) else None


class FeatureKind(Enum):
    """What a mark on the body is."""

    TATTOO = "tattoo"
    SCAR = "scar"
    MOLE = "mole"
    PIERCING = "piercing"
    NEEDLE_MARK = "needle-mark"
    MISSING = "missing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Feature:
    """A mark as written, its kind, its place on the body ("" if not certain), the other words."""

    raw: str
    kind: FeatureKind
    location: str
    description: str


_KINDS = {"TAT": FeatureKind.TATTOO, "TATTOO": FeatureKind.TATTOO, "TATT": FeatureKind.TATTOO}
_KINDS |= {"SC": FeatureKind.SCAR, "SCAR": FeatureKind.SCAR, "MOLE": FeatureKind.MOLE}
_KINDS |= {"PRCD": FeatureKind.PIERCING, "PIERCING": FeatureKind.PIERCING}
_KINDS |= {"PIERCED": FeatureKind.PIERCING, "NM": FeatureKind.NEEDLE_MARK}
_KINDS |= {"MISS": FeatureKind.MISSING, "MISSING": FeatureKind.MISSING}
_PART_FORMS = """ABDOMEN ABDOM;ANKLE ANKL;ARM;BACK;BREAST BRST;BUTTOCK BUTTK;CALF;CHEEK CHK;
CHEST CHST;CHIN;EAR;ELBOW ELB;EYE;EYEBROW EYEBR;FACE;FINGER FGR;FOOT;FOREARM;FOREHEAD FHD;HAND HND;
HEAD;HIP;KNEE;LEG;LIP;NECK;NOSE;SHOULDER SHLD;THIGH THGH;THUMB;TOE;WRIST WRS"""
_PARTS = {form: e.split()[0] for e in _PART_FORMS.split(";") for form in e.split()}
_SIDES = {
    "L": "LEFT",
    "LEFT": "LEFT",
    "LFT": "LEFT",
    "R": "RIGHT",
    "RIGHT": "RIGHT",
    "RGT": "RIGHT",
}
_COMBINED = {"UL": "UPPER LEFT", "UR": "UPPER RIGHT", "LL": "LOWER LEFT", "LR": "LOWER RIGHT"}


def _body_place(words: list[str]) -> tuple[str, list[str]]:
    """Take a place on the body off the front: "L ARM", "LF ARM", "UL ARM", "UPPER LEFT ARM"."""
    rest = list(words)
    side = ""
    if rest[:1] in (["LF"], ["RF"]) and rest[1:2] == ["ARM"]:
        return f"{_SIDES[rest[0][0]]} FOREARM", rest[2:]
    if rest and rest[0] in _COMBINED:
        side = _COMBINED[rest.pop(0)]
    else:
        if rest and rest[0] in ("UPPER", "LOWER"):
            side = f"{rest.pop(0)} "
        if rest and rest[0] in _SIDES:
            side += _SIDES[rest.pop(0)]
    if rest and rest[0] in _PARTS:
        return f"{side.strip()} {_PARTS[rest[0]]}".strip(), rest[1:]
    return "", words


@lru_cache(maxsize=65536)
def parse_feature(raw: str) -> Feature | None:
    """Read a mark: a kind, then its place ("TAT L ARM ROSE"), or its place at the end after ON.

    Kinds and places follow the style of NCIC's codes for scars, marks and tattoos. Text that does
    not begin with a kind is OTHER with all its words as ``description``.
    """
    words = re.sub(r"[^A-Z0-9' ]", " ", stated(raw)).split()
    if not words:
        return None
    kind = _KINDS.get(words[0], FeatureKind.OTHER)
    if kind is FeatureKind.OTHER:
        return Feature(raw, kind, "", " ".join(words))
    rest = words[1:]
    place, others = _body_place(rest[1:] if rest[:1] == ["ON"] else rest)
    if not place and rest.count("ON") == 1:
        at = rest.index("ON")
        place, left = _body_place(rest[at + 1 :])
        place, others = ("", rest) if left else (place, rest[:at])
    return Feature(raw, kind, place, " ".join(others if place else rest))


class CautionCode(Enum):
    """What an officer must know before the contact."""

    ARMED = "armed"
    VIOLENT = "violent"
    ESCAPE_RISK = "escape-risk"
    SUICIDAL = "suicidal"
    FIGHTS_OFFICERS = "fights-officers"
    MEDICAL = "medical"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Caution:
    """One caution and the whole text that states it."""

    raw: str
    code: CautionCode


_CAUTIONS = (
    (CautionCode.ARMED, re.compile(r"\bARMED\b|\bCARRIES (?:A )?(?:GUN|KNIFE|WEAPON)")),
    (CautionCode.VIOLENT, re.compile(r"\bVIOLEN(?:T|CE)\b")),
    (CautionCode.ESCAPE_RISK, re.compile(r"\bESCAPE|\bFLIGHT RISK\b")),
    (CautionCode.SUICIDAL, re.compile(r"\bSUICID")),
    (
        CautionCode.FIGHTS_OFFICERS,
        re.compile(r"\b(?:FIGHTS|ASSAULTS|ASSAULTIVE|RESISTS)\b.*\b(?:OFFICERS?|POLICE|LEO)\b"),
    ),
    (
        CautionCode.MEDICAL,
        re.compile(r"\b(?:MEDICAL|DIABETIC|EPILEP|HEMOPHIL|HEART CONDITION|MEDICATION|ALLERG)"),
    ),
)
_DENIED = re.compile(r"\b(?:NO|NOT|NON|NEVER|DENIES|UNARMED|WITHOUT)\b")


@lru_cache(maxsize=65536)
def parse_cautions(raw: str) -> tuple[Caution, ...]:
    """Read every caution in a text; () when it says nothing.

    Text that denies something ("NOT ARMED", "NO HISTORY OF VIOLENCE") or names nothing known is
    OTHER: an officer reads ``raw``.
    """
    text = stated(raw)
    if not text:
        return ()
    codes = (
        [] if _DENIED.search(text) else [c for c, words in _CAUTIONS if words.search(plain(raw))]
    )
    return tuple(Caution(raw, code) for code in codes or [CautionCode.OTHER])
