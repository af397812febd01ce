"""A page that leads to the others, each loaded when it is opened for the first time."""

from netcrm.tui.screens.page import Page


class LeadingPage(Page):
    """A page with the keys to the other pages; none opens while a dialog is open."""

    def open_contact(self, contact_id: str) -> None:
        """Open a contact's page."""
        from netcrm.tui.screens.contact import ContactPage

        if contact_id in self.network.contacts and self.app.screen is self:
            self.app.push_screen(ContactPage(self.network, self.today, contact_id))

    def action_follow_ups(self) -> None:
        """Open the list of all promises."""
        from netcrm.tui.screens.promises import PromisesPage

        if self.app.screen is self:
            self.app.push_screen(PromisesPage(self.network, self.today))

    def action_board(self) -> None:
        """Open the opportunities."""
        from netcrm.tui.screens.board import BoardPage

        if self.app.screen is self:
            self.app.push_screen(BoardPage(self.network, self.today))

    def action_introductions(self) -> None:
        """Open the introductions."""
        from netcrm.tui.screens.introductions import IntroductionsPage

        if self.app.screen is self:
            self.app.push_screen(IntroductionsPage(self.network, self.today))

    def action_review(self) -> None:
        """Start the review."""
        from netcrm.tui.screens.review import ReviewPage

        if self.app.screen is self:
            self.app.push_screen(ReviewPage(self.network, self.today))

    def action_triage(self) -> None:
        """Start the triage."""
        from netcrm.tui.screens.triage import TriagePage

        if self.app.screen is self:
            self.app.push_screen(TriagePage(self.network, self.today))

    def action_account(self) -> None:
        """Open the account."""
        from netcrm.tui.screens.account import AccountPage

        if self.app.screen is self:
            self.app.push_screen(AccountPage(self.network, self.today))

    def action_revive(self) -> None:
        """Open the list of dormant ties."""
        from netcrm.tui.screens.revive import RevivePage

        if self.app.screen is self:
            self.app.push_screen(RevivePage(self.network, self.today))

    def action_map(self) -> None:
        """Open the map."""
        from netcrm.tui.screens.map import MapPage

        if self.app.screen is self:
            self.app.push_screen(MapPage(self.network, self.today))

    def action_insights(self) -> None:
        """Open the insights."""
        from netcrm.tui.screens.insights import InsightsPage

        if self.app.screen is self:
            self.app.push_screen(InsightsPage(self.network, self.today))
