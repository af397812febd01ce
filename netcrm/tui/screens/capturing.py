"""Opening the capture line and writing what comes of it: an entry, a correction or a draft."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from netcrm.core.capture import Capture, describe
from netcrm.core.changes import drafts, log
from netcrm.core.i18n import _
from netcrm.core.interaction import Interaction
from netcrm.core.record import JSON, Change, Record
from netcrm.core.text import clean, same
from netcrm.tui.screens.capture import CaptureScreen, Outcome
from netcrm.tui.widgets import capture_words
from netcrm.tui.widgets.log import DRAFT

if TYPE_CHECKING:
    from netcrm.tui.screens.page import Page


async def capture_line(page: "Page", *, draft_id: str = "") -> str:
    """Open the capture line, with the draft that waits in it; return the id of the new entry."""
    draft = page.network.drafts.get(draft_id or page.desk.left_draft)
    text = clean(str(draft.fields.get("text", ""))) if draft else ""
    return await _open(page, text, draft=draft)


async def log_with(page: "Page", people: Iterable[str]) -> str:
    """Open the capture line with PEOPLE named in it; return the id of the new entry, or nothing."""
    ids = [*people]
    text = capture_words.entry_text(ids, page.network)
    return await _open(page, text, named=ids)


async def correct(page: "Page", entry: Interaction) -> None:
    """Open the capture line with what an entry says, and write what is made of it."""
    text, chosen = restated(page, entry)
    outcome = await _ask(page, text, title=_("Correct this entry"), chosen=chosen)
    if outcome is None or outcome.capture is None:
        return
    line = outcome.capture
    if not line.resolved:
        page.flash.refuse(_("Left as it was: {why}").format(why=_why(line)))
        return
    change = log.correct(page.network, entry.id, line, page.today)
    page.act(lambda: change, said=_("Corrected: {entry}").format(entry=describe(line, page.today)))


def restated(page: "Page", entry: Interaction) -> tuple[str, dict[str, str]]:
    """Return the line that says today what ENTRY says, and who is meant by its names.

    The day is written out where the text has a relative one, the medium where it was guessed.
    """
    chosen: dict[str, str] = {}
    text = clean(entry.text)
    line = capture_words.read(text, page.network, page.today, chosen).capture
    if line.date != entry.date:
        head = next((s for s in line.spans if s.kind == "day" and s.start == 0), None)
        rest = text[head.end :].lstrip(": ") if head else text
        text = f"{entry.date.isoformat()}: {rest}"
    reading = capture_words.read(text, page.network, page.today, chosen)
    for mention in reading.asked:
        meant = [person.id for person in mention.candidates if person.id in entry.contacts]
        if meant:
            chosen[same(mention.words)] = meant[0]
    line = capture_words.read(text, page.network, page.today, chosen).capture
    if (line.medium, line.answered) != (entry.medium, entry.answered):
        text = f"{text.rstrip()} ={entry.medium}{'' if entry.answered else '?'}"
    return text, chosen


async def _open(
    page: "Page", text: str, *, draft: Record | None = None, named: Iterable[str] = ()
) -> str:
    chosen = _meant(page, text, named)
    outcome = await _ask(page, text, chosen=chosen)
    if outcome is None:
        return ""
    line = outcome.capture
    if line is not None and line.resolved:
        return _log(page, line, draft)
    typed = outcome.text.strip()
    if not typed or (line is None and outcome.text.rstrip() == text.rstrip()):
        if line is None and not typed:
            page.desk.left_draft = ""
        return ""
    _keep(page, outcome, draft)
    return ""


async def _ask(
    page: "Page", text: str, *, title: str = "", chosen: Mapping[str, str] | None = None
) -> Outcome | None:
    screen = CaptureScreen(
        lambda: page.desk.network, page.today, text=text, title=title, chosen=dict(chosen or {})
    )
    return await page.ask(screen)


def _meant(page: "Page", text: str, named: Iterable[str]) -> dict[str, str]:
    """Return who is meant by the names that were filled in, where others have the same name."""
    ids = [*named]
    if not ids:
        return {}
    reading = capture_words.read(text, page.network, page.today, {})
    return {
        same(mention.words): person.id
        for mention in reading.asked
        for person in mention.candidates
        if person.id in ids
    }


def _log(page: "Page", line: Capture, draft: Record | None) -> str:
    network = page.desk.network
    if draft is not None and draft.id not in network.drafts:
        draft = None
    logged = log.log(line, today=page.today, new_id=network.new_id, instead_of=draft)
    if draft is not None and draft.id == page.desk.left_draft:
        page.desk.left_draft = ""
    words = describe(line, page.today)
    page.act(lambda: logged.change, said=_("Logged: {entry}").format(entry=words))
    page.captured(logged.entry_id)
    return logged.entry_id


def _keep(page: "Page", outcome: Outcome, draft: Record | None) -> None:
    """Keep what can't be logged, or was left with Esc: as the draft it was, or a new one."""
    network = page.desk.network
    line = outcome.capture
    why = _why(line) if line else _("not finished")
    names = [name for problem in line.problems for name in problem.candidates] if line else []
    if draft is not None and draft.id in network.drafts:
        values: dict[str, JSON] = {"text": outcome.text, "why": why, "candidates": [*names]}
        change = Change(_("kept a draft"), draft.become(values))
        draft_id = draft.id
    else:
        kept = drafts.keep(
            outcome.text, why=why, candidates=names, today=page.today, new_id=network.new_id
        )
        change, draft_id = kept.change, kept.id
    page.desk.left_draft = "" if line else draft_id
    if not change:
        return
    words = _("Kept as a draft in the log: {why}").format(why=why)
    page.act(lambda: change, said=words if line else _("Kept as a draft; c goes on with it"))
    page.captured(DRAFT + draft_id)


def _why(line: Capture) -> str:
    return line.problems[0].message if line.problems else ""
