"""Which kinds of record and reference each type of link runs between."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.records.vocabulary import Kind, LinkType, ReferenceKind

_PARTY = frozenset({Kind.PERSON, Kind.ORGANIZATION})
_INCIDENT = frozenset({Kind.INCIDENT})
_VEHICLE = frozenset({Kind.VEHICLE})
_LOCATION = frozenset({Kind.LOCATION})
_ITEM = frozenset({Kind.ITEM})
_PERSON = frozenset({Kind.PERSON})
_CALL = frozenset({Kind.TELEPHONE_CALL})
_PHONE = frozenset({ReferenceKind.PHONE})
Ends = frozenset[Kind] | frozenset[ReferenceKind]
ENDS: Mapping[LinkType, tuple[frozenset[Kind], Ends]] = {
    LinkType.SUBJECT_OF: (_PARTY, _INCIDENT),
    LinkType.ARRESTED_IN: (_PERSON, _INCIDENT),
    LinkType.VICTIM_OF: (_PARTY, _INCIDENT),
    LinkType.WITNESS_OF: (_PARTY, _INCIDENT),
    LinkType.CONTACTED_IN: (_PERSON, _INCIDENT),
    LinkType.REPORTED: (_PARTY, _INCIDENT),
    LinkType.OCCURRED_AT: (_INCIDENT, _LOCATION),
    LinkType.INVESTIGATED_BY: (_INCIDENT, frozenset({ReferenceKind.OFFICER})),
    LinkType.PART_OF: (_INCIDENT, _INCIDENT),
    LinkType.INVOLVED_IN: (_VEHICLE | _ITEM, _INCIDENT),
    LinkType.LIVES_AT: (_PARTY, _LOCATION),
    LinkType.OWNS: (_PARTY, _VEHICLE),
    LinkType.DRIVES: (_PERSON, _VEHICLE),
    LinkType.POSSESSED: (_PARTY, _ITEM),
    LinkType.IN: (_LOCATION, frozenset({ReferenceKind.AREA})),
    LinkType.ASSOCIATED_WITH: (_PARTY, _PARTY),
    LinkType.USES: (_PARTY, frozenset({ReferenceKind.PHONE, ReferenceKind.EMAIL})),
    LinkType.SEEN_AT: (frozenset({Kind.PLATE_READ}), _LOCATION),
    LinkType.CHARGED_WITH: (_PARTY, frozenset({Kind.CHARGE})),
    LinkType.CHARGED_IN: (frozenset({Kind.CHARGE}), _INCIDENT),
    LinkType.COMMITTED_IN: (frozenset({Kind.OFFENSE}), _INCIDENT),
    LinkType.DISPOSES_OF: (frozenset({Kind.DISPOSITION}), frozenset({Kind.CHARGE})),
    LinkType.NARRATES: (frozenset({Kind.NARRATIVE}), _INCIDENT),
    LinkType.CALLED_FROM: (_CALL, _PHONE),
    LinkType.CALLED_TO: (_CALL, _PHONE),
}
"""Which kinds a link may start from and end at."""
