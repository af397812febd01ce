"""What the README's table of keys says a task costs: those keys are pressed, and the task is done."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from netcrm.core.circle import Circle
from tests.tui.made_up import TODAY, Network, Session, five, forget, running

README = Path(__file__).parents[2] / "README.md"
WORDS = {
    "the words": "coffee at the station",
    "the promise": "send CV fri",
    "letters": "jan",
}
"""What is typed where the table has no key."""

NAMES = {"Enter": "enter"}


def unsorted(count: int) -> Network:
    """Return people whom an import brought, and nobody else."""
    made = Network(TODAY)
    for number in range(count):
        made.add(f"Person {number}", imported=True, known=3)
    forget(made)
    return made


def table() -> dict[str, list[str]]:
    """Return the cells of the README's table by task: netcrm's, those of friends and of Monica."""
    text = README.read_text(encoding="utf-8")
    text = text[text.index("### What a task costs") :]
    rows = [line for line in text[: text.index("\n## ")].splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[1:]]
    return {task: more for task, *more in cells}


def keys(cell: str) -> list[str]:
    """Return the keys a cell tells to press, in order: those in backticks, and what the words in italics stand for."""
    count, _colon, told = cell.partition(": ")
    pressed: list[str] = []
    alone = 0
    for key, words, times in re.findall(r"`([^`]+)`(?: × (?=\d))?|\*([^*]+)\*|(\d+) times", told):
        if key:
            pressed.append(NAMES.get(key, key))
            alone += 1
        elif words:
            pressed += [{" ": "space"}.get(letter, letter) for letter in WORDS[words]]
        else:
            more = int(times) - 1
            pressed += pressed[-1:] * more
            alone += more
    assert count == f"{alone}" + (" and the words" if "*" in told else ""), cell
    return pressed


def logged(session: Session, text: str) -> None:
    """Expect one entry today with Karen, who was under the cursor, and these words."""
    entry = session.made.network.log_of(session.made.id_of("Karen Lund"))[0]
    assert entry.date == TODAY
    assert entry.words == f"Karen Lund {text}".strip()


def plain(session: Session) -> None:
    """A touch without words, by the medium used last."""
    logged(session, "")


def noted(session: Session) -> None:
    """A touch with a note."""
    logged(session, "coffee at the station")


def snoozed(session: Session) -> None:
    """Karen is out of sight for a week."""
    snooze = session.made.network.find("Karen Lund").snooze
    assert snooze is not None
    assert snooze.until == TODAY + timedelta(7)


def opened(session: Session) -> None:
    """The page of the one who was looked for."""
    assert session.dialog == "ContactPage"
    assert session.page.subjects() == (session.made.id_of("Jan Holm"),)


def promised(session: Session) -> None:
    """A follow-up with its day."""
    (promise,) = session.made.network.promises(session.made.id_of("Karen Lund"))
    assert (promise.text, promise.due) == ("send CV", TODAY + timedelta(3))


def sorted_all(session: Session) -> None:
    """Ten people have a circle."""
    circles = [contact.circles for contact in session.made.network.people()]
    assert circles == [(Circle.FRIENDS,)] * 10


def undone(session: Session) -> None:
    """What was written last is gone."""
    assert not session.made.network.log_of(session.made.id_of("Ida Friis"))


TASKS: dict[str, tuple[Callable[[], Network], Callable[[Session], None]]] = {
    "log a plain touch": (five, plain),
    "log one with a note": (five, noted),
    "snooze for a week": (five, snoozed),
    "find somebody and open the page": (five, opened),
    "add a follow-up": (five, promised),
    "sort ten people who were imported": (lambda: unsorted(10), sorted_all),
    "undo the last change": (five, undone),
}


def test_every_task_of_the_table_is_pressed() -> None:
    """The README and this file tell of the same ones, each beside the two others."""
    assert table().keys() == TASKS.keys()
    assert all(len(cells) == 3 and all(cells) for cells in table().values())


@pytest.mark.parametrize("task", TASKS)
async def test_a_task_costs_what_the_readme_says(task: str) -> None:
    """From the first screen, with the person under the cursor."""
    network, outcome = TASKS[task]
    made = network()
    if outcome is undone:
        made.log("lunch with @Ida")
    async with running(made) as session:
        if outcome is undone:
            assert made.network.log_of(made.id_of("Ida Friis"))
        await session.press(*keys(table()[task][0]))
        outcome(session)
