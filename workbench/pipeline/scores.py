"""The scores that a graph keeps, in memory, so that an arrival need not ask for them.

record ─► its scored pairs, on either side
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from workbench.graph.judged import Score
from workbench.resolution.component import Pair


@dataclass(slots=True)
class Scores:
    """Scores by pair and by record; only its methods change it."""

    of_pair: dict[Pair, Score] = field(default_factory=dict)
    of_record: dict[str, set[Pair]] = field(default_factory=dict)
    component_of: dict[str, int] = field(default_factory=dict)
    """Number of each record's component."""
    last: int = 0

    def regrouped(self, components: Sequence[Set[str]]) -> set[str]:
        """Note what the components are now.

        Returns:
            Records of components that were made of several, or are parts of one: any of their
            pairs may now be within one component, or between two.
        """
        before = [self._numbers(component) for component in components]
        parts = Counter(number for numbers in before for number in numbers)
        found: set[str] = set()
        for component, numbers in zip(components, before, strict=True):
            if len(numbers) == 1 and all(parts[number] == 1 for number in numbers):
                (number,) = numbers
            else:
                self.last = number = self.last + 1
                found |= component if numbers else set()
            self.component_of |= dict.fromkeys(component, number)
        return found

    def _numbers(self, component: Set[str]) -> set[int]:
        return {self.component_of[key] for key in component if key in self.component_of}

    def of(self, keys: Iterable[str]) -> set[Score]:
        """The scores in which one of these records stands."""
        pairs = {pair for key in keys for pair in self.of_record.get(key, ())}
        return {self.of_pair[pair] for pair in pairs}

    def change(self, forget: Iterable[Pair], keep: Iterable[Score]) -> None:
        """Take scores out, and then others in."""
        for pair in forget:
            if self.of_pair.pop(pair, None):
                for key in pair:
                    self.of_record[key].discard(pair)
        for score in keep:
            pair = score.left, score.right
            self.of_pair[pair] = score
            for key in pair:
                self.of_record.setdefault(key, set()).add(pair)
