"""The filter of a page with lists: a line at the foot, and the list that narrows while it is typed in."""

from asyncio import sleep
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work
from textual.worker import WorkerError

from netcrm.core.i18n import _
from netcrm.tui.screens.people import PeoplePage

if TYPE_CHECKING:
    from textual.worker import Worker

    from netcrm.tui.widgets.filter_line import FilterLine
    from netcrm.tui.widgets.log import LogPane
    from netcrm.tui.widgets.staleness import StalenessPane

_WAIT = 0.04
"""Seconds for which nothing more is typed, before it is looked for."""


class Filtering(PeoplePage):
    """A page of which the list that has the focus can be filtered."""

    filter_line: "FilterLine | None" = None
    _laid_out: "Worker[None] | None" = None

    def filtered(self) -> "StalenessPane | LogPane":
        """Return the list that a filter means now; goes there where it is another one than the focused one."""
        raise NotImplementedError

    async def action_find(self) -> None:
        """Open the line that filters the pane."""
        from netcrm.tui.widgets.filter_line import FilterLine

        if self.filter_line is None:
            self.filter_line = FilterLine()
            await self.mount(self.filter_line, after="#panes")
        self.filter_line.open(self.filtered().filter)
        self._laid_out = self._lay_people_out()

    @work(thread=True, group="lay out", exit_on_error=False)
    def _lay_people_out(self) -> None:
        """Lay out what is looked through, so that no key waits for it."""
        from netcrm.core.everyone_in_order import everyone_in_order

        network = self.network
        everyone_in_order(network, self.today)
        _texts = network.haystacks

    def why_not(self, action: str) -> str:
        """Return why an action can't be taken now."""
        if action == "save_filter" and self.is_mounted and not self.query_to_save():
            return _("there is no filter of people to save: `/` makes one")
        return super().why_not(action)

    def action_save_filter(self) -> None:
        """Give the filter of the people a name, under which it stands among the circles."""
        if why := self.why_not("save_filter"):
            self.flash.refuse(why)
        else:
            self.start(self._save_filter())

    async def _save_filter(self) -> None:
        from netcrm.core.saved_filter import save
        from netcrm.tui.screens.dialogs.ask_line import LineDialog, Read

        query = self.query_to_save()

        def read(line: str) -> Read[str]:
            save(self.network, line, query)
            return Read(line, query)

        answer = await self.ask(
            LineDialog(_("What shall this filter be called?"), read, placeholder=_("sparring"))
        )
        if answer is not None and self.act(lambda: save(self.network, answer.value, query)):
            self.filter_saved(query)

    def query_to_save(self) -> str:
        """Return the filter of the people as it stands; empty where there is none."""
        raise NotImplementedError

    def filter_saved(self, query: str) -> None:
        """Go to a filter that was saved just now."""
        raise NotImplementedError

    def on_filter_line_typed(self, message: "FilterLine.Typed") -> None:
        """Filter while the line is typed in."""
        self._filter(message.text)

    @work(exclusive=True, group="filter")
    async def _filter(self, text: str) -> None:
        from netcrm.core.query import hint

        await sleep(_WAIT)
        if self._laid_out is not None:
            with suppress(WorkerError):  # then it is laid out when it is looked through
                await self._laid_out.wait()
        pane = self.filtered()
        pane.filter = text
        if self.filter_line is not None:
            self.filter_line.complain(pane.problem or hint(text))

    def on_filter_line_closed(self, message: "FilterLine.Closed") -> None:
        """Keep the filter that the line was left with."""
        pane = self.filtered()
        self.workers.cancel_group(self, "filter")
        pane.filter = message.text
        pane.focus()
