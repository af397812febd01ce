"""`netcrm log`: a line in one's own words into the outreach log. Loads nothing that it does not need."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from netcrm.cli.log_results import Documents, Result, logged_document, unresolved
from netcrm.cli.output import say_json
from netcrm.cli.session import place_of, today_of, warn_of_settings
from netcrm.core.capture import capture, describe
from netcrm.core.changes.log import log as write_log
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
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
    if arguments.remove is not None:
        from netcrm.cli.log_corrections import remove

        return remove(arguments)
    if arguments.text == ["-"]:
        if arguments.edit is not None:
            raise BadInputError(
                _("--edit takes the line itself, not standard input"),
                _("say what the entry is to say: netcrm log --edit ID TEXT"),
            )
        return _from_standard_input(arguments)
    text = _the_line(arguments)
    if arguments.edit is not None:
        from netcrm.cli.log_corrections import edit

        return edit(arguments, text)
    warn_of_settings()
    captures = Captures(arguments)
    try:
        result = captures.take(text)
    finally:
        captures.close()
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
    warn_of_settings()
    captures = Captures(arguments)
    documents = Documents(shown=arguments.json)
    worst = 0
    try:
        for line in _lines():
            result = captures.take(line)
            documents.add(result.document)
            worst = max(worst, result.report())
            sys.stdout.flush()
    finally:
        documents.end()
        captures.close()
    return worst


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        text = clean(raw.decode("utf-8", "replace"))
        if text:
            yield text


class Captures:
    """Takes lines one after the other; what one of them makes, the next ones know."""

    def __init__(self, arguments: Namespace) -> None:
        self._today = today_of(arguments)
        self._dry_run: bool = arguments.dry_run
        self._quick = Quick.open(place_of(arguments))

    def close(self) -> None:
        """Give the files back."""
        self._quick.close()

    def take(self, text: str) -> Result:
        """Write one line, or keep it as a draft; raises StoreError where it could not be kept."""
        taken = capture(text, today=self._today, directory=self._quick.directory)
        if taken.resolved and (taken.new or taken.via_new or taken.knows):
            from netcrm.core.changes.second_degree import with_acquaintances  # seldom needed

            taken = with_acquaintances(taken, self._quick.network)
        if taken.resolved and taken.thanks and taken.people:
            from netcrm.core.changes.thanks import with_thanks  # seldom needed

            taken = with_thanks(taken, self._quick.network, self._today)
        if not taken.resolved:
            write = None if self._dry_run else self._quick.write
            return unresolved(taken, today=self._today, new_id=self._quick.new_id, write=write)
        logged = write_log(
            taken,
            today=self._today,
            new_id=self._quick.new_id,
            contact=self._quick.contact,
            network=lambda: self._quick.network,
        )
        if not self._dry_run:
            self._quick.write(logged.change)
        undo = "" if self._dry_run else _("`netcrm undo` takes it back")
        document = logged_document(logged, taken)
        words = describe(taken, self._today)
        return Result(document, taken.notes, message=words, taken_back_by=undo)
