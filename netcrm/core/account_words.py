"""The account in words, for the shell and the app: what was, never what it is worth."""

from datetime import date

from netcrm.core.account import Balance
from netcrm.core.dates import short_day
from netcrm.core.i18n import _


def sentence(balance: Balance) -> str:
    """Return how much was put in and taken out."""
    return _("{deposits} put in · {withdrawals} taken out").format(
        deposits=balance.deposits, withdrawals=balance.withdrawals
    )


def kinds_words(balance: Balance, *, deposit: bool) -> str:
    """Return what was put in, or taken out, by kind."""
    kinds = balance.kinds(deposit=deposit)
    return ", ".join(f"{kind_word(kind)} {count}" for kind, count in kinds.items())


def notes(balance: Balance, today: date) -> list[str]:
    """Return what is worth a thought: a word before the next ask, and what no thanks are noted for."""
    words = [balance.hint] if balance.hint else []
    if since := balance.unthanked:
        words.append(_("no thanks noted since {day}").format(day=short_day(since, today)))
    return words


def kind_word(kind: str) -> str:
    """Return the word for what was given or got."""
    return {
        "touch": _("touches"),
        "sparring": _("sparring"),
        "feedback": _("feedback"),
        "advice": _("advice"),
        "intro": _("introductions"),
        "referral": _("referrals"),
        "help": _("help"),
        "thanks": _("thanks"),
        "congratulation": _("congratulations"),
    }.get(kind, kind)
