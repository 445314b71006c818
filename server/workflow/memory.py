"""What was made last, kept for a while."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


@dataclass
class Memoire(Generic[Made]):
    """The last things made, since making one takes some tenths of a second; many threads may ask at once."""

    most: int = 32
    _kept: OrderedDict[Hashable, Made] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what a key names, made if it is not kept; two that ask at once may both make it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return made
