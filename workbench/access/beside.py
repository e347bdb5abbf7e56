"""Reads of one answer at the same time, where none needs what another finds."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, overload

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


@overload
def beside(one: Callable[[], A], other: Callable[[], B], /) -> tuple[A, B]: ...
@overload
def beside(
    one: Callable[[], A], other: Callable[[], B], third: Callable[[], C], /
) -> tuple[A, B, C]: ...
def beside(*reads: Callable[[], Any]) -> tuple[Any, ...]:
    """What the reads find, in their order, when all have ended.

    Inside an answer (``reads.answers``), so that what they read is noted together with it.

    Raises:
        WorkbenchError: the first read's that failed.
    """
    with ThreadPoolExecutor(len(reads), thread_name_prefix="beside") as pool:
        found = [pool.submit(read) for read in reads]
        return tuple(one.result() for one in found)
