"""`netcrm log`: a line in one's own words into the outreach log. Loads nothing that it does not need."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from netcrm.cli.output import complain, say_json, tell
from netcrm.cli.session import place_of, today_of
from netcrm.core.capture import Capture, capture, describe
from netcrm.core.changes import drafts
from netcrm.core.changes.log import Logged
from netcrm.core.changes.log import log as write_log
from netcrm.core.errors import BadInputError, NetcrmError
from netcrm.core.i18n import _
from netcrm.core.record import JSON
from netcrm.core.text import clean
from netcrm.store.quick import Quick

EXAMPLE = "netcrm log 'yesterday: lunch with @Anna !send CV fri'"


def log_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm log` takes."""
    parser.add_argument(
        "text",
        nargs="*",
        metavar="TEXT",
        help=_("the line; `-` reads standard input, a line an entry"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would be written, write nothing")
    )
    parser.add_argument("--edit", metavar="ID", help=_("let the entry ID say TEXT"))
    parser.add_argument("--remove", metavar="ID", help=_("take the entry ID out of the log"))
    parser.epilog = _("example: {example}").format(example=EXAMPLE)


def log(arguments: Namespace) -> int:
    """Write one entry, or one a line from standard input; correct or remove one."""
    if arguments.remove:
        from netcrm.cli.log_corrections import remove

        return remove(arguments)
    if arguments.text == ["-"]:
        return _from_standard_input(arguments)
    text = _the_line(arguments)
    if arguments.edit:
        from netcrm.cli.log_corrections import edit

        return edit(arguments, text)
    result = Captures(arguments).take(text)
    if arguments.json:
        say_json(result.document)
    return result.report()


def _the_line(arguments: Namespace) -> str:
    if arguments.text:
        text = " ".join(arguments.text)
    elif sys.stdin.isatty():
        try:
            text = input(_("log: "))
        except EOFError:
            text = ""
    else:
        raise BadInputError(
            _("there is nothing to log"), _("say it in one line: {example}").format(example=EXAMPLE)
        )
    text = clean(text)
    if not text:
        raise BadInputError(
            _("there is nothing to log"), _("say it in one line: {example}").format(example=EXAMPLE)
        )
    return text


def _from_standard_input(arguments: Namespace) -> int:
    captures = Captures(arguments)
    worst = 0
    first = True
    for line in _lines():
        result = captures.take(line)
        if arguments.json:
            sys.stdout.write("[\n" if first else ",\n")
            from json import dumps

            sys.stdout.write(dumps(result.document, indent=2))
        worst = max(worst, result.report())
        sys.stdout.flush()
        first = False
    if arguments.json:
        sys.stdout.write("[]\n" if first else "\n]\n")
    return worst


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        text = clean(raw.decode("utf-8", "replace"))
        if text:
            yield text


class Result:
    """What became of one line: an entry, a draft, or (on a dry run) neither."""

    __slots__ = ("document", "error", "message", "taken_back_by")

    def __init__(
        self,
        document: dict[str, JSON],
        message: str,
        error: NetcrmError | None,
        taken_back_by: str = "",
    ) -> None:
        self.document = document
        self.message = message
        self.error = error
        self.taken_back_by = taken_back_by

    def report(self) -> int:
        """Say what became of the line and return the exit code."""
        if self.error is None:
            tell(self.message)
            if self.taken_back_by:
                tell(self.taken_back_by)
            return 0
        complain(self.error)
        return self.error.exit_code


class Captures:
    """Takes lines one after the other; what one of them makes, the next ones know."""

    def __init__(self, arguments: Namespace) -> None:
        self._today = today_of(arguments)
        self._dry_run: bool = arguments.dry_run
        self._quick = Quick.open(place_of(arguments))

    def take(self, text: str) -> Result:
        """Write one line, or keep it as a draft; raises StoreError where it could not be kept."""
        taken = capture(text, today=self._today, directory=self._quick.directory)
        if not taken.resolved:
            return self._keep(taken)
        logged = write_log(taken, today=self._today, new_id=self._quick.new_id)
        if not self._dry_run:
            self._quick.write(logged.change)
        how = "" if self._dry_run else _("`netcrm undo` takes it back")
        words = describe(taken, self._today)
        return Result(logged_document(logged, taken), words, None, how)

    def _keep(self, taken: Capture) -> Result:
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
        if self._dry_run:
            return Result(document, "", BadInputError(problem.message, hint.removesuffix("; ")))
        why = problem.message
        kept = drafts.keep(
            taken.text,
            why=why,
            candidates=problem.candidates,
            today=self._today,
            new_id=self._quick.new_id,
        )
        self._quick.write(kept.change)
        document["draft"] = draft_document(kept.id, taken.text, why, problem.candidates)
        hint += _("nothing is lost: it is kept as draft {id} (`netcrm drafts`)").format(id=kept.id)
        return Result(document, "", BadInputError(why, hint))


def draft_document(id: str, text: str, why: str, candidates: tuple[str, ...]) -> dict[str, JSON]:
    """Return a draft as JSON has it."""
    return {"id": id, "text": text, "why": why, "candidates": [*candidates]}


def logged_document(logged: Logged, taken: Capture) -> dict[str, JSON]:
    """Return what a capture wrote as JSON has it."""
    names = {person.id: person.name for person in taken.people} | dict(logged.created)
    entry = logged.entry
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
                "done": None,
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
            "contacts": [{"id": str(id), "name": names.get(str(id), "")} for id in contacts],
            "text": entry["text"],
            "words": entry["words"],
            "tags": entry["tags"],
        },
        "follow_ups": follow_ups,
        "created": [{"id": id, "name": name} for id, name in logged.created],
        "draft": None,
    }
