"""`netcrm discover`: whom you know already, one sphere of life after the other, a name a line.

On a terminal it asks; what comes from elsewhere is a list of names, one a line. Each line is durable when it
is acknowledged, so it can be stopped anywhere and goes on where it was, on any machine.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from netcrm.cli.output import complain, say, say_columns, say_json, tell
from netcrm.cli.session import open_store, today_of
from netcrm.core import i18n
from netcrm.core.changes import discovery as changes
from netcrm.core.circle import Circle, circle_word
from netcrm.core.contact import Contact
from netcrm.core.discovery import (
    KEYS,
    LANGUAGES,
    MINUTES,
    Prompt,
    find,
    findings,
    left,
    named_under,
    never_thanked,
    prompts,
)
from netcrm.core.errors import BadInputError, NetcrmError
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.record import JSON
from netcrm.core.text import clean
from netcrm.store.store import Store

STOP = frozenset({"stop", "slut"})
BACK = frozenset({"undo", "fortryd"})


def discover_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm discover` takes."""
    parser.add_argument(
        "question", nargs="*", metavar="QUESTION", help=_("one of --list, or a past workplace")
    )
    parser.add_argument("--list", action="store_true", help=_("the questions, and which are done"))
    parser.add_argument("--again", action="store_true", help=_("ask all of them once more"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("ask in Danish or in English"))
    parser.epilog = _(
        "A line is a name, with a workplace and a circle if you like: “Anna Berg, Novo: friends”. "
        "An empty line goes to the next question; 1 family, 2 friends, 3 professional, 0 unsorted move "
        "the last one named; `undo` takes the last line back; `stop` or Ctrl-D ends. Where standard "
        "input is no terminal it is a list of such lines."
    )


def discover(arguments: Namespace) -> int:
    """Ask for names, or take a list of them; say what was found."""
    language = arguments.lang or i18n.language()
    store = open_store(arguments)
    try:
        if arguments.list:
            return _list(store.network, language, as_json=arguments.json)
        talk = Discovery(store, arguments, language)
        if arguments.again and (change := changes.again(store.network)):
            store.write(change)
        wanted = " ".join(arguments.question)
        prompt = find(store.network, wanted, language) if wanted else None
        worst = talk.ask(prompt) if sys.stdin.isatty() else talk.take(prompt)
        talk.summary(as_json=arguments.json)
        return worst
    finally:
        store.close()


class Discovery:
    """One sitting: what was named in it, and the store it goes to."""

    def __init__(self, store: Store, arguments: Namespace, language: str) -> None:
        self._store = store
        self._today = today_of(arguments)
        self._language = language
        self._named: dict[str, changes.Named] = {}
        self._last: changes.Named | None = None
        self._undoable = 0

    # -- a list of names ------------------------------------------------------------------------

    def take(self, prompt: Prompt | None) -> int:
        """Take the lines of standard input as the answer to a question, or to none; return the exit code."""
        worst = 0
        answered = False
        for line in _lines():
            try:
                tell(self._answer(line, prompt))
                answered = True
            except BadInputError as error:
                complain(error)
                worst = error.exit_code
        if prompt and answered and (change := changes.finish(self._store.network, prompt)):
            self._store.write(change)
        return worst

    # -- asking on a terminal -------------------------------------------------------------------

    def ask(self, only: Prompt | None) -> int:
        """Ask the questions that are not done, or ONLY one; stops with what there is when told to."""
        self._open_with(only)
        passed: set[str] = set()
        while (prompt := only or self._next(passed)) is not None:
            passed.add(prompt.id)
            if not self._ask_one(prompt):
                tell(_("stopped; `netcrm discover` goes on from here"))
                break
            if change := changes.finish(self._store.network, prompt):
                self._store.write(change)
            if only:
                break
        return 0

    def _open_with(self, only: Prompt | None) -> None:
        waiting = 1 if only else len(left(self._store.network, self._language))
        if not waiting:
            tell(_("every question is done; `netcrm discover --again` asks them once more"))
            return
        if not only:
            words = ngettext(
                "{n} question, about {minutes} minutes.",
                "{n} questions, about {minutes} minutes.",
                waiting,
            )
            tell(words.format(n=waiting, minutes=MINUTES))
        tell(_("A name a line, with the workplace if you like: Anna Berg, Novo"))
        tell(_("Enter alone: next · 1 2 3 0: circle of the last · undo · stop"))

    def _next(self, passed: set[str]) -> Prompt | None:
        waiting = left(self._store.network, self._language)
        return next((prompt for prompt in waiting if prompt.id not in passed), None)

    def _ask_one(self, prompt: Prompt) -> bool:
        """Ask one question until an empty line; return whether to go on."""
        network = self._store.network
        known = prompts(network, self._language)
        at = [one.id for one in known].index(prompt.id) + 1
        tell("")
        where = _("{n} of {all}, {found}")
        tell(where.format(n=at, all=len(known), found=findings(network).sentence))
        tell(f"{prompt.words.title}: {prompt.words.question}")
        tell(f"  {prompt.words.hint}")
        if prompt.asks_for_workplaces:
            before = [*network.profile.workplaces]
        else:
            before = [network.name_of(id) for id in reversed(named_under(network, prompt))]
        if before:
            tell("  " + _("so far: {names}").format(names=", ".join(before)))
        while (line := _typed()) is not None:
            if line.casefold() in STOP:
                return False
            if not line:
                return True
            try:
                tell(f"    {self._answer(line, prompt)}")
            except NetcrmError as error:
                if error.exit_code > BadInputError.exit_code:
                    raise
                complain(error)
        tell("")
        return False

    # -- one line -------------------------------------------------------------------------------

    def _answer(self, line: str, prompt: Prompt | None) -> str:
        """Write what a line says and return it in words. Raises BadInputError, StoreError."""
        network = self._store.network
        if line.casefold() in BACK:
            return self._take_back()
        if line in KEYS:
            return self._place(KEYS[line])
        if prompt and prompt.asks_for_workplaces:
            change = changes.work_at(network, line)
            if not change:
                return _("{name} is there already").format(name=clean(line))
            self._store.write(change)
            self._undoable += 1
            return change.what
        named = changes.name_somebody(network, line, prompt, today=self._today)
        if named.change:
            self._store.write(named.change)
            self._undoable += 1
        if named.id not in self._named:
            self._named[named.id] = named
        self._last = named
        if named.before:
            return named.note
        return told(self._store.network.contact(named.id))

    def _place(self, circle: Circle | None) -> str:
        if self._last is None or self._last.id not in self._store.network.contacts:
            raise BadInputError(_("nobody was named yet"), _("a circle comes after a name"))
        change = changes.place(
            self._store.network, self._last.id, circle, before=self._last.before, today=self._today
        )
        if change:
            self._store.write(change)
            self._undoable += 1
        return told(self._store.network.contact(self._last.id))

    def _take_back(self) -> str:
        if not self._undoable:
            raise BadInputError(_("nothing was written here yet"))
        undone = self._store.undo()
        self._undoable -= 1
        there = self._store.network.contacts
        self._named = {id: named for id, named in self._named.items() if id in there}
        self._last = next(reversed(self._named.values()), None)
        return _("undone: {what}").format(what=undone.what)

    # -- the end --------------------------------------------------------------------------------

    def summary(self, *, as_json: bool) -> None:
        """Say what was found, in words or as one document."""
        network = self._store.network
        found = findings(network)
        thanks = never_thanked(network, self._today)
        known = prompts(network, self._language)
        waiting = left(network, self._language)
        if as_json:
            say_json(
                {
                    "people": found.people,
                    "workplaces": found.workplaces,
                    "circles": {
                        **{str(circle): n for circle, n in found.circles.items()},
                        "unsorted": found.unsorted,
                    },
                    "never_thanked": [{"id": id, "name": network.name_of(id)} for id in thanks],
                    "questions": {"all": len(known), "done": len(known) - len(waiting)},
                    "named": [
                        _document(network.contact(named.id), named.before)
                        for named in self._named.values()
                        if named.id in network.contacts
                    ],
                }
            )
            return
        say(found.sentence[:1].upper() + found.sentence[1:] + ".")
        counts = [f"{circle} {n}" for circle, n in found.circles.items() if n]
        if found.unsorted:
            counts.append(_("unsorted {n}").format(n=found.unsorted))
        if counts:
            say("  " + " · ".join(counts))
        if thanks:
            names = ", ".join(map(network.name_of, thanks))
            say(_("Never thanked: {names}").format(names=names))
        if waiting:
            words = ngettext("{n} question is left", "{n} questions are left", len(waiting))
            tell(_("{left}; `netcrm discover` goes on").format(left=words.format(n=len(waiting))))


def told(contact: Contact) -> str:
    """Return a contact in a line: the name, where they work or worked with you, the circle."""
    places = ", ".join(dict.fromkeys(filter(None, (contact.org, *contact.past_orgs))))
    circles = ", ".join(map(circle_word, contact.circles)) or _("unsorted")
    return " · ".join(filter(None, (contact.name, places))) + f" → {circles}"


def _document(contact: Contact, before: bool) -> dict[str, JSON]:
    return {
        "id": contact.id,
        "name": contact.name,
        "known": before,
        "circles": [*map(str, contact.circles)],
        "org": contact.org or None,
        "past_orgs": [*contact.past_orgs],
        "tags": [*contact.tags],
    }


def _list(network: Network, language: str, *, as_json: bool) -> int:
    known = prompts(network, language)
    done = frozenset(network.profile.discovered)
    if as_json:
        say_json(
            [
                {
                    "id": prompt.id,
                    "title": prompt.words.title,
                    "question": prompt.words.question,
                    "circle": str(prompt.circle) if prompt.circle else None,
                    "workplace": prompt.workplace or None,
                    "done": prompt.id in done,
                }
                for prompt in known
            ]
        )
        return 0
    say_columns(
        [_("done") if prompt.id in done else "", prompt.id, prompt.words.question]
        for prompt in known
    )
    return 0


def _typed() -> str | None:
    """Return the next line of the terminal; None at its end."""
    while True:
        try:
            return clean(input("  > "))
        except EOFError:
            return None
        except UnicodeDecodeError:
            complain(BadInputError(_("that line is not text in the terminal's encoding")))


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        if text := clean(raw.decode("utf-8", "replace")):
            yield text
