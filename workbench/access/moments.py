"""Moments as the operations database keeps them: whole hundredths of a second, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HUNDREDTH = timedelta(milliseconds=10)
Moment = sa.BigInteger
"""The type of a column of them."""


def kept(at: datetime) -> int:
    """Hundredths of a second since 1970."""
    return (at - EPOCH) // HUNDREDTH


def moment(at: int) -> datetime:
    """The moment, in UTC."""
    return EPOCH + at * HUNDREDTH


def shown(at: int) -> str:
    """ISO 8601 in UTC to the hundredth: ``2026-11-26T10:53:18.42Z``."""
    return f"{moment(at):%Y-%m-%dT%H:%M:%S}.{at % 100:02}Z"
