"""What the demo's network knows beyond itself: second-degree people, ties, introductions, opportunities.

Asks no clock and writes nothing: operations, as of the day it is shown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from netcrm.core import (
    acquaintance,
    follow_up,
    introduction,
    opportunity,
    organisation,
    profile,
    relation,
)
from netcrm.core.record import JSON, Op, new
from netcrm.demo.people import lines_of, read

_ORGANISATIONS = {
    "Novo Nordisk": ["Novo"],
    "Vestas": ["Vestas Wind Systems"],
    "DTU": ["Danmarks Tekniske Universitet"],
}
_PROFILE: dict[str, JSON] = {
    "conversations": 5,
    "new_people": 2,
    "workplaces": ["Nokia", "Fjordbank"],
    "discovered": [
        *("family", "relatives", "in-laws", "friends", "school", "studies"),
        *("colleagues", "workplaces", "job:nokia"),
    ],
}

Said = Mapping[str, Sequence[str]]


class Doors:
    """Makes the operations; IDS gives the ids of the contacts by each of their names."""

    def __init__(self, today: date, ids: Mapping[str, str], new_id: Callable[[], str]) -> None:
        self._today = today
        self._ids = dict(ids)
        self._new_id = new_id

    def ops(self) -> list[Op]:
        """Return all of it."""
        return [*self._second(), *self._ties(), *self._doors(), *self._yours()]

    def _second(self) -> Iterator[Op]:
        """Yield those known only through others, and how."""
        for name, said in read(lines_of("second.txt")):
            id = self._ids[name] = self._new_id()
            added = self._ago(said["added"][0])
            fields: dict[str, JSON] = {
                key: said[key][0] for key in ("org", "title", "note") if key in said
            }
            yield new(acquaintance.TABLE, id, {"name": name, **fields, "added": added})
            for known in said["of"]:
                person, _colon, how = known.partition(": ")
                yield self._relation(person, name, how, added)

    def _ties(self) -> Iterator[Op]:
        """Yield which contacts know each other."""
        for line in lines_of("ties.txt"):
            person, other, how, days = line.split("; ")
            yield self._relation(person, other, how, self._ago(days))

    def _relation(self, person: str, other: str, how: str, added: str) -> Op:
        fields: dict[str, JSON] = {
            "person": self._ids[person],
            "other": self._ids[other],
            "how": how,
            "added": added,
        }
        return new(relation.TABLE, self._new_id(), fields)

    def _doors(self) -> Iterator[Op]:
        """Yield the opportunities, and the introductions that may lead to them."""
        opportunities: dict[str, str] = {}
        for name, said in read(lines_of("doors.txt")):
            id = self._new_id()
            if "opportunity" in said and said["opportunity"][0] == "":
                opportunities[name] = id
                texts = ("org", "role", "source", "link", "note", "next")
                fields = self._fields(said, texts, ("via",), opportunity.Stage)
                yield new(opportunity.TABLE, id, fields)
                yield from self._steps(said, "opportunity", id)
            else:
                fields = self._fields(said, ("about",), ("connector", "to"), introduction.Stage)
                if of := said.get("opportunity"):
                    fields["opportunity"] = opportunities[of[0]]
                yield new(introduction.TABLE, id, fields)
                yield from self._steps(said, "introduction", id)

    def _steps(self, said: Said, field: str, id: str) -> Iterator[Op]:
        """Yield what comes next of an introduction or an opportunity, as a follow-up."""
        for step in said.get("step", ()):
            contact, days, text = step.split(": ", 2)
            fields: dict[str, JSON] = {
                "text": text,
                "due": (self._today + timedelta(int(days))).isoformat(),
                "contact": self._ids[contact],
                field: id,
            }
            yield new(follow_up.TABLE, self._new_id(), fields)

    def _fields(
        self,
        said: Said,
        texts: Sequence[str],
        people: Sequence[str],
        stages: type[opportunity.Stage] | type[introduction.Stage],
    ) -> dict[str, JSON]:
        fields: dict[str, JSON] = {key: said[key][0] for key in texts if key in said}
        fields.update({key: self._ids[said[key][0]] for key in people if key in said})
        days = {stage.value: said[stage.value][0] for stage in stages if stage.value in said}
        fields.update({stage: self._ago(ago) for stage, ago in days.items()})
        fields["added"] = self._ago(max(days.values(), key=int))
        return fields

    def _yours(self) -> Iterator[Op]:
        """Yield what else organisations are called, and what is said of you."""
        for name, others in _ORGANISATIONS.items():
            fields: dict[str, JSON] = {"name": name, "aliases": [*others]}
            yield new(organisation.TABLE, self._new_id(), fields)
        yield new(profile.TABLE, profile.ID, _PROFILE)

    def _ago(self, days: str) -> str:
        return (self._today - timedelta(int(days))).isoformat()
