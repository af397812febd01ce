"""The outreach log pane: drafts that wait, what is planned, and what has been, the latest first."""

from asyncio import sleep
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer

from netcrm.core.draft import Draft
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _, ngettext
from netcrm.core.interaction import Interaction
from netcrm.core.network import Network, log_order
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.log_row import draw_draft, draw_entry
from netcrm.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from netcrm.core.query import Query

FIRST = 200
"""How many entries are shown before the whole log has been read."""

_READ_AGAIN = 0.5
"""Seconds after the last change until the whole log is read again; what changed shows at once."""

_SLICE = 1000
"""How many entries a search looks through in one go."""
_SLICES_A_FILL = 10
_SEARCH = "search"

DRAFT = "draft:"

LogRow = Interaction | Draft


def spliced(
    newest: tuple[Interaction, ...], known: tuple[Interaction, ...]
) -> tuple[Interaction, ...]:
    """Return NEWEST and, after them, what is older in a log KNOWN from before.

    Good enough to look at until the whole log has been read again.
    """
    if not newest:
        return ()
    oldest = log_order(newest[-1])
    start = bisect_left(known, True, key=lambda entry: log_order(entry) < oldest)
    return (*newest, *known[start:])


def found(
    query: "Query", network: Network, entries: tuple[Interaction, ...]
) -> tuple[Interaction, ...]:
    """Return those of ENTRIES that are looked for."""
    return tuple(entry for entry in entries if query.matches_entry(network, entry))


class LogPane(Pane[LogRow]):
    """The log; rows are entries and drafts."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)
    filter: reactive[str] = reactive("", repaint=False)
    """What the user looks for: words and `tag:`, `since:` and the like."""

    @dataclass
    class _Loaded(Message):
        """The whole log of a network can be had now at no cost."""

        network: Network

    _whole: tuple[Interaction, ...] | None = None
    """The whole log, of this network or of one before it."""

    _totals = (0, 0)
    """How many drafts and entries there are; of entries 0 also while they are not counted yet."""

    _searching = False
    _timer: Timer | None = None
    _to_top = False

    def load_all(self) -> None:
        """Read the whole log and show it. Meant for a worker's thread: reading may take its time."""
        network = self.network
        if network is not None:
            network.log()
            self.post_message(self._Loaded(network))

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(_("3 Outreach log"))

    def watch_network(self) -> None:
        """Show what the log holds now, and read it again where it was shown whole."""
        self.stale()
        if self._whole is not None:
            self._whole_stale()

    def watch_today(self) -> None:
        """Show the days anew."""
        self.stale()

    def watch_filter(self) -> None:
        """Show what is found, from the top."""
        self._to_top = True
        self.stale()

    def _whole_stale(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_READ_AGAIN, self._read_again)

    def _read_again(self) -> None:
        self.run_worker(
            self.load_all, group="log", exclusive=True, thread=True, exit_on_error=False
        )

    def on_log_pane__loaded(self, message: _Loaded) -> None:
        """Go on with the whole log."""
        if message.network is self.network:
            self._whole = message.network.log()
            self.stale()

    @property
    def problem(self) -> str:
        """Why the filter can't be understood, or empty; the rows then stay as they were."""
        self.settle()
        return self._problem

    _problem = ""

    def refill(self) -> None:
        """Show drafts and entries that the filter finds."""
        network = self.network
        if network is None:
            return
        entries = network.newest(FIRST)
        if self._whole is not None:
            entries = spliced(entries, self._whole)
        self.workers.cancel_group(self, _SEARCH)
        self._searching = False
        drafts = network.pending()
        rows: tuple[LogRow, ...] = (*drafts, *entries)
        if self.filter:
            from netcrm.core.query import Query

            try:
                query = Query.parse(self.filter, self.today)
            except BadInputError as error:
                self._problem = error.message
                self.subtitle = f"/{self.filter} · {error.message}"
                return
            rows = found(query, network, entries[:_SLICE])
            rest = entries[_SLICE:]
            self._searching = bool(rest)
            if rest:
                self.run_worker(self._search(query, network, rest), group=_SEARCH, exclusive=True)
        self._problem = ""
        known = self._whole is not None or len(entries) < FIRST
        self._totals = (len(drafts), len(entries) if known else 0)
        self.fill(rows, to_top=self._to_top)
        self._to_top = False
        self._count()

    async def _search(
        self, query: "Query", network: Network, entries: tuple[Interaction, ...]
    ) -> None:
        """Look through what is left a slice at a time, so that keys are heard in between."""
        slices = range(0, len(entries), _SLICE)
        more: list[Interaction] = []
        for number, start in enumerate(slices, 1):
            await sleep(0)
            more += found(query, network, entries[start : start + _SLICE])
            last = number == len(slices)
            if last or (more and number % _SLICES_A_FILL == 0):
                self._searching = not last
                self.fill((*self.rows, *more))
                self._count()
                more.clear()

    def row_key(self, row: LogRow) -> str:
        """Return the id of the entry; that of a draft after `draft:`."""
        return DRAFT + row.id if isinstance(row, Draft) else row.id

    def draw_at(self, place: int, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return the line of an entry, its day faint where the entry above has the same; or of a draft."""
        row = self.rows[place]
        if isinstance(row, Draft):
            return draw_draft(row, width, cursor=cursor, marked=marked)
        if self.network is None:
            return []
        above = self.rows[place - 1] if place else None
        repeated = isinstance(above, Interaction) and above.date == row.date
        return draw_entry(
            row,
            self.network,
            width,
            self.today,
            cursor=cursor,
            marked=marked,
            repeated=repeated,
        )

    def draw_empty(self, width: int) -> list[Line]:
        """Return what to do about an empty log."""
        if self.network is None:
            return []
        if self._searching:
            text = _("Searching …")
        elif self.filter:
            text = _("Nothing in the log matches “{filter}”.\n`Esc` clears the filter.")
        else:
            text = _(
                "Nothing logged yet.\n\n"
                "`l`  log a touch with whoever is under the cursor\n"
                "`c`  write a line: yesterday: lunch with @Mette #jobhunt !send CV fri"
            )
        return paint.teach(text, width, filter=self.filter)

    def say_marked(self, keys: frozenset[str]) -> None:
        """Tell which entries are marked, and show how many."""
        self._count()
        super().say_marked(keys)

    def _count(self) -> None:
        """Note in the corner what there is."""
        drafts, entries = self._totals
        words = []
        if self.marked:
            n = len(self.marked)
            words.append(ngettext("{n} marked", "{n} marked", n).format(n=n))
        if self.filter:
            count = _("/{filter} · {n} of {all}") if entries else _("/{filter} · {n}")
            words.append(count.format(filter=self.filter, n=len(self.rows), all=entries))
        else:
            if drafts:
                words.append(ngettext("{n} draft", "{n} drafts", drafts).format(n=drafts))
            if entries:
                words.append(ngettext("{n} entry", "{n} entries", entries).format(n=entries))
            words.append(self._goal())
        self.subtitle = " · ".join(filter(None, words))

    def _goal(self) -> str:
        """Return how the week goes; nothing before the log has been read, nor while it is empty."""
        if self.network is None or not self._whole:
            return ""
        from netcrm.core.goals import week_words

        return week_words(self.network, self.today)
