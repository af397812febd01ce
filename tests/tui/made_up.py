"""A handful of made-up people, and the app over them with keys pressed one after the other."""

from asyncio import Event, sleep, timeout
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, timedelta

from textual.dom import DOMNode
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from netcrm.config.file import SettingsFile
from netcrm.core.capture import capture
from netcrm.core.changes import follow_ups, log, people
from netcrm.core.record import JSON
from netcrm.core.rules import Rules
from netcrm.tui.app import NetcrmApp
from netcrm.tui.screens.home import HomeScreen
from netcrm.tui.screens.page import Page
from netcrm.tui.widgets.card_pane import CardPane
from tests.memory import Memory
from tests.tui.screen_text import is_drawn, screen_text

TODAY = date(2026, 11, 24)
"""A Tuesday."""


class Network(Memory):
    """A network told in the words of its user."""

    def add(self, name: str, *circles: str, known: int = 400, **fields: JSON) -> str:
        """Add somebody, known for so many days; return the id."""
        added = people.add(
            self.network, name, {"circles": [*circles], **fields}, today=TODAY - timedelta(known)
        )
        self.write(added.change)
        return added.id

    def log(self, text: str) -> str:
        """Write a line of the log; return the entry's id."""
        line = capture(text, today=TODAY, directory=self.network.directory)
        assert line.resolved, line.problems
        logged = log.log(line, today=TODAY, new_id=self.new_id)
        self.write(logged.change)
        return logged.entry_id

    def promise(self, name: str, text: str, due: date | None = None) -> str:
        """Promise somebody something; return the follow-up's id."""
        before = {*self.network.follow_ups}
        self.write(follow_ups.promise(self.network, [self.id_of(name)], text, due))
        (made,) = {*self.network.follow_ups} - before
        return made

    def id_of(self, name: str) -> str:
        """Return the id of whoever is called NAME."""
        return self.network.find(name).id

    def entries(self, name: str) -> list[str]:
        """Return the texts of somebody's log, the latest first."""
        return [entry.text for entry in self.network.log_of(self.id_of(name))]


def five(rules: Rules | None = None) -> Network:
    """Return five people and what was with them; Karen is coldest, then Jan, Anna, Bo; Ida is unsorted."""
    made = Network(TODAY, rules)
    made.add("Anna Berg", "friends", org="Vestas", title="designer", emails=["anna@example.org"])
    made.add("Bo Dahl", "family")
    made.add("Karen Lund", "professional", org="Novo Nordisk", tags=["ex-nokia"])
    made.add("Jan Holm", "friends")
    made.add("Ida Friis", org="DR", imported=True, known=3)
    made.log("2025-12-24: coffee with @Karen at the station")
    made.log("2026-08-01: @Jan =call sailing")
    made.log("2026-10-01: @Anna =email wants an intro to Karen #jobhunt")
    made.log("2026-11-20: lunch with @Bo")
    forget(made)
    return made


def forget(made: Memory) -> None:
    """Forget how the network came about, so that undo begins with the test."""
    made._behind.clear()
    made.done.clear()


def _character(key: str) -> str | None:
    """Return what a key types, or None."""
    return key if len(key) == 1 else {"space": " ", "slash": "/", "colon": ":"}.get(key)


class Session:
    """The app while it runs, and a hand on its keyboard."""

    def __init__(self, app: NetcrmApp, pilot: Pilot[None], made: Network) -> None:
        self.app = app
        self.pilot = pilot
        self.made = made

    async def press(self, *keys: str) -> None:
        """Press KEYS one after the other and wait until each has done all it does."""
        for key in keys:
            self.app.press(_character_to_key(key) if len(key) == 1 else key, _character(key))
        await self.settle()

    async def type(self, text: str) -> None:
        """Type TEXT."""
        await self.press(*text)

    async def poll(self) -> None:
        """Have the app look for what others wrote, as it does twice a second."""
        self.app._poll()
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way; `pilot.pause` would wait for the processor to rest."""
        drawn_again = 0
        while drawn_again < 2:
            await self.until(lambda: not self.is_busy)
            if self.app.is_leaving:
                return
            drawn = Event()
            screen = self.app.screen
            await self.until(_seen_by_all(screen).is_set)
            if screen.call_after_refresh(drawn.set):
                await self.until(lambda: drawn.is_set() or screen is not self.app.screen)  # noqa: B023  awaited within the same turn
            drawn_again = drawn_again + 1 if drawn.is_set() else 0  # else another screen came up

    @property
    def is_busy(self) -> bool:
        """Whether a key or an action is under way, or the screen on top is not there yet."""
        app = self.app
        screen = app.screen
        return bool(
            app._keys.is_busy
            or app.busy
            or not screen.is_running
            or not is_drawn(app)
            or getattr(screen, "is_turning", False)
            or any(card.is_turning for card in screen.query(CardPane))
        )

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait until something is so, or the app ends."""
        async with timeout(30):
            while not (self.app.is_leaving or done()):
                await sleep(0.001)

    @property
    def network(self) -> object:
        """The network as it is now."""
        return self.made.network

    @property
    def home(self) -> HomeScreen:
        """The first screen."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, HomeScreen)
        return screen

    @property
    def page(self) -> Page:
        """The page on top, below any dialog."""
        return next(s for s in reversed(self.app.screen_stack) if isinstance(s, Page))

    @property
    def said(self) -> str:
        """What was said last in the flash line."""
        return self.page.flash.said

    @property
    def dialog(self) -> str:
        """The kind of screen on top."""
        return type(self.app.screen).__name__

    @property
    def current(self) -> str:
        """The name under the cursor of the list of people."""
        return self.made.network.name_of(self.home.staleness.current or "")

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(screen_text(self.app))


def _seen_by_all(screen: Screen[object]) -> Event:
    """Return what is set once all that each widget of SCREEN was told before has been seen by it."""
    seen = Event()
    waiting = {*screen.walk_children(with_self=True)}

    def tell(widget: DOMNode) -> None:
        waiting.discard(widget)
        if not waiting:
            seen.set()

    for widget in [*waiting]:
        if not widget.call_later(tell, widget):
            tell(widget)
    return seen


@asynccontextmanager
async def running(
    made: Network | None = None,
    *,
    size: tuple[int, int] = (120, 36),
    clock: Callable[[], date] = lambda: TODAY,
    kind: type[NetcrmApp] = NetcrmApp,
    settings: SettingsFile | None = None,
) -> AsyncIterator[Session]:
    """Run the app over MADE, or over the five."""
    made = made or five()
    app = kind(made, clock, settings=settings)
    async with app.run_test(size=size) as pilot:
        session = Session(app, pilot, made)
        await session.settle()
        yield session
