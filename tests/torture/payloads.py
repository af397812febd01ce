"""Every payload in every place that shows or takes a text: all commands of the shell, all places of the app.

The texts of `tests.evil`, mixed anew each time, come straight into the journals, cleaned by nobody.
Nothing that comes out can be obeyed, and nothing ends in an error of the program's own.
"""

import asyncio
import io
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random
from unittest.mock import patch

from netcrm.cli import main
from netcrm.store.ids import new_record_id
from tests.cli import test_evil as shell_texts
from tests.cli.conftest import TODAY, Outcome
from tests.evil import PAYLOADS
from tests.hostile import groups, hostile
from tests.store.kit import Fast, opened, place_in
from tests.torture.proof import Counts, Proof, scratch
from tests.tui import test_evil as app_texts
from tests.tui import test_evil_machines as machines
from tests.tui.made_up import TODAY as DAY

ROW = "payloads × sinks"
CELLS = 200
"""How long a mixture may be: narrower than those of the tests, for it wraps elsewhere each time."""


def run(luck: Random, folder: Path) -> Iterator[Counts]:
    """Go on with other mixtures for ever: first the shell, in words and as JSON, then the app."""
    while True:
        mixed = groups(luck.sample(list(PAYLOADS), len(PAYLOADS)), CELLS)
        for group in mixed:
            yield {ROW: in_the_shell(group, luck.choice([(), ("--json",)]))}
            yield {ROW: asyncio.run(in_the_app(group))}
        yield {ROW: machines_of(mixed)}


def in_the_shell(group: list[str], form: tuple[str, ...]) -> int:
    """Run every command over a store with these payloads and with them as its words; return how many times each."""
    text = " ".join(group)
    with scratch() as folder, _apart(folder):
        place = place_in(folder)
        store = opened(place, Fast())
        for change in hostile([text], DAY, new_record_id):
            store.write(change)
        (id,) = store.network.contacts
        store.close()
        commands = [*shell_texts.commands_about(id, text, folder)]
        for words in commands:
            outcome = _outcome(place.data, *form, *filter(None, words))
            shell_texts.assert_harmless(outcome, as_json=bool(form))
    return len(commands) * len(group)


def _apart(folder: Path) -> "patch.dict[str]":
    """Return what keeps the user's own settings and folders out of it."""
    names = ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "HOME")
    return patch.dict(os.environ, dict.fromkeys(names, str(folder)))


def _outcome(store: Path, *words: str) -> Outcome:
    out, err = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO())
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "stdin", stdin):
        code = main(["--store", str(store), "--today", TODAY, *words])
    return Outcome(code, out.getvalue(), err.getvalue())


async def in_the_app(group: list[str]) -> int:
    """Go to every place of the app that is about somebody of such a name; return how many times each is shown."""
    made = app_texts.network_of(texts=[" ".join(group)])
    async with app_texts.running(made, size=app_texts.SIZE, kind=app_texts.WideApp) as session:
        return await app_texts.in_every_sink(session, group)


def machines_of(mixed: list[list[str]]) -> int:
    """Open the dialogs of several machines over these payloads; return how many times each is shown."""
    texts = [" ".join(group) for group in mixed]
    with scratch() as folder:
        cells = asyncio.run(machines.walk(machines.store_of(folder, texts), texts))
    return cells * len(PAYLOADS) // len(mixed)


PROOF = Proof(ROW, run, share=3)
