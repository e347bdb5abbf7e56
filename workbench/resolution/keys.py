"""The blocking keys of persons: what two records must share to be compared at all.

Each true pair should survive a mistake in any one field, so every field is left out by some keys.
Phonetic columns end in ``_sound``, first letters in ``_letter``; ``day`` is month and day of birth.
"""

from __future__ import annotations

from workbench.resolution.blocking import Key

PERSON_KEYS: tuple[Key, ...] = (
    ("fbi",),
    ("state_id",),
    ("license",),
    ("ssn",),
    ("phones",),
    ("known_as",),
    ("monikers", "surname_letter"),
    ("birth", "surname_sound"),
    ("birth", "given_sound"),
    ("birth", "number"),
    ("birth", "postal"),
    ("birth", "birth_place"),
    ("surname", "given_letter"),
    ("surname_sound", "given_letter", "born"),
    ("surname_sound", "given_sound"),
    ("surname_sound", "given_letter", "year"),
    ("surname", "number"),
    ("given", "number"),
    ("address",),
    ("postal",),
    ("surname", "postal"),
    ("given", "postal"),
    ("surname", "birth_place"),
    ("given", "birth_place"),
    ("year", "birth_place"),
    ("surname", "day"),
    ("given", "day"),
    ("given", "year", "postal"),
    ("occupation", "birth_place"),
)
