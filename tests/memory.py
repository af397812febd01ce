"""A network kept in memory, for tests of the domain and the screens that need no files."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import NoReturn

from netcrm.core.changes.choosing import Written
from netcrm.core.errors import CannotBeDoneError, StoreError
from netcrm.core.interaction import Interaction
from netcrm.core.ledger import Ledger
from netcrm.core.network import LogTable, Network
from netcrm.core.profile import Mode, profile_of
from netcrm.core.record import Change, Op, Record, item_key
from netcrm.core.references import resolved
from netcrm.core.rules import Rules

Tables = tuple[dict[str, dict[str, Record]], dict[tuple[str, str], Record], dict[str, str]]


class MemoryLog(dict[str, Record], LogTable):
    """The table of interactions as a plain dictionary."""

    def newest(self, most: int) -> Sequence[Record]:
        """Return the newest entries first."""
        ordered = sorted(
            self.values(), key=lambda r: (str(r.fields.get("date")), r.origin), reverse=True
        )
        return ordered[:most]

    def naming(self, ids: Collection[str]) -> list[Record]:
        """Return the entries in which any of IDS stands."""
        return [r for r in self.values() if not {*ids}.isdisjoint(Interaction(r).contacts)]

    def in_full(self) -> "MemoryLog":
        """Return itself."""
        return self


class Undone:
    """What an undo or redo did; nobody else writes here, so nothing is ever kept."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.kept: tuple[str, ...] = ()


@dataclass
class Stranger:
    """Another network in the same folder."""

    store: str
    people: int


MORE = (
    "acquaintances",
    "relations",
    "organisations",
    "introductions",
    "opportunities",
    "profile",
)


class Memory:
    """Applies changes as one writer would see them; undo goes back to the snapshot before.

    It keeps a network for the app as the store does; with `failing` set, nothing can be written.
    """

    def __init__(self, today: date, rules: Rules | None = None) -> None:
        self.today = today
        self.rules = rules or Rules()
        self._ids = count(1)
        self._lines = count(1)
        self.tables: dict[str, dict[str, Record]] = {
            "contacts": {},
            "interactions": MemoryLog(),
            "follow_ups": {},
            "drafts": {},
            **{table: {} for table in MORE},
        }
        self.deleted: dict[tuple[str, str], Record] = {}
        self.heads: dict[str, str] = {}
        self.told: dict[str, Written] = {}
        self.done: list[Change] = []
        self.others: list[Stranger] = []
        self.joined: list[str] = []
        self.failing = ""
        self.closed = False
        self._behind: list[tuple[Change, Tables]] = []
        self._ahead: list[tuple[Change, Tables]] = []
        self._news = False
        self.network = self._snapshot()

    def new_id(self) -> str:
        """Return the next id: 1, 2, 3 …"""
        return str(next(self._ids))

    def write(self, change: Change) -> Network:
        """Apply CHANGE and return the next snapshot; raises StoreError where it is told to fail."""
        if self.failing:
            raise StoreError(self.failing)
        self._behind.append((change, self._tables()))
        self._ahead.clear()
        line = f"{next(self._lines):020d}"
        for index, op in enumerate(change.ops):
            self._apply(op, f"{line}.{index}")
        self.done.append(change)
        self.network = self._snapshot()
        return self.network

    def write_elsewhere(self, change: Change) -> None:
        """Apply CHANGE as another process would: the network shows it after the next poll."""
        seen = self.network
        self.write(change)
        self.network = seen
        self._news = True

    def go_by(self, rules: Rules) -> None:
        """Show the network by other rules from now on."""
        self.rules = rules
        self.network = self._snapshot()

    def poll(self, today: date) -> bool:
        """Take in what was written elsewhere, and the day; return whether there is a new snapshot."""
        if not self._news and today == self.today:
            return False
        self._news = False
        self.today = today
        self.network = self._snapshot()
        return True

    @property
    def can_undo(self) -> str | None:
        """The words of the change that undo takes back."""
        return self._behind[-1][0].what if self._behind else None

    @property
    def can_redo(self) -> str | None:
        """The words of the change that redo does again."""
        return self._ahead[-1][0].what if self._ahead else None

    def undo(self) -> Undone:
        """Go back to the snapshot before the last change."""
        return self._step(self._behind, self._ahead)

    def redo(self) -> Undone:
        """Go forward again."""
        return self._step(self._ahead, self._behind)

    def _step(
        self, taken: list[tuple[Change, "Tables"]], given: list[tuple[Change, "Tables"]]
    ) -> Undone:
        if not taken:
            raise CannotBeDoneError("there is nothing to undo")
        change, tables = taken.pop()
        given.append((change, self._tables()))
        kept, self.deleted, self.heads = tables
        self.tables = {name: type(records)(records) for name, records in kept.items()}
        self.network = self._snapshot()
        return Undone(change.what)

    def strangers(self) -> list[Stranger]:
        """Return the other networks that a test has put there."""
        return [*self.others]

    def join(self, store: str) -> int:
        """Take another network in."""
        if self.failing:
            raise StoreError(self.failing)
        self.others = [other for other in self.others if other.store != store]
        self.joined.append(store)
        return 1

    def written(self, lines: Iterable[str]) -> dict[str, Written]:
        """Return when and where lines were written, as far as a test has said so."""
        return {line: self.told[line] for line in lines if line in self.told}

    def checkpoint(self) -> None:
        """Do nothing: there are no files."""

    def back_up(self, why: str) -> NoReturn:
        """Refuse: there is nothing on a disk."""
        raise CannotBeDoneError("there are no files")

    def back_up_daily(self) -> None:
        """Do nothing: there are no files."""

    def backups_made(self) -> list[NoReturn]:
        """Return none."""
        return []

    def plan_restore(self, name: str) -> NoReturn:
        """Refuse: there is nothing to go back to."""
        raise CannotBeDoneError(name)

    def close(self, *, with_files: bool = False) -> None:
        """Remember that the keeper was let go."""
        self.closed = True

    def _tables(self) -> "Tables":
        kept = {name: type(records)(records) for name, records in self.tables.items()}
        return kept, dict(self.deleted), dict(self.heads)

    def write_all(self, changes: Iterable[Change]) -> Network:
        """Apply each of CHANGES."""
        for change in changes:
            self.write(change)
        return self.network

    def do(self, action: Callable[[Network], Change]) -> Network:
        """Apply what ACTION makes of the network as it is now."""
        return self.write(action(self.network))

    def _snapshot(self) -> Network:
        log = MemoryLog(self._resolved("interactions"))
        return Network(
            contacts=dict(self.tables["contacts"]),
            interactions=log,
            follow_ups=self._resolved("follow_ups"),
            drafts=dict(self.tables["drafts"]),
            more={table: self._resolved(table) for table in MORE},
            deleted=dict(self.deleted),
            ledger=Ledger.build(log.values(), self.today),
            rules=self._rules_now(),
            new_id=self.new_id,
            heads=dict(self.heads),
        )

    def _rules_now(self) -> Rules:
        """Return the rules in the mode that was chosen, as the store does."""
        mode = profile_of(self.tables["profile"]).mode
        return replace(self.rules, job_search=mode is Mode.JOB_SEARCH) if mode else self.rules

    def _resolved(self, table: str) -> dict[str, Record]:
        return {id: resolved(record, self.heads) for id, record in self.tables[table].items()}

    def _apply(self, op: Op, write: str) -> None:
        kind, table, id, *rest = op
        records = self.tables[str(table)]
        id = str(id)
        if kind == "new":
            records[id] = Record(str(table), id, dict(rest[0]), write)
        elif kind == "gone":
            old = records.pop(id)
            self.deleted[str(table), id] = Record(
                old.table,
                id,
                old.fields,
                old.origin,
                puts=old.puts,
                items=old.items,
                gone_by=[write],
            )
        elif kind == "alias":
            del records[id]
            into = str(rest[0])
            self.heads = {other: into if head == id else head for other, head in self.heads.items()}
            self.heads[id] = into
        elif kind == "purge":
            records.pop(id, None)
            self.deleted.pop((str(table), id), None)
        elif kind == "back":
            records[id] = self.deleted.pop((str(table), id))
        else:
            old = records[id]
            field = str(rest[0])
            fields = dict(old.fields)
            puts = dict(old.puts)
            items = {name: dict(keys) for name, keys in old.items.items()}
            if kind == "put":
                fields[field] = rest[1]
                puts[field] = [write]
            else:
                now = list(fields.get(field) or [])
                if kind == "add":
                    now = [*now, rest[1]] if rest[1] not in now else now
                    items.setdefault(field, {})[item_key(rest[1])] = [write]
                else:
                    now = [item for item in now if item != rest[1]]
                    items.get(field, {}).pop(item_key(rest[1]), None)
                fields[field] = now
            records[id] = Record(str(table), id, fields, old.origin, puts=puts, items=items)
