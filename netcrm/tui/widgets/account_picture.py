"""The account by week as a small picture: two rows of blocks on one scale, and the numbers in a sentence."""

from datetime import date

from textual.strip import Strip

from netcrm.core.account import Balance
from netcrm.core.account_words import kinds_words
from netcrm.core.i18n import _
from netcrm.core.rules import Rules
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.frame import Frame

WEEKS = 12
_LABEL = 10
_CELL = 4


def picture(balance: Balance, today: date, width: int, rules: Rules | None = None) -> list[Line]:
    """Return the lines of the picture, none wider than WIDTH cells: as many weeks as there is room for."""
    most = max(1, min(WEEKS, (width - _LABEL) // _CELL))
    weeks = balance.weeks(today, most, rules)
    counts = [*(week.deposits for week in weeks), *(week.withdrawals for week in weeks)]
    blocks = paint.columns(counts)
    rows = (
        (_("put in"), counts[: len(weeks)], blocks[: len(weeks)], paint.STRONG),
        (_("taken out"), counts[len(weeks) :], blocks[len(weeks) :], paint.ACCENT),
    )
    lines: list[Line] = []
    for label, numbers, row, ink in rows:
        line = [(paint.left(label, _LABEL), paint.QUIET)]
        for count, block in zip(numbers, row, strict=True):
            line.append((paint.right(str(count) if count else "·", _CELL - 1), paint.PLAIN))
            line.append((block, ink))
        lines.append(line)
    names = "".join(paint.right(str(week.number), _CELL - 1) + " " for week in weeks)
    lines.append([(paint.left(_("week"), _LABEL) + names, paint.FAINT)])
    week = weeks[-1] if weeks else None
    words = _(
        "This week {a} put in, {b} taken out; in these {n} weeks {c} and {d}; in all {e} and {f}."
    ).format(
        a=week.deposits if week else 0,
        b=week.withdrawals if week else 0,
        n=len(weeks),
        c=sum(one.deposits for one in weeks),
        d=sum(one.withdrawals for one in weeks),
        e=balance.deposits,
        f=balance.withdrawals,
    )
    lines += [[], *([(text, paint.PLAIN)] for text in paint.wrap(words, width, most=2))]
    for label, deposit in ((_("put in"), True), (_("taken out"), False)):
        if kinds := kinds_words(balance, deposit=deposit):
            text = paint.cut(paint.shown(f"{label}: {kinds}"), width)
            lines.append([(text, paint.QUIET)])
    return lines


class AccountPicture(Frame, can_focus=False, inherit_bindings=False):
    """The picture of everybody together. Takes no focus."""

    _balance = Balance(())
    _today = date.min
    _rules: Rules | None = None

    def on_mount(self) -> None:
        """Name the frame."""
        self.entitle(_("Account"))

    def show(self, balance: Balance, today: date, rules: Rules) -> None:
        """Draw another account."""
        self._balance, self._today, self._rules = balance, today, rules
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the strip of one line on screen."""
        width = self.scrollable_content_region.width
        lines: list[Line] = []
        if self._balance.acts:
            lines = picture(self._balance, self._today, max(1, width - 2), self._rules)
        line = lines[y] if y < len(lines) else []
        return paint.strip([(" ", paint.PLAIN), *line], width, self.plain, self.ink)
