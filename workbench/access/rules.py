"""Sharing rules: what each seat is given of each audience, from a file that people can read.

owner, category, handling ── grant ──► agency, role: view, masked, pointer; else nothing
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import product

import msgspec

from workbench.access.viewer import READING_ROLES, Role, Seat
from workbench.errors import InputError
from workbench.records.agencies import AGENCY_NAMES
from workbench.records.vocabulary import Category, Handling

LONGEST = 200_000
"""Characters of a file of rules."""
ORDINARY = "ordinary"
"""What a grant calls a record without handling."""
HANDLINGS = (ORDINARY, *(handling.value for handling in Handling))
ANY, NOT, GROUP = "*", "!", "@"


class Treatment(IntEnum):
    """What a viewer is given of a record; a greater one gives more."""

    HIDDEN = 0
    POINTER = 1
    MASKED = 2
    VIEW = 3

    @property
    def word(self) -> str:
        """As the file of rules writes it."""
        return self.name.lower()


class Grant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One grant, as written."""

    why: str
    of: tuple[str, ...]
    category: tuple[str, ...]
    handling: tuple[str, ...]
    to: tuple[str, ...]
    role: tuple[str, ...]
    gives: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    owners_see_as: tuple[str, ...]
    sealed_for: tuple[str, ...]
    only_on_a_case: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = {}
    contacts: dict[str, str] = {}
    grant: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class _Agencies:
    """Agencies that a grant names, its groups opened."""

    everyone: bool
    named: frozenset[str]
    left_out: frozenset[str]

    def __contains__(self, agency: str) -> bool:
        return (self.everyone or agency in self.named) and agency not in self.left_out


@dataclass(frozen=True, slots=True)
class _Reach:
    """One grant, made ready to be asked."""

    grant: Grant
    of: _Agencies
    to: _Agencies
    gives: Treatment


@dataclass(frozen=True, slots=True)
class Rules:
    """Sharing rules, checked. Equal texts are equal rules."""

    text: str
    """The file, as it was written."""
    owners_see_as: frozenset[Role]
    sealed_for: frozenset[Role]
    only_on_a_case: frozenset[str]
    groups: Mapping[str, frozenset[str]]
    contacts: Mapping[str, str]
    grants: tuple[Grant, ...]
    by_cell: Mapping[tuple[str, str, str], tuple[_Reach, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """By category, handling and role the grants that can matter, made ready to be asked."""

    @property
    def digest(self) -> str:
        """Names this text among others."""
        return sha256(self.text.encode()).hexdigest()[:16]

    def contact(self, agency: str) -> str:
        """Whom to ask for a record of an agency."""
        return (
            self.contacts.get(agency) or f"the records unit of {AGENCY_NAMES.get(agency, agency)}"
        )

    def treatment(self, seat: Seat, audience: str) -> Treatment:
        """What a seat is given of records of ``audience`` (``agency/category/handling``)."""
        owner, category, handling = audience.split("/")
        if category in self.only_on_a_case and not seat.on_case:
            return Treatment.HIDDEN
        wanted = handling.split("+") if handling else [ORDINARY]
        return min(self._member(seat, owner, category, member) for member in wanted)

    def reasons(self, seat: Seat, audience: str) -> tuple[str, ...]:
        """Why, one sentence for each handling, in the words of the rules."""
        owner, category, handling = audience.split("/")
        if category in self.only_on_a_case and not seat.on_case:
            return (f"{category} records are read only on a case",)
        wanted = handling.split("+") if handling else [ORDINARY]
        return tuple(self._reason(seat, owner, category, member) for member in wanted)

    def _member(self, seat: Seat, owner: str, category: str, member: str) -> Treatment:
        if self._own(seat, owner, member):
            return Treatment.VIEW
        found = self._matching(seat, owner, category, member)
        return max((reach.gives for reach in found), default=Treatment.HIDDEN)

    def _reason(self, seat: Seat, owner: str, category: str, member: str) -> str:
        if self._own(seat, owner, member):
            return f"{member}: its own agency's"
        found = self._matching(seat, owner, category, member)
        best = max(found, key=lambda reach: reach.gives, default=None)
        return f"{member}: {best.grant.why} ({best.grant.gives})" if best else f"{member}: no grant"

    def _own(self, seat: Seat, owner: str, member: str) -> bool:
        roles = self.sealed_for if member == Handling.SEALED else self.owners_see_as
        return seat.agency == owner and seat.role in roles

    def _matching(self, seat: Seat, owner: str, category: str, member: str) -> list[_Reach]:
        near = self.by_cell.get((category, member, seat.role.value), ())
        return [reach for reach in near if owner in reach.of and seat.agency in reach.to]


def parse_audience(text: str) -> str:
    """An audience as people write it (``MPD/arrest/juvenile+sealed``), in its one form.

    Raises:
        InputError: it names no category or handling; the message says which there are.
    """
    parts = text.strip().split("/")
    if len(parts) not in (2, 3) or not parts[0]:
        raise InputError(
            f"{text!r} is no audience: write agency/category/handling, like MPD/arrest/juvenile"
        )
    owner, category, handling = (*parts, "")[:3]
    members = {m for m in handling.split("+") if m not in ("", ORDINARY)}
    _check_terms("category", (category,), _CATEGORIES)
    _check_terms("handling", tuple(sorted(members)), HANDLINGS) if members else None
    if ANY in {category, *members} or any(m.startswith(NOT) for m in (category, *members)):
        raise InputError(f"{text!r}: name one category, and each handling by its name")
    return f"{owner}/{category}/{'+'.join(sorted(members))}"


def parse_rules(text: str) -> Rules:
    """Read and check a file of sharing rules.

    Raises:
        InputError: it is no such file; the message says where and what to write.
    """
    if len(text) > LONGEST:
        raise InputError(f"sharing rules have at most {LONGEST:,} characters: this is another file")
    try:
        written = msgspec.convert(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"sharing rules: {error}. Write TOML, as in the rules in force") from error
    except RecursionError as error:
        raise InputError("sharing rules: too deeply nested. Write TOML, one level deep") from error
    except msgspec.ValidationError as error:
        raise InputError(f"sharing rules: {error}") from error
    for number, grant in enumerate(written.grant, 1):
        _check_grant(f"grant {number} ({grant.why[:60]!r})", grant, written.groups)
    _check_terms("only_on_a_case", written.only_on_a_case, _CATEGORIES)
    for name, members in written.groups.items():
        if any(not m or m[0] in (ANY, NOT, GROUP) for m in members):
            raise InputError(f"group {name!r}: name agencies by their codes")
    if not written.sealed_for:
        raise InputError("sealed_for: name a role, or nobody at all can see a sealed record")
    return Rules(
        text=text,
        owners_see_as=_roles("owners_see_as", written.owners_see_as),
        sealed_for=_roles("sealed_for", written.sealed_for),
        only_on_a_case=frozenset(written.only_on_a_case),
        groups={name: frozenset(members) for name, members in written.groups.items()},
        contacts=written.contacts,
        grants=written.grant,
        by_cell=_by_cell(written),
    )


@cache
def default_rules() -> Rules:
    """The rules that hold until an administrator writes others."""
    return parse_rules(files("workbench.access").joinpath("sharing.toml").read_text("utf-8"))


def seats(rules: Rules, agencies: Iterable[str] = ()) -> tuple[Seat, ...]:
    """Every seat that reads records, of the agencies that sign in and of others named."""
    codes = sorted({*AGENCY_NAMES, *agencies})
    granted = {role for grant in rules.grants for role in Role if role.value in grant.role}
    everyone = set(Role) if any(ANY in grant.role for grant in rules.grants) else set[Role]()
    roles = {*READING_ROLES, *rules.owners_see_as, *rules.sealed_for, *granted, *everyone}
    return tuple(
        Seat(code, role, on_case) for code in codes for role in sorted(roles)
        for on_case in (False, True)
    )  # fmt: skip


_CATEGORIES = tuple(category.value for category in Category)
_ROLES = tuple(role.value for role in Role)
_GIVES = {t.word: t for t in Treatment if t}


def _by_cell(written: _File) -> dict[tuple[str, str, str], tuple[_Reach, ...]]:
    ready = tuple(
        _Reach(g, _named(g.of, written.groups), _named(g.to, written.groups), _GIVES[g.gives])
        for g in written.grant
    )
    return {
        (category, member, role): tuple(
            reach
            for reach in ready
            if _names_plainly(reach.grant.category, category)
            and _names_plainly(reach.grant.handling, member)
            and _names_plainly(reach.grant.role, role)
        )
        for category, member, role in product(_CATEGORIES, HANDLINGS, _ROLES)
    }


def opened(term: str, groups: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The agencies that a term names, included or left out; none for everyone."""
    bare = term.removeprefix(NOT)
    if bare == ANY:
        return frozenset()
    return frozenset(groups[bare[1:]]) if bare.startswith(GROUP) else frozenset((bare,))


def _named(terms: tuple[str, ...], groups: Mapping[str, tuple[str, ...]]) -> _Agencies:
    def all_of(those: Iterable[str]) -> frozenset[str]:
        return frozenset(code for term in those for code in opened(term, groups))

    left_out = [term for term in terms if term.startswith(NOT)]
    out, into = all_of(left_out), all_of(term for term in terms if not term.startswith(NOT))
    if NOT + ANY in left_out:
        return _Agencies(False, frozenset(), frozenset())
    return _Agencies(ANY in terms, into, out)


def _names_plainly(terms: tuple[str, ...], value: str) -> bool:
    return (value in terms or ANY in terms) and NOT + value not in terms


def _check_grant(where: str, grant: Grant, groups: Mapping[str, tuple[str, ...]]) -> None:
    if not grant.why.strip():
        raise InputError(f"{where}: say why, in a sentence that viewers can be told")
    _check_terms(f"{where}, category", grant.category, _CATEGORIES)
    _check_terms(f"{where}, handling", grant.handling, HANDLINGS)
    _check_terms(f"{where}, role", grant.role, _ROLES)
    if grant.gives not in _GIVES:
        raise InputError(f"{where}: gives {grant.gives!r}: write one of {', '.join(_GIVES)}")
    for name, terms in (("of", grant.of), ("to", grant.to)):
        if not terms:
            raise InputError(f"{where}: {name} names nobody: name agencies, groups or {ANY!r}")
        for term in terms:
            bare = term.removeprefix(NOT)
            if bare.startswith(GROUP) and bare[1:] not in groups:
                raise InputError(f"{where}: there is no group {bare[1:]!r}: write it in [groups]")
            if not bare or "/" in bare:
                raise InputError(f"{where}: {name} names {term!r}, which is no agency")
    for code in {one for term in grant.to for one in opened(term, groups)} - AGENCY_NAMES.keys():
        raise InputError(
            f"{where}: to names {code!r}, which does not sign in: write one of "
            f"{', '.join(AGENCY_NAMES)}"
        )
    seals = _names_plainly(grant.handling, Handling.SEALED.value)
    if seals and (ANY in grant.role or ANY in grant.handling):
        raise InputError(
            f"{where}: sealed records are for named roles only: name handling and roles"
        )


def _check_terms(where: str, terms: tuple[str, ...], known: tuple[str, ...]) -> None:
    if not terms and where != "only_on_a_case":
        raise InputError(f"{where} names nothing: write some of {', '.join(known)}, or {ANY!r}")
    for term in terms:
        if term != ANY and term.removeprefix(NOT) not in known:
            raise InputError(f"{where}: {term!r} is not one of {', '.join(known)}")


def _roles(where: str, written: tuple[str, ...]) -> frozenset[Role]:
    _check_terms(where, written, _ROLES) if written else None
    if any(term not in _ROLES for term in written):
        raise InputError(f"{where}: name roles one by one, of {', '.join(_ROLES)}")
    return frozenset(map(Role, written))
