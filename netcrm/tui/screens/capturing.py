"""Opening the capture line and writing what comes of it: an entry, a correction or a draft."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from netcrm.core.capture import Capture, describe
from netcrm.core.changes import drafts, log
from netcrm.core.changes.corrections import Correction
from netcrm.core.draft import Draft
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
    if draft is None:
        return await _open(page, "")
    waiting = Draft(draft)
    if waiting.corrects in page.network.interactions:
        await _correct(page, page.network.interaction(waiting.corrects), draft)
        return ""
    return await _open(page, clean(waiting.text), draft=draft)


async def log_with(page: "Page", people: Iterable[str]) -> str:
    """Open the capture line with PEOPLE named in it; return the id of the new entry, or nothing."""
    ids = [*people]
    text = capture_words.entry_text(ids, page.network)
    return await _open(page, text, named=ids)


async def correct(page: "Page", entry: Interaction) -> None:
    """Open the capture line with what an entry says, or with the last draft that is to correct it."""
    waiting = [draft for draft in page.network.pending() if draft.corrects == entry.id]
    await _correct(page, entry, waiting[-1].record if waiting else None)


async def _correct(page: "Page", entry: Interaction, draft: Record | None) -> None:
    """Ask for the line and write what is made of it over what was there when the line opened."""
    correction = Correction(page.network, entry.id)
    if draft is None:
        text, chosen = restated(page, entry)
    else:
        text = Draft(draft).text
        chosen = _meant(page, text, entry.contacts)
    outcome = await _ask(page, text, chosen=chosen, settle=correction.settled)
    if outcome is None:
        return
    line = outcome.capture
    if line is not None and line.resolved:
        words = describe(correction.settled(line), page.today)
        network = page.desk.network
        instead_of = _still_there(page, draft)
        logged = correction.written(line, page.today, now=network, instead_of=instead_of)
        page.act(lambda: logged.change, said=_("Corrected: {entry}").format(entry=words))
        page.captured(entry.id)
    elif not outcome.text.strip():
        page.flash.say(_("The entry is as it was"))
    elif line is not None or outcome.text.rstrip() != text.rstrip():
        _keep(page, outcome, draft, corrects=entry.id)


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
    said = (line.medium, line.answered)
    if said != (entry.medium, entry.answered) or line.medium_from == "unknown":
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
    page: "Page",
    text: str,
    *,
    chosen: Mapping[str, str],
    settle: Callable[[Capture], Capture] | None = None,
) -> Outcome | None:
    screen = CaptureScreen(
        lambda: page.desk.network, page.today, text=text, chosen=dict(chosen), settle=settle
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


def _still_there(page: "Page", draft: Record | None) -> Record | None:
    """Return the draft that was opened, if nobody has discarded it meanwhile."""
    return draft if draft is not None and draft.id in page.desk.network.drafts else None


def _log(page: "Page", line: Capture, draft: Record | None) -> str:
    network = page.desk.network
    draft = _still_there(page, draft)
    if line.promoted or line.knows:
        from netcrm.core.changes.second_degree import with_acquaintances

        line = with_acquaintances(line, network)  # others may have written since it was read
    logged = log.log(
        line,
        today=page.today,
        new_id=network.new_id,
        contact=network.contact,
        instead_of=draft,
        network=lambda: network,
    )
    if draft is not None and draft.id == page.desk.left_draft:
        page.desk.left_draft = ""
    words = describe(line, page.today)
    page.act(lambda: logged.change, said=_("Logged: {entry}").format(entry=words))
    page.captured(logged.entry_id)
    return logged.entry_id


def _keep(page: "Page", outcome: Outcome, draft: Record | None, *, corrects: str = "") -> None:
    """Keep what can't be logged, or was left with Esc: as the draft it was, or a new one.

    CORRECTS is the id of the entry that the line was to correct.
    """
    network = page.desk.network
    line = outcome.capture
    why = _why(line) if line else _("not finished")
    names = [name for problem in line.problems for name in problem.candidates] if line else []
    if draft := _still_there(page, draft):
        values: dict[str, JSON] = {"text": outcome.text, "why": why, "candidates": [*names]}
        change = Change(_("kept a draft"), draft.become(values))
        draft_id = draft.id
    else:
        kept = drafts.keep(
            outcome.text,
            why=why,
            candidates=names,
            corrects=corrects,
            today=page.today,
            new_id=network.new_id,
        )
        change, draft_id = kept.change, kept.id
    if not corrects:
        page.desk.left_draft = "" if line else draft_id
    words = _kept(why if line else "", corrects)
    if not change:
        page.flash.say(words)
        return
    page.act(lambda: change, said=words)
    page.captured(DRAFT + draft_id)


def _kept(why: str, corrects: str) -> str:
    """Return what to say of a draft: why it can't be written, or how to go on with one that was left."""
    if why:
        words = _("The entry is as it was; the line is kept as a draft: {why}")
        words = words if corrects else _("Kept as a draft in the log: {why}")
        return words.format(why=why)
    return (
        _("Kept as a draft; e goes on with it")
        if corrects
        else _("Kept as a draft; c goes on with it")
    )


def _why(line: Capture) -> str:
    return line.problems[0].message if line.problems else ""
