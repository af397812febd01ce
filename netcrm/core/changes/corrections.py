"""Correct an entry of the outreach log: what its line says otherwise now is done, what it still says stays."""

from datetime import date

from netcrm.core.capture import Capture, Promise, capture
from netcrm.core.changes.circles import give
from netcrm.core.changes.log import (
    FOLLOW_UPS,
    Logged,
    Who,
    entry_fields,
    label,
    promise_fields,
    wake,
)
from netcrm.core.circle import Circle
from netcrm.core.follow_up import FollowUp
from netcrm.core.i18n import _
from netcrm.core.interaction import Interaction
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, Record, new

Said = tuple[str, Record | None]
"""The words of a promise as typed, its day among them, and its follow-up where that can be told."""


class Correction:
    """The correction of one entry, begun when NETWORK was on the screen.

    What others write to the entry or its promises since is not written over.
    """

    def __init__(self, network: Network, id: str) -> None:
        """Look at the entry of this id; raises KeyError where there is none."""
        self._network = network
        self._before = Interaction(network.interactions[id])
        was = capture(self._before.text, today=self._before.date, directory=network.directory)
        records = [r for r in network.follow_ups.values() if r.fields.get("interaction") == id]
        self._said = _linked(was, sorted(records, key=_in_order))
        self._circle = was.circle

    def settled(self, line: Capture) -> Capture:
        """Return LINE as it says what `written` writes, for a preview.

        A promise whose words are as they were keeps its day, or stays dropped; a circle that was
        given is not given again.
        """
        circle, known = self._given(line)
        if known.issuperset(person.id for person in line.people) and not line.new:
            circle = None
        kept, _dropped = self._promises(line)
        return line.giving(tuple(promise for promise, _record in kept), circle)

    def written(
        self,
        line: Capture,
        today: date,
        *,
        now: Network | None = None,
        instead_of: Record | None = None,
    ) -> Logged:
        """Return the change that makes the entry say what a resolved capture says, with its promises.

        NOW knows the people of the line, also those added since the correction began; INSTEAD_OF is
        the draft it came from.
        """
        before, now = self._before, now or self._network
        who = Who(line, today=today, new_id=self._network.new_id, network=lambda: now)
        entry = entry_fields(line, who.ids, who.via)
        ops = [*who.ops, *before.record.become(entry)]
        kept, dropped = self._promises(line)
        promised: list[tuple[str, dict[str, JSON]]] = []
        for promise, record in kept:
            fields = promise_fields(promise.text, promise.due, who.ids, before.id)
            if record is None:
                promised.append((self._network.new_id(), fields))
                ops.append(new(FOLLOW_UPS, *promised[-1]))
            else:
                promised.append((record.id, {**record.fields, **fields}))
                ops += record.become({"due": fields["due"], "contact": fields["contact"]})
        ops += [record.gone() for record in dropped if not record.fields.get("done")]
        ops += self._people(line, today, now)
        if instead_of is not None:
            ops.append(instead_of.gone())
        what = _("corrected: {entry}").format(entry=label(line, who.names, who.knows))
        return Logged(Change(what, ops), before.id, entry, tuple(promised), who)

    def _people(self, line: Capture, today: date, now: Network) -> list[Op]:
        """Return what a line does to the people it names that its entry had not done to them."""
        ops: list[Op] = []
        circle, known = self._given(line)
        for person in line.people:
            if circle and person.id not in known:
                ops += give(now.contact(person.id), [circle], today)
            was_touched = self._before.weight > 0 and person.id in self._before.contacts
            if line.weight > 0 and not was_touched:
                ops += wake(person)
        return ops

    def _given(self, line: Capture) -> tuple[Circle | None, set[str]]:
        """Return the circle that a line gives, and the ids of those to whom its entry gave it before."""
        same = line.circle is not None and line.circle is self._circle
        return line.circle, {*self._before.contacts} if same else set()

    def _promises(self, line: Capture) -> tuple[list[tuple[Promise, Record | None]], list[Record]]:
        """Return what a line promises, each with its follow-up (None for a new one), and what it drops.

        A promise goes on where its words are as they were; else where its text is, with another day.
        """
        left = [*self._said]
        found: list[tuple[Promise, Record | None]] = []
        changed: list[int] = []
        for words, promise in _promises_of(line):
            said = next((one for one in left if one[0] == words), None)
            if said is None:
                changed.append(len(found))
                found.append((promise, None))
                continue
            left.remove(said)
            if said[1] is not None:
                found.append((Promise(promise.text, FollowUp(said[1]).due), said[1]))
        for place in changed:
            promise = found[place][0]
            again = next((o for o in left if o[1] and FollowUp(o[1]).text == promise.text), None)
            if again is not None:
                left.remove(again)
                found[place] = promise, again[1]
        return found, [record for _words, record in left if record]


def _promises_of(line: Capture) -> list[tuple[str, Promise]]:
    """Return the promises of a line, each after its words as typed."""
    spans = [span for span in line.spans if span.kind == "promise"]
    words = [" ".join(line.text[span.start + 1 : span.end].split()) for span in spans]
    return [*zip(words, line.promises, strict=True)]


def _in_order(record: Record) -> tuple[str, int, str]:
    """Return the key that puts records in the order in which they were made."""
    line, _dot, index = record.origin.partition(".")
    return line, len(index), index


def _linked(line: Capture, records: list[Record]) -> list[Said]:
    """Return the promises of a line with their follow-ups; none for one that was dropped or reworded.

    A follow-up has the text of its promise, else (where a day was read otherwise then, or the end was
    cut off since) the beginning of it.
    """
    promises = _promises_of(line)
    found: dict[int, Record] = {}
    for place, (_words, promise) in enumerate(promises):
        record = next((r for r in records if FollowUp(r).text == promise.text), None)
        if record is not None:
            found[place] = record
            records.remove(record)
    for place, (words, _promise) in enumerate(promises):
        bare = words.strip('"“”„»«')
        fits = [r for r in records if (text := FollowUp(r).text) and bare.startswith(text)]
        record = max(fits, key=lambda r: len(FollowUp(r).text), default=None)
        if record is not None and place not in found:
            found[place] = record
            records.remove(record)
    return [(words, found.get(place)) for place, (words, _promise) in enumerate(promises)]
