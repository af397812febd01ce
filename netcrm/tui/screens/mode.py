"""Choose between job search and peacetime, and set the goals of the mode."""

from netcrm.core.changes import mode as changes
from netcrm.core.dates import short_day
from netcrm.core.errors import BadInputError
from netcrm.core.goals import MOST, conversation_words, people_words, progress
from netcrm.core.i18n import _, ngettext
from netcrm.core.profile import Mode
from netcrm.tui.screens.dialogs.ask_line import LineDialog, Read
from netcrm.tui.screens.dialogs.menu import MenuDialog, Row
from netcrm.tui.screens.page import Page

CONVERSATIONS, NEW_PEOPLE = "conversations", "new_people"


async def choose_mode(page: Page) -> None:
    """Show the mode and its goals, and change what is chosen."""
    now = progress(page.network, page.today)
    since = ""
    if now.since:
        since = _("since {day}").format(day=short_day(now.since, page.today))
    chosen = page.network.profile.mode
    hints = {
        Mode.JOB_SEARCH: _("cadences halved, dormant ties called"),
        Mode.PEACETIME: _("work on it, also when you need nothing"),
    }
    labels = {Mode.JOB_SEARCH: _("job search"), Mode.PEACETIME: _("peacetime")}
    rows = [
        Row(
            str(mode),
            key,
            labels[mode],
            hints[mode],
            (since or _("so already")) if mode is now.mode and chosen is mode else "",
        )
        for key, mode in (("1", Mode.JOB_SEARCH), ("2", Mode.PEACETIME))
    ]
    goals = now.goals
    rows += [
        Row(
            CONVERSATIONS,
            "c",
            _("conversations a week…"),
            conversation_words(now.conversations, goals.conversations)
            if goals.conversations
            else _("no goal"),
        ),
        Row(
            NEW_PEOPLE,
            "n",
            _("new people a month…"),
            people_words(now.new_people, goals.new_people) if goals.new_people else _("no goal"),
        ),
    ]
    title = _("Mode: {mode}").format(mode=labels[now.mode])
    answer = await page.ask(MenuDialog(title, rows))
    if answer is None:
        return
    if answer in (CONVERSATIONS, NEW_PEOPLE):
        await _set_goal(page, answer, getattr(goals, answer))
        return
    network = page.network
    page.act(lambda: changes.change(network, Mode(answer), today=page.today))


async def _set_goal(page: Page, name: str, goal: int) -> None:
    def read(line: str) -> Read[int]:
        text = line.strip()
        if not text.isdecimal() or int(text[:9]) > MOST:
            raise BadInputError(_("a goal is a number from 0 to {most}").format(most=MOST))
        count = int(text)
        if not count:
            return Read(0, _("no goal"))
        if name == CONVERSATIONS:
            words = ngettext("{n} conversation a week", "{n} conversations a week", count)
        else:
            words = ngettext("{n} new person a month", "{n} new people a month", count)
        return Read(count, words.format(n=count))

    title = (
        _("How many conversations a week?")
        if name == CONVERSATIONS
        else _("How many new people a month?")
    )
    answer = await page.ask(
        LineDialog(title, read, value=str(goal), placeholder="3", selected=True)
    )
    if answer is None:
        return
    network, today = page.network, page.today
    if name == CONVERSATIONS:
        page.act(lambda: changes.change(network, None, today=today, conversations=answer.value))
    else:
        page.act(lambda: changes.change(network, None, today=today, new_people=answer.value))
