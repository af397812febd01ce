"""What may come next on a shell's line: commands, options, names. Prints it for the shell, and runs nothing.

The shell hands over its words as they are typed, quotes and all; names go back in a form that the shell
takes for one word, whatever is in them. `netcrm completion` prints the shell's side of it.
"""

import sys

from netcrm.cli.commands import COMMANDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Action
    from collections.abc import Iterator, Sequence

    from netcrm.core.names import Directory

FILES = 9
"""The exit code that asks the shell for names of files."""
MOST = 200
"""Names that are offered at once."""
_NAMES = frozenset({"NAME", "OTHER", "ORG-or-NAME", "CONNECTOR", "TO"})
_VALUED = ("--store", "--today")
_EVERYWHERE = (*_VALUED, "--json", "--help")
_GOES_ON = frozenset(
    {"show", "rm", "unrm", "who", "account", "skip", "let-go", "take-back", "purge"}
)
"""The commands that take all their words for one name."""
_CHOICES = {
    "mode": ("job-search", "peacetime"),
    "follow-ups": ("done",),
    "introductions": ("ask", "move", "rm"),
    "opportunities": ("add", "move", "edit", "rm", "show", "report"),
    "completion": ("bash", "zsh", "fish"),
}
_KEYS = (
    *("name=", "circle=", "tag=", "org=", "title=", "email=", "phone=", "birthday=", "every="),
    *("known-since=", "note=", "via=", "nickname=", "url=", "past="),
)
_PLAIN = frozenset("_-./,+%:=@")


class WantsFilesError(Exception):
    """The shell knows the names of files better."""


def main(arguments: "Sequence[str]") -> int:
    """Print what may stand for the last of the words after the name of a shell, a line each; return an exit code."""
    shell, words = "".join(arguments[:1]), arguments[2:]  # the word before is `netcrm`
    before, now = [unquoted(word)[0] for word in words[:-1]], words[-1] if words else ""
    text, quote = unquoted(now)
    try:
        found = [*candidates(before, text)]
    except WantsFilesError:
        return FILES
    if shell == "bash":
        lines = [quoted(word, quote) for word, _about in alike(found, text)]
    else:
        lines = [f"{word}\t{about}" for word, about in found]
    for line in lines:
        sys.stdout.buffer.write(f"{line}\n".encode("utf-8", "replace"))
    return 0


def unquoted(word: str) -> tuple[str, str]:
    """Return what a shell makes of WORD, which need not be finished, and the quote that is still open."""
    found, quote, at = "", "", 0
    while at < len(word):
        sign = word[at]
        if sign == "\\" and quote != "'":
            at += 1
            found += (
                word[at : at + 1]
                if not quote or word[at : at + 1] in '"\\$`'
                else word[at - 1 : at + 1]
            )
        elif sign == quote:
            quote = ""
        elif not quote and sign in "'\"":
            quote = sign
        else:
            found += sign
        at += 1
    return found, quote


def quoted(text: str, quote: str = "") -> str:
    """Return TEXT as bash has to be given it inside a QUOTE that is open, or outside of any."""
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote == '"':  # there a backslash does not keep `!` from the history
        kept = "".join(f"\\{sign}" if sign in '\\"$`' else sign for sign in text)
        return kept.replace("!", "\"'!'\"")
    return "".join(s if s.isalnum() or s in _PLAIN else f"\\{s}" for s in text)


def alike(found: "Sequence[tuple[str, str]]", text: str) -> "list[tuple[str, str]]":
    """Return those FOUND that begin with TEXT in one spelling: bash puts what all have in common in its place."""
    if len(found) < 2:
        return [*found]
    for start in (text, found[0][0][: len(text)]):
        if some := [pair for pair in found if pair[0].startswith(start)]:
            return some
    return [*found]


def candidates(before: "Sequence[str]", now: str) -> "Iterator[tuple[str, str]]":
    """Yield what may stand for the word NOW after the words BEFORE, with a word about each.

    Raises WantsFilesError where a file is wanted.
    """
    store, words, wanted = _taken_apart(before)
    if wanted == "--store":
        raise WantsFilesError
    if wanted:
        return
    if not words:
        yield from _commands(now)
    elif words[0] in COMMANDS:
        yield from _of_command(words[0], words[1:], now, store)


def _taken_apart(before: "Sequence[str]") -> tuple[str, list[str], str]:
    """Return the store that was named, the words without the options that stand everywhere, and whose value comes."""
    store, words, wanted = "", [], ""
    for word in before:
        if wanted:
            store = word if wanted == "--store" else store
            wanted = ""
        elif word in _VALUED:
            wanted = word
        elif word != "--json":
            words.append(word)
    return store, words, wanted


def _commands(now: str) -> "Iterator[tuple[str, str]]":
    if now.startswith("-"):
        options = (*_EVERYWHERE, "--version", "--no-mouse")
        yield from ((option, "") for option in options if option.startswith(now))
        return
    for name, command in COMMANDS.items():
        if name and name.startswith(now):
            yield name, command.help


def _of_command(
    name: str, words: "Sequence[str]", now: str, store: str
) -> "Iterator[tuple[str, str]]":
    if now.startswith("-") or any(word.startswith("-") for word in words):
        yield from _by_parser(name, words, now, store)
        return
    yield from _positional(name, words, now, store)


def _positional(
    name: str, words: "Sequence[str]", now: str, store: str
) -> "Iterator[tuple[str, str]]":
    """Yield what may stand after the WORDS of a command, by its line of usage: no parser is needed for that."""
    usage = [part.strip("[]…") for part in COMMANDS[name].usage.split(" ")[1:]]
    if name == "log":
        yield from _at_names(now, store)
    elif name == "introductions" and words[:1] == ["ask"] and len(words) < 3:
        yield from _people(now, store)
    elif not words and name in _CHOICES:
        yield from ((word, "") for word in _CHOICES[name] if word.startswith(now))
    elif name in _GOES_ON and usage[0] in _NAMES:
        yield from _people(now, store, words)
    elif name == "edit" and words:
        yield from ((key, "") for key in _KEYS if key.startswith(now))
    elif usage[:1] == ["FILE"] or (name == "restore" and not words):
        raise WantsFilesError
    elif len(words) < len(usage) and usage[len(words)] in _NAMES:
        yield from _people(now, store)


def _by_parser(
    name: str, words: "Sequence[str]", now: str, store: str
) -> "Iterator[tuple[str, str]]":
    """Yield options, or what may be the value of one."""
    from netcrm.cli.parser import command_parser

    actions = command_parser(COMMANDS[name])._actions  # noqa: SLF001  argparse has no other way to list them
    by_option = {option: action for action in actions for option in action.option_strings}
    last = by_option.get(words[-1]) if words else None
    if last is not None and last.nargs != 0:
        yield from _values(last, now, store)
    elif now.startswith("-"):
        for name_of, action in by_option.items():
            if name_of.startswith(now) and len(name_of) > 2:
                yield name_of, action.help or ""
    else:
        kept, wanted = [], False
        for word in words:
            option = by_option.get(word)
            if option is None and not wanted:
                kept.append(word)
            wanted = option is not None and option.nargs != 0
        yield from _positional(
            name, [word for word in kept if not word.startswith("-")], now, store
        )


def _values(action: "Action", now: str, store: str) -> "Iterator[tuple[str, str]]":
    metavar = str(action.metavar or action.dest).upper()
    if action.choices:
        yield from ((str(one), "") for one in action.choices if str(one).startswith(now))
    elif metavar in _NAMES or metavar == "VIA":
        yield from _people(now, store)
    elif metavar in ("FILE", "FOLDER", "DIR"):
        raise WantsFilesError


def _at_names(now: str, store: str) -> "Iterator[tuple[str, str]]":
    """Yield the line of a note with the name that is begun at its end: `frokost med @Me`."""
    head, sign, name = now.rpartition("@")
    if sign and (not head or head[-1] == " "):
        for found, about in _people(name, store):
            yield f"{head}@{found}", about


def _people(now: str, store: str, words: "Sequence[str]" = ()) -> "Iterator[tuple[str, str]]":
    """Yield the names that begin with NOW; after WORDS what is left of those that begin with all of them."""
    directory = _directory(store)
    head = "".join(f"{word} " for word in words)
    skip = len(head)
    found = {}
    for person in directory.beginning(head + now, MOST):
        name = person.name
        if _is_plain(name) and name[:skip].casefold() == head.casefold():
            found[name[skip:]] = ""
    yield from sorted(found.items())


def _is_plain(name: str) -> bool:
    """Return whether a terminal shows NAME as it is, and no command takes it for an option."""
    from netcrm.core.text import safe_line

    return bool(name) and name[0] != "-" and safe_line(name) == name


def _directory(store: str) -> "Directory":
    import os

    from netcrm.store.place import default_place
    from netcrm.store.quick import Quick

    quick = Quick.open(default_place(os.path.expanduser(store) or None))
    try:
        return quick.directory
    finally:
        quick.close()
