"""Reads a screen as the text it shows, and hosts panes without the rest of the app."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Container
from textual.filter import LineFilter
from textual.reactive import Reactive, reactive
from textual.screen import Screen
from textual.widget import Widget

import netcrm.tui
from netcrm.core.network import Network
from netcrm.tui.line_filter import ControlFilter
from netcrm.tui.theme import THEMES, variable_defaults

STYLESHEETS = [
    Path(netcrm.tui.__file__).with_name(f"{name}.tcss") for name in ("netcrm", "dialogs")
]


def screen_text(app: App[object]) -> list[str]:
    """Return the lines on the screen, without the blanks at their ends."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def is_drawn(app: App[object]) -> bool:
    """Return whether everything on top has its place, and nothing waits to be drawn anew."""
    screen = app.screen
    waits = screen._layout_required or screen._dirty_widgets or screen._recompose_required
    return screen._compositor.size.area > 0 and not waits


class HostScreen(Screen[None]):
    """Hands a network to the panes it hosts, as the app's home does."""

    HORIZONTAL_BREAKPOINTS: ClassVar = [(0, "-tiny"), (80, "-narrow"), (100, "-wide")]

    network: Reactive[Network | None] = reactive(None)
    today: Reactive[date] = reactive(date.min)
    filter: Reactive[str] = reactive("")

    def __init__(
        self, make: Callable[[], Iterable[Widget]], network: Network | None, today: date
    ) -> None:
        super().__init__()
        self._make = make
        self.set_reactive(HostScreen.network, network)
        self.set_reactive(HostScreen.today, today)

    def compose(self) -> ComposeResult:
        """Yield the panes, fed with the network and the day."""
        with Container(id="panes"):
            for widget in self._make():
                if hasattr(type(widget), "network"):
                    widget.data_bind(HostScreen.network, HostScreen.today)
                yield widget


class Host(App[None]):
    """An app of nothing but widgets in netcrm's looks; `said` collects the messages they send."""

    CSS_PATH = STYLESHEETS
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        make: Callable[[], Iterable[Widget]],
        network: Network | None = None,
        today: date = date.min,
        theme: str = "netcrm",
    ) -> None:
        self.lined = ControlFilter()
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.host = HostScreen(make, network, today)

    def get_default_screen(self) -> Screen[None]:
        """Return the screen with the widgets."""
        return self.host

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give netcrm's variables to every theme."""
        return variable_defaults(self.current_theme)

    def get_line_filters(self) -> list[LineFilter]:
        """Add the net under everything."""
        return [*super().get_line_filters(), self.lined]

    def text(self) -> str:
        """Return the screen as one text."""
        return "\n".join(screen_text(self))
