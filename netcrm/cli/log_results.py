"""What became of the lines of `netcrm log`: in words, as JSON, as a draft. Loads nothing that it does not need."""

import sys
from collections.abc import Callable
from datetime import date

from netcrm.cli.output import complain, tell, warn
from netcrm.core.capture import Capture
from netcrm.core.changes.log import Logged
from netcrm.core.errors import BadInputError, NetcrmError
from netcrm.core.i18n import _
from netcrm.core.record import JSON, Change


class Result:
    """What became of one line: an entry, a draft, or (on a dry run) neither; and what was odd about it."""

    __slots__ = ("document", "error", "message", "notes", "taken_back_by")

    def __init__(
        self,
        document: dict[str, JSON],
        notes: tuple[str, ...],
        *,
        message: str = "",
        taken_back_by: str = "",
        error: NetcrmError | None = None,
    ) -> None:
        self.document = document
        self.notes = notes
        self.message = message
        self.taken_back_by = taken_back_by
        self.error = error

    def report(self) -> int:
        """Say what became of the line and return the exit code."""
        for note in self.notes:
            warn(note)
        if self.error is None:
            tell(self.message)
            if self.taken_back_by:
                tell(self.taken_back_by)
            return 0
        complain(self.error)
        return self.error.exit_code


def unresolved(
    taken: Capture,
    *,
    today: date,
    new_id: Callable[[], str],
    write: Callable[[Change], object] | None,
    corrects: str = "",
) -> Result:
    """Keep as a draft what can't be written as it is, or only say why where there is nothing to WRITE with.

    CORRECTS is the id of the entry that the line was to correct. Raises StoreError where it could not be kept.
    """
    problem = taken.problems[0]
    hint = ""
    if problem.candidates:
        hint = _("say which: {names}").format(names=" · ".join(problem.candidates)) + "; "
    document: dict[str, JSON] = {
        "interaction": None,
        "follow_ups": [],
        "created": [],
        "draft": None,
    }
    if write is None:
        return Result(
            document, taken.notes, error=BadInputError(problem.message, hint.removesuffix("; "))
        )
    why, names = problem.message, problem.candidates
    from netcrm.core.changes import drafts

    kept = drafts.keep(
        taken.text, why=why, candidates=names, corrects=corrects, today=today, new_id=new_id
    )
    write(kept.change)
    document["draft"] = draft_document(kept.id, taken.text, why, names, corrects)
    if corrects:
        told = _("the entry is as it was; the line is kept as draft {id} (`netcrm drafts`)")
    else:
        told = _("nothing is lost: it is kept as draft {id} (`netcrm drafts`)")
    return Result(document, taken.notes, error=BadInputError(why, hint + told.format(id=kept.id)))


def draft_document(
    id: str, text: str, why: str, candidates: tuple[str, ...], corrects: str
) -> dict[str, JSON]:
    """Return a draft as JSON has it; `corrects` is null where it is to be an entry of its own."""
    return {
        "id": id,
        "text": text,
        "why": why,
        "candidates": [*candidates],
        "corrects": corrects or None,
    }


def logged_document(logged: Logged, taken: Capture) -> dict[str, JSON]:
    """Return what a capture wrote as JSON has it."""
    people = [*taken.people, *filter(None, [taken.via])]
    names = {person.id: person.name for person in people} | dict(logged.created)
    names |= dict(logged.promoted)
    entry = logged.entry
    via = str(entry["via"] or "")
    contacts = entry["contacts"]
    assert isinstance(contacts, list)  # noqa: S101  entry_fields makes a list
    follow_ups: list[JSON] = []
    for id, fields in logged.follow_ups:
        to = str(fields["contact"] or "")
        follow_ups.append(
            {
                "id": id,
                "due": fields["due"],
                "text": fields["text"],
                "contact": {"id": to, "name": names.get(to, "")} if to else None,
                "done": fields.get("done"),
            }
        )
    return {
        "interaction": {
            "id": logged.entry_id,
            "date": entry["date"],
            "medium": entry["medium"],
            "answered": taken.answered,
            "direction": entry["direction"],
            "purpose": entry["purpose"],
            "place": entry["place"],
            "organisation": entry["org"],
            "via": {"id": via, "name": names.get(via, "")} if via else None,
            "contacts": [{"id": str(id), "name": names.get(str(id), "")} for id in contacts],
            "text": entry["text"],
            "words": entry["words"],
            "tags": entry["tags"],
        },
        "follow_ups": follow_ups,
        "created": [{"id": id, "name": name} for id, name in logged.created],
        "promoted": [{"id": id, "name": name} for id, name in logged.promoted],
        "knows": [
            {
                "person": {"id": person[0], "name": person[1]},
                "other": {"id": other[0], "name": other[1]},
                "how": how or None,
                "org": org or None,
            }
            for person, other, how, org in logged.knows
        ],
        "draft": None,
    }


class Documents:
    """Prints documents as one JSON list while they come; it has to be ended, whatever happens."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._first = True

    def add(self, document: dict[str, JSON]) -> None:
        """Print a document."""
        if self._shown:
            from json import dumps

            sys.stdout.write(("[\n" if self._first else ",\n") + dumps(document, indent=2))
            self._first = False

    def end(self) -> None:
        """Close the list."""
        if self._shown:
            sys.stdout.write("[]\n" if self._first else "\n]\n")
