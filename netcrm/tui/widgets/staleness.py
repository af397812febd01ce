"""The staleness pane: the people of the scope, whoever needs a word first on top."""

from datetime import date

from textual.reactive import reactive

from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.pane import Pane
from netcrm.tui.widgets.standing_row import draw_standing

UNSORTED = "circle:unsorted"


def people(network: Network, today: date, scope: str, wanted: str) -> tuple[str, ...]:
    """Return the ids of the rows: the heat list of the SCOPE, or everybody that WANTED finds in it.

    Both are queries. Those in the review come first, in its order. Who is not in the heat list
    (hidden, without a cadence) is found only where something is wanted, and comes after the others
    by name. Raises BadInputError for a bad query.
    """
    standings = network.standings(today)
    if not wanted.strip() and scope in ("", UNSORTED):
        return standings.triage if scope else standings.listed
    from netcrm.core.query import Query

    if not wanted.strip():
        return Query.parse(scope, today).select(network, standings.listed)
    from netcrm.core.everyone_in_order import everyone_in_order

    return Query.parse(f"{scope} {wanted}", today).select(
        network, everyone_in_order(network, today)
    )


def _is_understood(query: str, today: date) -> bool:
    from netcrm.core.query import Query

    try:
        Query.parse(query, today)
    except BadInputError:
        return False
    return True


class StalenessPane(Pane[str]):
    """The heat list; rows are ids of contacts."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)
    scope: reactive[str] = reactive("", repaint=False)
    """A query that means the people of the chosen circle or tag; everyone where it is empty."""
    filter: reactive[str] = reactive("", repaint=False)
    """What the user looks for within the scope."""

    def on_mount(self) -> None:
        """Name the pane."""
        self._entitle()

    def watch_network(self) -> None:
        """Rank again."""
        self.stale()

    def watch_today(self) -> None:
        """Rank again."""
        self.stale()

    def watch_scope(self) -> None:
        """Show the people of the scope, from the top."""
        self._to_top = True
        self._entitle()
        self.stale()

    def watch_filter(self) -> None:
        """Show who is found, from the top."""
        self._to_top = True
        self.stale()

    _to_top = False

    @property
    def problem(self) -> str:
        """Why the filter can't be understood, or empty; the rows then stay as they were.

        It may be the scope, a filter that was saved: then there are none.
        """
        self.settle()
        return self._problem

    _problem = ""

    def refill(self) -> None:
        """Show the people of the scope that the filter finds."""
        if self.network is None:
            return
        try:
            found = people(self.network, self.today, self.scope, self.filter)
        except BadInputError as error:
            self._problem = error.message
            self.subtitle = f"/{self.filter} · {error.message}" if self.filter else error.message
            if not _is_understood(self.scope, self.today):
                self.fill(())
            return
        self._problem = ""
        self.marked = self.marked & self.network.contacts.keys()
        self.fill(found, to_top=self._to_top)
        self._to_top = False
        self._count()

    def why(self, contact_id: str) -> tuple[str, ...]:
        """Return why the filter finds somebody, in words, where it has some: what they are good for."""
        if not self.filter or self.network is None or contact_id not in self.network.contacts:
            return ()
        from netcrm.core.query import Query

        try:
            query = Query.parse(self.filter, self.today)
        except BadInputError:
            return ()
        return query.why(self.network, contact_id)

    def row_key(self, row: str) -> str:
        """Return the id of the contact."""
        return row

    def draw_row(self, row: str, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return the person's line."""
        network = self.network
        if network is None or row not in network.contacts:
            return [(" " * width, paint.PLAIN)]
        standing = network.standings(self.today).of(row)
        triage = self.scope == UNSORTED and not self.filter
        return draw_standing(
            standing, width, self.today, cursor=cursor, marked=marked, triage=triage
        )

    def draw_empty(self, width: int) -> list[Line]:
        """Return what to do about an empty list."""
        network = self.network
        if network is None:
            return []
        if self._problem:
            text = _("That filter can't be understood:\n{filter}")
            return paint.teach(text, width, filter=self._problem)
        if self.filter:
            text = _("Nobody here matches “{filter}”.\n`Esc` clears the filter.")
        elif not len(network):
            text = _(
                "No contacts yet.\n\n"
                "`n`  ten minutes of questions: whom you know already\n"
                "`a`  add somebody\n"
                "`c`  note a meeting, and whom you met\n\n"
                "In the shell:\n\n"
                "`netcrm import FILE`  bring an address book\n"
                "`netcrm demo`         look around in a made-up network"
            )
        elif self.scope == UNSORTED:
            text = _("Everybody is in a circle.")
        elif unsorted := len(network.standings(self.today).triage):
            text = ngettext(
                "{n} person is in no circle yet, and only circles make a cadence.\n\n"
                "`t`  sort them, one key each\n"
                "`/`  find them by name",
                "{n} people are in no circle yet, and only circles make a cadence.\n\n"
                "`t`  sort them, one key each\n"
                "`/`  find them by name",
                unsorted,
            ).replace("{n}", str(unsorted))
        else:
            text = _(
                "Nobody here has a cadence, so nobody goes stale.\n"
                "`/`  finds people by name all the same."
            )
        return paint.teach(text, width, filter=self.filter)

    def say_marked(self, keys: frozenset[str]) -> None:
        """Tell which people are marked, and show how many."""
        self._count()
        super().say_marked(keys)

    def _entitle(self) -> None:
        words = self.scope.removeprefix("circle:").replace("tag:", "#").replace('"', "")
        self.entitle(_("2 Staleness"), words)

    def _count(self) -> None:
        if self.network is None:
            return
        self.subtitle = " · ".join(filter(None, (self._marks(), self._summary(self.network))))

    def _marks(self) -> str:
        if not self.marked:
            return ""
        marked = ngettext("{n} marked", "{n} marked", len(self.marked)).format(n=len(self.marked))
        away = len(self.marked.difference(self.rows))
        return marked + (" " + _("({n} not shown)").format(n=away) if away else "")

    def _summary(self, network: Network) -> str:
        standings = network.standings(self.today)
        if self.filter:
            return _("/{filter} · {n} of {all}").format(
                filter=self.filter, n=len(self.rows), all=len(network)
            )
        if self.scope == UNSORTED:
            return _("{n} to sort").format(n=len(self.rows))
        if self.scope:
            due = len(frozenset(standings.queue).intersection(self.rows))
            return _("{n} due of {all}").format(n=due, all=len(self.rows))
        words = []
        if standings.due:
            words.append(_("{n} due").format(n=standings.due))
        if standings.drifting:
            words.append(_("{n} drifting").format(n=standings.drifting))
        return " · ".join(words) or (_("nobody is due") if self.rows else "")
