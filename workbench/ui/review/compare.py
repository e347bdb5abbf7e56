"""Two records side by side, marked to the character, and the waterfall of their weight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.explore.parts import odds
from workbench.explore.words import many, record_key
from workbench.review.evidence import Compared, Told, Waterfall
from workbench.review.marking import Run
from workbench.ui.text import agencies, details, html

FULL = 12.0
"""Bits that fill half of the waterfall's width."""


def sides_table(one: Told, other: Told, fields: Sequence[Compared]) -> str:
    """The records' fields in two columns; what differs is marked."""
    heads = "".join(f'<th scope="col">{_head(record)}</th>' for record in (one, other))
    body = "".join(
        f'<tr class="{"wb-differs" if field.differs else ""}">'
        f'<th scope="row">{html(field.name)}</th>'
        f"<td>{_marked(field.left, field.differs)}</td>"
        f"<td>{_marked(field.right, field.differs)}</td></tr>"
        for field in fields
    )
    return (
        '<table class="wb wb-compare" aria-label="The two records side by side"><thead><tr>'
        f"<td></td>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def also_table(side: str, rows: Iterable[tuple[str, Sequence[object]]]) -> str:
    """What the other records of a side say, that the one shown does not."""
    lines = [f"{name}: {', '.join(map(str, values))}" for name, values in rows]
    if not lines:
        return ""
    told = details(f"{side}'s other records also say", lines)
    return f'<div class="wb-line wb-quiet">{told}</div>'


def waterfall_table(found: Waterfall) -> str:
    """One bar a comparison, each from where the one before it ended; they add up to the weight."""
    rows = []
    at = 0.0
    for bar in found.bars:
        rows.append(_bar(bar.words, bar.bits, at, bar.meaning, bar.frequency))
        at += bar.bits
    total = f"total {found.bits:+.1f}"
    return (
        '<div class="wb-falls" role="table" aria-label="Why they weigh what they weigh">'
        + "".join(rows)
        + f'<div class="wb-total" role="row"><span role="cell">{html(total)}</span>'
        f'<span role="cell">{html(odds(found.bits))}</span></div></div>'
    )


def _bar(words: str, bits: float, at: float, meaning: str, frequency: str) -> str:
    start, end = sorted((_clip(at), _clip(at + bits)))
    left, width = 50 + 50 * start / FULL, max(0.8, 50 * (end - start) / FULL)
    sort = "wb-for" if bits >= 0 else "wb-against"
    more = "".join(
        f'<div class="wb-meaning">{html(text)}</div>' for text in (frequency, meaning) if text
    )
    said = f"<summary>{html(words)}</summary>{more}" if more else html(words)
    name = f"<details>{said}</details>" if more else said
    return (
        f'<div class="wb-fall" role="row"><span class="wb-name" role="cell">{name}</span>'
        f'<span class="wb-bits" role="cell">{bits:+.1f}</span>'
        f'<span class="wb-track" role="cell" aria-hidden="true"><i class="{sort}" '
        f'style="left:{left:.1f}%;width:{width:.1f}%"></i></span></div>'
    )


def _clip(bits: float) -> float:
    return max(-FULL, min(FULL, bits))


def _head(one: Told) -> str:
    named = f"{one.agency} {one.category.replace('-', ' ')}"
    handling = f" · {', '.join(one.handling)}" if one.handling else ""
    revised = f" · revision {one.revision}" if one.revision > 1 else ""
    return (
        f"{html(named)}<div class='wb-from'>{html(record_key(one.key))}{html(handling)}"
        f"{html(revised)}<br>{html(one.observed or 'not dated')} · {html(one.file)} line "
        f"{one.line:,}</div>"
    )


def _marked(runs: Sequence[Run], differs: bool) -> str:
    if not runs:
        return '<span class="wb-quiet">–</span>'
    if not differs:
        return "".join(html(run.text) for run in runs)
    return "".join(
        html(run.text) if run.shared else f"<mark>{html(run.text)}</mark>" for run in runs
    )


def groups_picture(
    before: Sequence[Sequence[Told]], after: Sequence[Sequence[Told]], kind: str
) -> str:
    """The groups that change, as they are and as they would be."""
    return (
        '<div class="wb-change" role="img" aria-label="'
        f'{len(before)} before, {len(after)} after">'
        f'<div class="wb-groups">{"".join(_group(one, kind) for one in before)}</div>'
        '<div class="wb-arrow">→</div>'
        f'<div class="wb-groups">{"".join(_group(one, kind) for one in after)}</div></div>'
    )


def _group(records: Sequence[Told], kind: str) -> str:
    names = list(dict.fromkeys(_name(one) for one in records))
    held = sorted({one.agency for one in records})
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return (
        f'<div class="wb-group wb-{html(kind)}"><b>{html(names[0])}{more}</b>'
        f"<span>{many(len(records), 'record')} · {html(agencies(held, 4))}</span></div>"
    )


def _name(one: Told) -> str:
    said = one.said
    for field in ("name_normal", "plate_plate", "vin_vin", "address_normal", "number_normal",
                  "serial_serial"):  # fmt: skip
        if said.get(field):
            return str(said[field])
    return record_key(one.key)
