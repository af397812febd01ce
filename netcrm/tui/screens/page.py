"""What all pages share: flash line, key bar, capture line, undo; never touches the store."""

from collections.abc import Callable, Coroutine
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen

from netcrm.core.errors import NetcrmError
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.record import Change
from netcrm.tui import commands
from netcrm.tui.commands import Scope
from netcrm.tui.widgets.flash import Flash
from netcrm.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from netcrm.tui.app import NetcrmApp

Answer = TypeVar("Answer")


def _none_yet() -> Network:
    raise AssertionError("a page is given a network when it is made")


class Page(Screen[None]):
    """A screen that acts: it asks, makes a change, has the app write it, and says what happened."""

    SCOPE: ClassVar[Scope] = Scope.HOME
    BINDINGS: ClassVar[list[BindingType]] = []

    network: reactive[Network] = reactive(_none_yet, init=False)
    """What is known now; the app sets it after each change."""
    today: reactive[date] = reactive(date.min, init=False)
    """The local day."""

    def __init__(self, network: Network, today: date) -> None:
        super().__init__(classes="page")
        self.set_reactive(Page.network, network)
        self.set_reactive(Page.today, today)
        self.flash = Flash()
        self.key_bar = KeyBar(commands.shown(self.SCOPE), self.why_not)

    _then: Coroutine[Any, Any, None] | None = None
    """What comes after an action, and may be one itself."""

    @property
    def desk(self) -> "NetcrmApp":
        """The app, which alone writes."""
        return self.app  # type: ignore[return-value]  # pages are shown by this app only

    def body(self) -> ComposeResult:
        """Yield what the page is about."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out the page: what it is about, what happened, the keys."""
        yield from self.body()
        yield self.flash
        yield self.key_bar

    def why_not(self, action: str) -> str:
        """Return why an action can't be taken now, in a sentence; empty where it can."""
        if action == "undo" and not self.desk.keeper.can_undo:
            return _("there is nothing to undo")
        if action == "redo" and not self.desk.keeper.can_redo:
            return _("there is nothing to redo")
        if action == "two_networks" and not self.desk.keeper.strangers():
            return _("there is only one network in the folder")
        return ""

    def refresh_keys(self) -> None:
        """Draw the key bar again where what can be done has changed."""
        self.key_bar.look_again()

    def watch_network(self) -> None:
        """Draw the keys again."""
        self.refresh_keys()

    @on(KeyBar.Wanted)
    def _wanted(self, message: KeyBar.Wanted) -> None:
        self.desk.press(message.key)

    # -- asking and writing ---------------------------------------------------------------------

    def start(self, asking: Coroutine[Any, Any, object]) -> None:
        """Run ASKING, which may wait for dialogs; not while another one is open."""
        if self.app.screen is not self or self.desk.busy:
            asking.close()
            return
        self.desk.busy += 1
        self.run_worker(self._asked(asking), group="asking")

    async def _asked(self, asking: Coroutine[Any, Any, object]) -> None:
        try:
            await asking
        except NetcrmError as error:
            self.flash.refuse(error.message, error.hint)
        except KeyError:
            self.flash.refuse(_("that is no longer there"))
        finally:
            self.desk.busy -= 1
        if self._then is not None:
            then, self._then = self._then, None
            await then

    async def ask(self, dialog: ModalScreen[Answer]) -> Answer | None:
        """Show a dialog and return its answer; None where it was left. Only within `start`."""
        self.desk.busy -= 1
        try:
            return await self.app.push_screen_wait(dialog)
        finally:
            self.desk.busy += 1

    def act(self, make: Callable[[], Change], *, said: str = "") -> bool:
        """Write what MAKE returns and say it; return whether there was something to write.

        What can't be done is said, and nothing is written.
        """
        try:
            change = make()
        except NetcrmError as error:
            self.flash.refuse(error.message, error.hint)
            return False
        except KeyError:
            self.flash.refuse(_("that is no longer there"))
            return False
        if not change:
            self.flash.say(_("Nothing to change"))
            return False
        saved = self.desk.write(change)
        what = said or change.what
        what = what[:1].upper() + what[1:]
        if saved:
            self.flash.say(what, undo=self.desk.keeper.can_undo == change.what)
        else:
            self.flash.refuse(_("Not saved yet: {what}").format(what=what))
        return True

    def tell_lasting(self) -> None:
        """Show for as long as it is so that something is not saved, or that another network is there."""
        count = len(self.desk.unsaved)
        if count:
            words = ngettext(
                "{n} change is NOT SAVED: {why}. Ctrl+S tries again.",
                "{n} changes are NOT SAVED: {why}. Ctrl+S tries again.",
                count,
            )
            self.flash.notice(words.format(n=count, why=self.desk.why_unsaved.rstrip(".")))
        elif self.desk.stranger is not None:
            words = ngettext(
                "Another network lies in the same folder, with {n} person: “: two networks” asks about it",
                "Another network lies in the same folder, with {n} people: “: two networks” asks about it",
                self.desk.stranger.people,
            )
            self.flash.notice(words.format(n=self.desk.stranger.people), quiet=True)
        else:
            self.flash.notice("")

    def on_mount(self) -> None:
        """Say what was so before this page was opened."""
        self.tell_lasting()

    def action_two_networks(self) -> None:
        """Ask whether this network and another one in the folder are one."""
        if why := self.why_not("two_networks"):
            self.flash.refuse(why)
        elif self.app.screen is self:
            self.desk.ask_about_stranger()
            self.tell_lasting()

    def action_save(self) -> None:
        """Try again to write what could not be saved."""
        if not self.desk.unsaved:
            self.flash.say(_("Everything is saved"))
        elif self.desk.save_again():
            self.flash.say(_("Saved"))
        else:
            self.flash.refuse(_("Still not saved: {why}").format(why=self.desk.why_unsaved))

    def action_undo(self) -> None:
        """Take the last change back."""
        if why := self.why_not("undo"):
            self.flash.refuse(why)
            return
        self._say_undone(_("Undone: {what}"), self.desk.undo, _("`U` to redo"))

    def action_redo(self) -> None:
        """Do again what was undone."""
        if why := self.why_not("redo"):
            self.flash.refuse(why)
            return
        self._say_undone(_("Done again: {what}"), self.desk.redo, _("`u` to undo"))

    def _say_undone(
        self, words: str, undo: Callable[[], tuple[str, tuple[str, ...]]], hint: str
    ) -> None:
        try:
            what, kept = undo()
        except NetcrmError as error:
            self.flash.refuse(error.message, error.hint)
            return
        if kept:
            hint = _("kept, as it was changed since: {what}").format(what=", ".join(kept))
        self.flash.say(words.format(what=what), hint=hint)
        self.undone(what)

    def undone(self, what: str) -> None:
        """Hear that WHAT was taken back or done again."""

    # -- the capture line -----------------------------------------------------------------------

    def action_capture(self) -> None:
        """Open the capture line, with what was left in it."""
        from netcrm.tui.screens.capturing import capture_line

        self.start(capture_line(self))

    def captured(self, row: str) -> None:
        """Hear which row of the log came of the capture line: an entry's id, or `draft:ID`."""

    # -- the rest -------------------------------------------------------------------------------

    def action_palette(self) -> None:
        """Open the palette."""
        self.start(self._palette())

    async def _palette(self) -> None:
        from netcrm.tui.screens.palette import PaletteDialog

        answer = await self.ask(PaletteDialog(self.SCOPE, self.network, self.why_not))
        if answer is not None:
            self._then = self.chose(answer)

    async def chose(self, answer: str) -> None:
        """Do what was chosen in the palette: run a command."""
        await self.run_action(commands.named(answer).action)

    def action_back_up(self) -> None:
        """Make a backup."""
        from netcrm.tui.screens.backing_up import back_up

        self.start(back_up(self))

    def action_restore(self) -> None:
        """Go back to a backup."""
        from netcrm.tui.screens.backing_up import restore

        self.start(restore(self))

    def action_theme(self) -> None:
        """Choose the colours."""
        self.app.search_themes()

    def action_settings(self) -> None:
        """Change the settings."""
        from netcrm.tui.screens.settings import change_settings

        self.start(change_settings(self))

    def action_help(self) -> None:
        """Show the keys of this page."""
        from netcrm.tui.screens.help import HelpScreen

        if self.app.screen is self:
            self.app.push_screen(HelpScreen(self.SCOPE))

    def action_back(self) -> None:
        """Go back to the page before."""
        if self.app.screen is self:
            self.dismiss()
