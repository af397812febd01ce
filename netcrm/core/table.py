"""A mapping that may read itself on demand: single entries at once, everything when somebody walks it all."""

from abc import abstractmethod
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import Generic, TypeVar

Value = TypeVar("Value")

_MOST_OVER = 1000


class Table(Mapping[str, Value], Generic[Value]):
    """An immutable mapping by id that can find single entries without reading the others."""

    @abstractmethod
    def in_full(self) -> Mapping[str, Value]:
        """Return all entries as a mapping that is fast to walk; not to be changed."""

    def __iter__(self) -> Iterator[str]:
        return iter(self.in_full())

    def items(self) -> ItemsView[str, Value]:
        """Return all entries by id."""
        return self.in_full().items()

    def values(self) -> ValuesView[Value]:
        """Return all entries."""
        return self.in_full().values()


class Layered(Table[Value]):
    """What BASE holds, after the entries in OVER took the place of those of their ids; None is no entry."""

    def __init__(self, base: Mapping[str, Value], over: Mapping[str, Value | None]) -> None:
        self._base = base
        self._over = over
        self._all: Mapping[str, Value] | None = None

    def after(self, changes: Mapping[str, Value | None]) -> Mapping[str, Value]:
        """Return the same with more CHANGES over it."""
        over = {**self._over, **changes}
        made = Layered(self._base, over)
        return made if len(over) <= _MOST_OVER else made.in_full()

    def __getitem__(self, id: str) -> Value:
        found = self._over[id] if id in self._over else self._base.get(id)
        if found is None:
            raise KeyError(id)
        return found

    def __len__(self) -> int:
        return len(self.in_full())

    def in_full(self) -> Mapping[str, Value]:
        """Return all entries, those of the base first."""
        if self._all is None:
            whole = dict(in_full(self._base))
            for id, value in self._over.items():
                if value is None:
                    whole.pop(id, None)
                else:
                    whole[id] = value
            self._all = whole
        return self._all


def layered(base: Mapping[str, Value], changes: Mapping[str, Value | None]) -> Mapping[str, Value]:
    """Return what BASE holds after CHANGES, without copying it."""
    return base.after(changes) if isinstance(base, Layered) else Layered(base, changes)


def in_full(mapping: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return a mapping with the entries of MAPPING that is fast to walk."""
    return mapping.in_full() if isinstance(mapping, Table) else mapping
