"""Each command of the shell on a hostile network, in words and as JSON: nothing raw, nothing lost, no traceback.

The texts come as another machine may bring them: straight into the journals, cleaned by nobody.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from netcrm.cli.commands import COMMANDS
from netcrm.core.text import clean, safe
from netcrm.store.ids import new_record_id
from netcrm.store.line import Line, encode, encode_header
from netcrm.store.place import Place
from tests import no_network
from tests.cli.conftest import TODAY, Outcome, Shell
from tests.evil import EVIL
from tests.hostile import groups, hostile
from tests.store.kit import opened
from tests.terminal import Terminal, foreign

GROUPS = groups()
TEXTS = [" ".join(group) for group in GROUPS]
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
TAKE_LINES = (("log", "-"), ("discover", "family"), ("discover", "workplaces"))
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with every text in every field, and a journal of a machine with an evil name."""
    folder = tmp_path_factory.mktemp("hostile")
    store = opened(Place(folder / "data", folder / "state"))
    for change in hostile(TEXTS, date.fromisoformat(TODAY), new_record_id):
        store.write(change)
    store.close()
    journal = next((folder / "data" / "journal").glob("*.jsonl"))
    name = json.loads(journal.read_text().split("\n", 1)[0])["store"]
    device = "\x1b]0;owned\x07[red]\nlaptop"
    ops = [["new", "contacts", "\x1b[6n\nid", {"name": "Foreign\x1b[6n\nnetcrm: forged"}]]
    line = Line(
        "06h0o7mm8t017b25hteu", device, "2026-11-20T05:54:37.255Z", "did\nforge\x1b[6n", ops
    )
    header = encode_header(name, device, "06h0o7mm8t017b25htes", "2026-11-20T05:54:37.255Z")
    (journal.parent / "foreign.jsonl").write_bytes(header + encode(line))
    return folder / "data"


@pytest.fixture
def hostile_shell(made: Path, shell: Shell) -> Shell:
    """Return a shell on a copy of that store."""
    shutil.copytree(made, shell.store)
    return shell


def assert_harmless(outcome: Outcome, *, as_json: bool = False) -> None:
    """Nothing that was printed can be obeyed, and JSON is one document in ASCII."""
    assert outcome.code in (0, 1, 2, 3)
    assert not CONTROL.search(outcome.out + outcome.err)
    assert safe(outcome.out + outcome.err) == outcome.out + outcome.err
    if as_json and outcome.out:
        assert outcome.out.isascii()
        assert isinstance(outcome.json, dict | list)


def commands_about(id: str, text: str, files: Path) -> Iterator[tuple[str, ...]]:
    """Yield each command of the table with TEXT wherever it takes one; the contact ID has it already."""
    card = files / "card.vcf"
    lines = ["BEGIN:VCARD", "VERSION:4.0", f"FN:{text}", f"NOTE:{text}", f"ORG:{text}", "END:VCARD"]
    card.write_bytes("\n".join(lines).encode("utf-8", "replace"))
    yield from (
        ("",),
        ("demo",),
        ("due", "--all"),
        ("due", "--", text),
        ("drafts",),
        ("drafts", f"--discard={text}"),
        ("follow-ups", "--all"),
        ("follow-ups", "done", "--", text),
        ("introductions",),
        ("introductions", "ask", "--", id, text),
        ("introductions", "ask", "--", text, id),
        ("introductions", f"--about={text}", "ask", "--", id, text.split()[0]),
        ("introductions", "move", "--", text, text),
        ("introductions", "rm", "--", text),
        ("opportunities",),
        ("opportunities", "add", f"--next={text}", f"--link={text}", "--", text, text),
        ("opportunities", "add", f"--via={id}", "--", text, "x"),
        ("opportunities", "add", f"--via={text}", f"--on={text}", "--", text, text),
        ("opportunities", "move", "--", text, "applied"),
        ("opportunities", "move", "--", text, text),
        ("opportunities", "edit", f"--note={text}", "--", text, f"role={text}"),
        ("opportunities", "report"),
        ("opportunities", "rm", "--", text),
        ("discover", "--list"),
        ("discover", "--", text),
        ("discover", "family"),
        ("discover", "workplaces"),
        ("discover", "--again"),
        ("list",),
        ("list", "--", text),
        ("list", f"heat:{text}"),
        ("list", f"since:{text}"),
        ("list", f"for:{text}"),
        ("list", "for:words"),
        ("show", id),
        ("show", "--", text),
        ("who",),
        ("who", id),
        ("who", "--all", "--", f"org {text}"),
        ("account",),
        ("stats",),
        ("stats", f"--weeks={text}"),
        ("account", id),
        ("account", "--", text),
        ("account", f"--weeks={text}"),
        ("revive",),
        ("revive", f"-n{text}"),
        ("mode", "job-search"),
        ("revive",),
        ("mode", "--", text),
        ("mode", f"--conversations={text}"),
        ("history", "-n", "0"),
        ("history", f"-n{text}"),
        ("locate",),
        ("settings",),
        ("completion", text),
        ("log", "--dry-run", "--", text),
        ("log", "--", text),
        ("log", "--", f'{text}: @"{text}" #{text} /{text} !{text} via @"{text}" place:"{text}"'),
        ("log", "--edit", text, "--", text),
        ("log", f"--remove={text}"),
        ("log", "-"),
        ("add", "--", text),
        ("add", f"--birthday={text}", "--", text),
        ("edit", id, f"note={text}", f"org={text}", f"tag={text}"),
        ("edit", id, text),
        ("edit", id, f"via={text}"),
        ("knows", id),
        ("knows", id, f"--org={text}", f"--how={text}", f"--note={text}", "--", text),
        ("knows", id, "--remove", "--", text),
        ("knows", "--", text, text),
        ("organisations",),
        ("organisations", "--", text),
        ("organisations", f"--alias={text}", "--", f"org {text}"),
        ("organisations", f"--no-alias={text}", "--", f"org {text}"),
        ("show", "--", f"known {text}"),
        ("edit", "--", f"known {text}", f"note={text}"),
        ("snooze", id, "1w"),
        ("snooze", id, "--", text),
        ("skip", id),
        ("pause", id),
        ("pause", id, "--", text),
        ("let-go", id),
        ("take-back", id),
        ("import", "--dry-run", str(card)),
        ("import", str(card)),
        ("import", "--", f"{files}/{text}"),
        ("export", f"{files}/{id}.json"),
        ("export", "--", f"{files}/{text}.json", text),
        ("import", f"{files}/{id}.json"),
        ("backup",),
        ("backup", "--list"),
        ("restore", "--dry-run"),
        ("restore", "--", text),
        ("doctor",),
        ("doctor", f"--salvage={files}/salvage-{id}"),
        ("undo",),
        ("undo", "--", text),
        ("redo",),
        ("rm", id),
        ("unrm", id),
        ("unrm", "--", text),
        ("merge", id, "--", text),
        ("merge", "--", text, text),
        ("doctor", f"--join={text}"),
        ("purge", "--", text),
        ("purge", id, "--yes"),
        ("--", text),
        (f"--{text}",),
        ("due", f"--today={text}"),
    )


@pytest.mark.parametrize("group", range(len(TEXTS)))
def test_every_text_in_every_command(hostile_shell: Shell, tmp_path: Path, group: int) -> None:
    """As a name, a field, an argument, a file's name and content, a line of standard input.

    Every other group as JSON; the long run mixes them anew each time.
    """
    form = ("--json",) if group % 2 else ()
    people = hostile_shell.ok("list", "--json").json
    name = TEXTS[group].replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
    id = next(person["id"] for person in people if person["name"] == name)
    used = set()
    for words in commands_about(id, TEXTS[group], tmp_path):
        stdin = f"{name}\n" if words in TAKE_LINES else ""
        outcome = hostile_shell(*(word for word in (*form, *words) if word), stdin=stdin)
        assert_harmless(outcome, as_json=bool(form))
        used.add(words[0])
    assert used >= COMMANDS.keys()


def test_every_text_is_shown_whole(hostile_shell: Shell) -> None:
    """What is no control character of a text stands in what is printed; each person on one line."""
    people = hostile_shell.ok("list", "--json").json
    listed = hostile_shell.ok("list").out
    assert len(listed.splitlines()) == len(people)
    shown = "".join(hostile_shell.ok("show", person["id"]).out for person in people)
    for out in (listed, shown, hostile_shell.ok("follow-ups").out, hostile_shell.ok("drafts").out):
        packed = "".join(out.split())
        for text in EVIL:
            if "\ud800" not in text:
                seen = text if text.isascii() and text.isprintable() else safe(text)
                assert any("".join(s.split()) in packed for s in (seen, clean(text))), text


def test_no_text_makes_a_line_of_its_own(hostile_shell: Shell) -> None:
    """A name with a line end in it forges no message, wherever it is told."""
    id = "\x1b[6n\nid"
    for words in (
        *(("list",), ("show", id), ("history", "-n", "0"), ("edit", id, "org=x"), ("skip", id)),
        *(("rm", id), ("unrm", id), ("undo",), ("log", "met @Foreign"), ("snooze", "i", "1d")),
    ):
        outcome = hostile_shell(*words)
        assert_harmless(outcome)
        for line in (outcome.out + outcome.err).splitlines():
            assert not line.startswith(("netcrm: forged", "forge", "id", "laptop")), words


def test_the_shell_in_a_real_terminal_writes_no_escape_at_all(made: Path, tmp_path: Path) -> None:
    """Every command with every text, one after the other in a pseudo-terminal: words and line ends, nothing else."""
    store = tmp_path / "store"
    shutil.copytree(made, store)
    program = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from tests.no_network import refuse
sys.addaudithook(refuse)
from netcrm.cli import main
from tests.cli.test_evil import TEXTS, commands_about
for text in TEXTS:
    for words in commands_about("", text, Path({str(tmp_path)!r})):
        if words[0] not in ("", "demo", "discover") and words != ("log", "-"):
            main([word for word in words if word])
print("all", "done")
"""
    script = tmp_path / "program.py"
    script.write_text(program)
    environment = {**os.environ, "NETCRM_STORE": str(store), "NETCRM_TODAY": TODAY}
    terminal = Terminal([str(script)], environment)
    terminal.write(b"n\n" * 40)  # to what is asked before a purge
    assert terminal.end() == 0, terminal.written[-3000:].decode()
    assert b"[y/N] " in terminal.written
    assert terminal.written.endswith(b"all done\r\n")
    assert foreign(terminal.written) == []
    assert b"\x1b" not in terminal.written
    assert b"Traceback" not in terminal.written
    assert b"[TODO]" in terminal.written


def test_nothing_here_could_reach_a_network() -> None:
    """The hook that the terminals run under refuses what is no Unix socket."""
    with pytest.raises(no_network.NetworkError):
        no_network.refuse("socket.getaddrinfo", ("localhost", 80))
    no_network.REACHED.clear()
