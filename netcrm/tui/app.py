"""The wiring: holds the network's keeper, writes what pages ask for, hands the new snapshot round.

The only module of the app that knows the store.
"""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from netcrm.core.errors import CannotBeDoneError, NetcrmError, StoreError
from netcrm.core.i18n import _, ngettext
from netcrm.core.record import Change
from netcrm.tui import kept_theme, theme
from netcrm.tui.key_queue import KeyQueue
from netcrm.tui.line_filter import ControlFilter, PlainFilter
from netcrm.tui.lookout import Lookout
from netcrm.tui.screens.home import HomeScreen
from netcrm.tui.screens.page import Page
from netcrm.tui.terminal import TerminalDriver, is_terminal_gone
from netcrm.tui.trail import Trail
from netcrm.tui.unsaved import last_try, write_all

if TYPE_CHECKING:
    from netcrm.config.file import SettingsFile
    from netcrm.tui.keeper import Keeper, Stranger

CLOCK_SECONDS = 60.0


class NetcrmApp(App[None]):
    """The full-screen app over one keeper; TODAY tells the local day whenever it is asked."""

    TITLE = "netcrm"
    CSS_PATH = Path(__file__).with_name("netcrm.tcss")
    LATER_CSS_PATH = Path(__file__).with_name("dialogs.tcss")
    """The looks of what the first page does not show: read once that stands."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Quit", show=False, priority=True),
        Binding("ctrl+c", "told_to_quit", "Quit", show=False, system=True),
    ]

    def __init__(
        self,
        keeper: "Keeper",
        today: Callable[[], date],
        *,
        state: Path | None = None,
        settings: "SettingsFile | None" = None,
    ) -> None:
        super().__init__()
        self.settings = settings
        """The user's settings, and the file they stand in."""
        self.keeper = keeper
        self.network = keeper.network
        self.today = today()
        self.unsaved: list[Change] = []
        """What could not be written yet, in order."""
        self.why_unsaved = ""
        self.left_draft = ""
        """The id of the draft that waits in the capture line."""
        self.left_name = ""
        """What stands in the line of the discovery and was not entered yet."""
        self.stranger: Stranger | None = None
        """Another network in the folder about which nobody was asked since the app was opened."""
        self.trail = Trail()
        """What was done since the app was opened, and who was let be in triage."""
        self.busy = 0
        """How many actions are under way; none while a dialog waits for an answer."""
        self._clock = today
        self.state = state
        """The folder for the theme that was chosen, the place in the review, and crash reports."""
        self._asked: set[str] = set()
        """The ids of the other networks that were asked about."""
        self._keys = KeyQueue(self)
        self._lookout = Lookout(self._poll, self._handle_exception)
        for each in theme.THEMES:
            self.register_theme(each)
        self.theme = kept_theme.first_theme(
            state, self._theme_said(), self.available_themes, theme.THEMES[0].name
        )
        if settings is not None and settings.settings.keys:
            from netcrm.tui.keymap import use

            use(self, settings.settings.keys)

    # -- how it looks ---------------------------------------------------------------------------

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours that not every theme has."""
        return theme.variable_defaults(self.current_theme)

    def _theme_said(self) -> str:
        return self.settings.settings.theme if self.settings else ""

    def _keep_theme(self, chosen: Theme) -> None:
        if self.state is None:
            return
        try:
            kept_theme.keep(self.state, chosen.name, self._theme_said())
        except OSError as error:
            if isinstance(self.screen, Page):
                why = error.strerror or str(error)
                words = _("this theme holds only until you quit: {why}").format(why=why)
                self.screen.flash.refuse(words)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters and the net that catches control characters.

        With NO_COLOR Textual's own would leave greys and a background: nothing but attributes is left.
        """
        if self.no_color:
            return [PlainFilter(), ControlFilter()]
        return [*super().get_line_filters(), ControlFilter()]

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver, on a terminal the one that takes any byte."""
        chosen = super().get_driver_class()
        return TerminalDriver if chosen is LinuxDriver else chosen

    def refresh_css(self, animate: bool = True) -> None:
        """Read the stylesheet with the colours of another theme.

        Before there is a screen there is nothing to draw anew: the stylesheet is read once, then.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())
            self.stylesheet.update(self, animate=animate)

    def _read_later_css(self) -> None:
        """Read the looks of what comes after the first page; keys typed ahead may have opened it already."""
        self.stylesheet.read(self.LATER_CSS_PATH)
        if len(self.screen_stack) > 1 or self.screen.query("#filter, #notice"):
            self.refresh_css(animate=False)
        else:
            self.stylesheet.parse()

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to start with."""
        return HomeScreen(self.network, self.today, width=self.size.width)

    # -- the keeper -----------------------------------------------------------------------------

    def write(self, change: Change) -> bool:
        """Write CHANGE and show it; return whether it is saved. If not, it is kept to try again."""
        self.unsaved.append(change)
        self.trail.changed()
        return self.save_again()

    def save_again(self) -> bool:
        """Write what could not be written, oldest first; return whether everything is saved now.

        Of a change that no store could keep the words become a draft, and the others go on.
        """
        kept_as_drafts = 0
        try:
            kept_as_drafts = write_all(self.keeper, self.unsaved, self.today)
            self.why_unsaved = ""
        except StoreError as error:
            self.why_unsaved = error.message
        self.show()
        if kept_as_drafts:
            from netcrm.tui.rescued import words

            self.call_later(self.notify, words(kept_as_drafts))
        return not self.unsaved

    def undo(self) -> tuple[str, tuple[str, ...]]:
        """Take the last change back; return its words and what was kept. Raises NetcrmError."""
        undone = self.keeper.undo()
        self.trail.change_undone()
        self.show()
        return undone.what, undone.kept

    def redo(self) -> tuple[str, tuple[str, ...]]:
        """Do again what was undone; return its words and what was kept. Raises NetcrmError."""
        undone = self.keeper.redo()
        self.trail.change_redone()
        self.show()
        return undone.what, undone.kept

    def show(self) -> None:
        """Hand the snapshot and the day to all pages."""
        self.network = self.keeper.network
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.today = self.today
                screen.network = self.network
                screen.tell_lasting()

    def on_mount(self) -> None:
        """Start to look after the clock, other writers and the terminal."""
        self.call_after_refresh(self._read_later_css)
        self.call_after_refresh(_collect_again)
        self.call_after_refresh(self.ask_about_stranger)

        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self._lookout.start()
        self.set_interval(CLOCK_SECONDS, self._tick)
        for name in (signal.SIGHUP, signal.SIGTERM):
            with suppress(ValueError, RuntimeError, NotImplementedError):
                asyncio.get_running_loop().add_signal_handler(name, self.exit)

    def on_app_focus(self) -> None:
        """Look at once when somebody comes back to the terminal."""
        self._lookout.wake(at_once=True)

    def on_unmount(self) -> None:
        """Look after nothing any more."""
        self._lookout.stop()

    def _poll(self) -> bool:
        """Take in what the shell and other machines wrote, and say if there was any; end where the terminal has."""
        if not self.is_headless and is_terminal_gone():
            self.exit()
            return False
        try:
            changed = self.keeper.poll(self.today)
        except NetcrmError as error:
            if isinstance(self.screen, Page):
                self.screen.flash.refuse(error.message, error.hint)
            return False
        if changed := self._meet_stranger() or changed:
            self.show()
        return changed

    def _meet_stranger(self) -> bool:
        """Look whether another network has come into the folder, or is gone; return whether that is new."""
        before = self.stranger
        strangers = (one for one in self.keeper.strangers() if one.store not in self._asked)
        self.stranger = next(strangers, None)
        return self.stranger != before

    def ask_about_stranger(self) -> bool:
        """Ask whether two networks that met in the folder are one; return whether there are two.

        It is asked once as the app is started, then when somebody wants to be asked.
        """
        strangers = self.keeper.strangers()
        wanted = self.stranger or next(iter(strangers), None)
        if wanted is None:
            return False
        from netcrm.tui.screens.dialogs.strangers import ask

        self._asked.add(wanted.store)
        self._meet_stranger()
        ask(self, wanted)
        return True

    def _tick(self) -> None:
        """Make the backup of the day where it is due; begin a new day at midnight."""
        self.run_worker(asyncio.to_thread(self.keeper.back_up_daily), group="backup")
        today = self._clock()
        if today != self.today:
            self.today = today
            with suppress(NetcrmError):
                self.keeper.poll(today)
            self.show()

    def notify(self, message: object, **_settings: object) -> None:
        """Say what Textual has to say in the flash line."""
        if isinstance(self.screen, Page):
            self.screen.flash.say(str(message))

    def open_url(self, url: str, *, new_tab: bool = True) -> None:  # noqa: ARG002  as Textual has it
        """Open an address on the desktop, or copy it."""
        from netcrm.tui.opener import open_or_copy

        open_or_copy(self, url)

    # -- keys -----------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Take keys one at a time: what was typed ahead meets the screen it was meant for."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self._lookout.wake()
            self._keys.put(event)
        else:
            await super().on_event(event)

    @property
    def is_leaving(self) -> bool:
        """Whether the app has been told to end."""
        return self._exit

    async def forward(self, event: events.Event) -> None:
        """Hand a key on to whoever has the focus."""
        await super().on_event(event)

    def press(self, key: str, character: str | None = None) -> None:
        """Do what a press of KEY does that types CHARACTER, or nothing."""
        event = events.Key(key, character)
        event.set_sender(self)
        self._keys.put(event)

    def digit_chose(self, at: float) -> None:
        """Hear that a digit, typed AT that time (seconds), chose a day; see `KeyQueue`."""
        self._keys.digit_chose(at)

    def tell_how_to_date(self) -> None:
        """Say how to type a date in digits, beside what the first of them did."""
        if isinstance(self.screen, Page):
            flash = self.screen.flash
            flash.say(flash.said, hint=_("`u` to undo · `Tab` comes before a date in digits"))

    def action_told_to_quit(self) -> None:
        """Say how to quit."""
        if isinstance(self.screen, Page):
            self.screen.flash.say(_("q quits from the first page; Ctrl+Q from anywhere"))

    def action_leave(self) -> None:
        """Quit; asks where something is not saved."""
        if not self.unsaved:
            self.exit()
            return
        from netcrm.tui.screens.dialogs.confirm import ConfirmDialog

        count = len(self.unsaved)
        text = ngettext(
            "{n} change could not be saved and would be lost: {why}",
            "{n} changes could not be saved and would be lost: {why}",
            count,
        ).format(n=count, why=self.why_unsaved)
        dialog = ConfirmDialog(_("Quit all the same?"), text, keep=_("Stay"), go=_("Quit"))
        self.push_screen(dialog, lambda yes: self.exit() if yes else None)

    # -- the end --------------------------------------------------------------------------------

    def _fatal_error(self) -> None:
        """Leave with a report that has no values in it; Textual's own would print the notes."""
        from rich.text import Text

        from netcrm import crash
        from netcrm.store.place import default_place

        error = sys.exc_info()[1] or self._exception
        if error is None:
            return
        self.bell()
        self._exit_renderables.append(Text(crash.leave(error, self.state or default_place().state)))
        self._close_messages_no_wait()


def _collect_again() -> None:
    """Turn the collector on once the first frame stands; what is there by then it need not walk."""
    gc.freeze()
    gc.enable()


def run(
    keeper: "Keeper",
    today: Callable[[], date],
    *,
    mouse: bool = True,
    state: Path | None = None,
    settings: "SettingsFile | None" = None,
) -> int:
    """Run the app on the terminal until it is quit; close the keeper; return the exit code.

    Without MOUSE the mouse is left to the terminal; STATE is the folder for the theme and crash reports.
    Raises CannotBeDoneError where standard input, output or error is no terminal, StoreError where the app
    ended, by a key or by a signal, with something that can't be saved.
    """
    try:
        if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
            raise CannotBeDoneError(
                _("the app needs a terminal"),
                _("`netcrm due` lists who is due, also into a file or a pipe"),
            )
        app = NetcrmApp(keeper, today, state=state, settings=settings)
        app.run(mouse=mouse)
        last_try(keeper, app.unsaved, app.today)
    finally:
        keeper.close(with_files=True)
    return app.return_code or 0
