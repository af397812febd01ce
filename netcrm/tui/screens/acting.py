"""The keys of the `.` menu on any page with people; each asks for what it needs."""

from typing import TYPE_CHECKING, cast

from netcrm.tui.screens.leading import LeadingPage

if TYPE_CHECKING:
    from netcrm.tui.screens.people import PeoplePage


class ActingPage(LeadingPage):
    """A page on which the menu, or one of its commands alone, takes whoever is meant."""

    async def chosen(self) -> tuple[str, ...]:
        """Return whom the next action takes, or say that there is nobody."""
        raise NotImplementedError

    def action_more(self) -> None:
        """Show what else can be done with a contact."""
        self.start(self._more())

    async def _more(self) -> None:
        from netcrm.tui.screens.more import choose_more

        if ids := await self.chosen():
            await choose_more(cast("PeoplePage", self), ids)

    def action_reach(self) -> None:
        """Copy or open a mail, a phone number or a link."""
        self.start(self._reach())

    async def _reach(self) -> None:
        from netcrm.tui.screens.reaching import reach

        page = cast("PeoplePage", self)
        contact = await page.one()
        if contact is not None:
            await reach(page, contact.id)

    def action_note(self) -> None:
        """Write the note."""
        self._do_more("note")

    def action_pause(self) -> None:
        """Stop the clock."""
        self._do_more("pause")

    def action_let_go(self) -> None:
        """Let go."""
        self._do_more("let_go")

    def action_take_back(self) -> None:
        """Take back."""
        self._do_more("take_back")

    def action_answered(self) -> None:
        """Say that a reply came."""
        self._do_more("answered")

    def action_cadence(self) -> None:
        """Set how often."""
        self._do_more("cadence")

    def action_deceased(self) -> None:
        """Set the memorial day."""
        self._do_more("deceased")

    def action_choose(self) -> None:
        """Choose between values that two machines wrote."""
        self._do_more("choose")

    def action_merge(self) -> None:
        """Make one of two."""
        self._do_more("merge")

    def _do_more(self, what: str) -> None:
        async def asked() -> None:
            from netcrm.tui.screens.more import do_more

            if ids := await self.chosen():
                await do_more(cast("PeoplePage", self), ids, what)

        self.start(asked())
