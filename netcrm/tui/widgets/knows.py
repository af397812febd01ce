"""Whom a contact knows: a list of contacts and acquaintances, each with what they are to each other."""

from datetime import date

from textual import work
from textual.reactive import reactive

from netcrm.core.contact import as_text
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.relation_words import how_words
from netcrm.core.who_knows_whom import Link, who_knows_whom
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.pane import Pane
from netcrm.tui.widgets.person import FEW
from netcrm.tui.widgets.words import name_word

MOST_SHOWN = 6
NAME, HOW = 22, 18


class Knows(Pane[Link]):
    """Whom one contact knows, the earliest said first."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)
    contact_id = ""

    _ready: Network | None = None

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(_("4 Knows"))

    def watch_network(self) -> None:
        """Show whom they know now."""
        self.stale()

    def refill(self) -> None:
        """Show whom they know; where there are many relations once they have been laid out."""
        network = self.network
        if network is None:
            return
        if network is not self._ready and len(network.relations) > FEW:
            self._lay_out(network)
            return
        found = who_knows_whom(network).links(self.contact_id)
        self.fill(found)
        new = sum(link.other not in network.contacts for link in found)
        words = [ngettext("{n} person", "{n} people", len(found)).format(n=len(found))]
        if new:
            words.append(
                ngettext("{n} known through them", "{n} known through them", new).format(n=new)
            )
        self.subtitle = " · ".join(words) if found else ""
        self.styles.height = min(max(len(found), 1), MOST_SHOWN) + 2

    @work(thread=True, exit_on_error=False)
    def _lay_out(self, network: Network) -> None:
        """Lay many relations out by people, then show what is found."""
        who_knows_whom(network).links("")
        self._ready = network
        self.app.call_from_thread(self.stale)

    def row_key(self, row: Link) -> str:
        """Return the id of whom they know."""
        return row.other

    def draw_row(self, row: Link, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return the line: the name, what they are to each other, what they do."""
        network = self.network
        if network is None:
            return []
        record = network.contacts.get(row.other) or network.acquaintances.get(row.other)
        fields = record.fields if record else {}
        mine = row.other in network.contacts
        line = [
            ("•" if marked else " ", paint.SIGN),
            ("▶ " if cursor else "  ", paint.SIGN),
        ]
        room = max(2, width - 3)
        name = min(NAME, max(8, room // 2))
        ink = paint.STRONG if cursor else paint.PLAIN if mine else paint.ACCENT
        line.append((paint.left(name_word(network.name_of(row.other)), name) + " ", ink))
        room -= name + 1
        how = ", ".join(how_words(row, self.contact_id))
        work = " · ".join(filter(None, (as_text(fields.get("title")), as_text(fields.get("org")))))
        told = " · ".join(filter(None, (how, work, _("contact") if mine else "")))
        line.append((paint.left(told, max(0, room)), paint.QUIET))
        return line

    def draw_empty(self, width: int) -> list[Line]:
        """Return how it is said whom they know."""
        return paint.teach(_("Nobody yet. `+` says whom they know."), width)
