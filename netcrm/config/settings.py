"""What may be set, and how each value is checked; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from netcrm.core.circle import Circle
from netcrm.core.dates import CADENCE_MAX
from netcrm.core.i18n import _
from netcrm.core.medium import Medium
from netcrm.core.rules import DEFAULT_CADENCES, Rules
from netcrm.core.text import tag_word

BUDGET_MAX = 1000
THEMES = (
    *("netcrm", "netcrm-light", "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light"),
    *("catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha"),
    *("dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn"),
    *("rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark", "textual-light"),
    "tokyo-night",
)
"""netcrm's own and Textual's, which only the app could ask."""
LANGUAGES = ("auto", "da", "en")
WEEK_STARTS = {"monday": 0, "sunday": 6}
MEDIA = tuple(str(medium) for medium in Medium if medium is not Medium.NOTE)
CIRCLES = tuple(map(str, Circle))
TABLES = ("cadence", "cadence.tags", "review", "keys")
FREE_TABLES = ("cadence.tags", "keys")
"""The tables with names of the user's own."""

Key = tuple[str, ...]
Value = str | int | bool


class WrongError(Exception):
    """A setting that can't be taken: KEY is where it stands."""

    def __init__(self, key: Key, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.key, self.message, self.hint = key, message, hint


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, those that were not made at their defaults."""

    rules: Rules = field(default_factory=Rules)
    theme: str = ""
    """A theme's name; empty where none was chosen."""
    language: str = "auto"
    default_medium: str = str(Medium.MET)
    """How one was in touch where neither the line nor the log gives a clue."""
    mouse: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by the id of a command, which only those who know the commands can check."""


def settings(found: Mapping[str, object]) -> Settings:
    """Return the settings that the tables of a file make; raises WrongError for the first that is wrong."""
    _only_known(found)
    cadence = _table(found, ("cadence",))
    tags = _table(cadence, ("cadence", "tags"))
    keys = _table(found, ("keys",))
    review = _table(found, ("review",))
    rules = Rules(
        circles={
            circle: _number(
                cadence, ("cadence", str(circle)), CADENCE_MAX, DEFAULT_CADENCES[circle]
            )
            for circle in Circle
        },
        tags={
            tag_word(tag): _number(tags, ("cadence", "tags", tag), CADENCE_MAX, 1) for tag in tags
        },
        budget=_number(review, ("review", "budget"), BUDGET_MAX, Rules().budget),
        week_start=WEEK_STARTS[_one_of(found, "week_start", tuple(WEEK_STARTS), "monday")],
    )
    return Settings(
        rules,
        theme=_one_of(found, "theme", THEMES, "") if "theme" in found else "",
        language=_one_of(found, "language", LANGUAGES, "auto"),
        default_medium=_one_of(found, "default_medium", MEDIA, str(Medium.MET)),
        mouse=_yes_or_no(found, "mouse", default=True),
        keys={id: _keys(keys, id) for id in keys},
    )


KNOWN: Mapping[Key, Callable[[Settings], Value]] = {
    ("theme",): lambda s: s.theme,
    ("language",): lambda s: s.language,
    ("default_medium",): lambda s: s.default_medium,
    ("week_start",): lambda s: next(
        w for w, day in WEEK_STARTS.items() if day == s.rules.week_start
    ),
    ("mouse",): lambda s: s.mouse,
    ("cadence", "family"): lambda s: s.rules.circles[Circle.FAMILY],
    ("cadence", "friends"): lambda s: s.rules.circles[Circle.FRIENDS],
    ("cadence", "professional"): lambda s: s.rules.circles[Circle.PROFESSIONAL],
    ("review", "budget"): lambda s: s.rules.budget,
}
"""Each setting with a name of its own, and how to read its value."""


def values(settings: Settings) -> dict[str, Value]:
    """Return the settings by their dotted names, those of the free tables too."""
    found: dict[str, Value] = {".".join(key): value(settings) for key, value in KNOWN.items()}
    found |= {f"cadence.tags.{tag}": days for tag, days in settings.rules.tags.items()}
    return found | {f"keys.{id}": keys for id, keys in settings.keys.items()}


def _only_known(found: Mapping[str, object], above: Key = ()) -> None:
    names = {".".join(key) for key in KNOWN} | {*TABLES}
    for name, value in found.items():
        key = (*above, name)
        dotted = ".".join(key)
        if dotted not in names:
            raise WrongError(
                key, _("there is no setting `{key}`").format(key=dotted), _nearest(key, names)
            )
        if isinstance(value, dict) and dotted in TABLES and dotted not in FREE_TABLES:
            _only_known(value, key)


def _nearest(key: Key, names: set[str]) -> str:
    """Return which setting may have been meant, else those that there are."""
    from netcrm.core.nearest import nearest

    dotted = ".".join(key)
    meant = [name for name in sorted(names) if name.rpartition(".")[2] == key[-1]]
    meant = meant or nearest(dotted, sorted(names), 1)
    meant = meant or [n for n in sorted(names) if nearest(key[-1], [n.rpartition(".")[2]], 1)]
    if meant:
        return _("did you mean `{key}`?").format(key=meant[0])
    return _("known here: {keys}").format(keys=", ".join(sorted(names - {"cadence.tags"})))


def _table(found: Mapping[str, object], key: Key) -> Mapping[str, object]:
    value = found.get(key[-1], {})
    if not isinstance(value, dict):
        raise WrongError(key, _("`{key}` has to be a table").format(key=".".join(key)))
    return value


def _number(found: Mapping[str, object], key: Key, most: int, default: int) -> int:
    value = found.get(key[-1], default)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        message = _("`{key}` has to be a whole number from 1 to {most}")
        raise WrongError(key, message.format(key=".".join(key), most=most))
    return value


def _text(found: Mapping[str, object], key: Key) -> str:
    value = found.get(key[-1], "")
    if not isinstance(value, str):
        raise WrongError(key, _("`{key}` has to be a text in quotes").format(key=".".join(key)))
    return value


def _keys(found: Mapping[str, object], id: str) -> str:
    if isinstance(found[id], dict):
        message = _('the id of a command has to be in quotes: "{id}.…" = …')
        raise WrongError(("keys", id), message.format(id=id))
    return _text(found, ("keys", id))


def _one_of(found: Mapping[str, object], key: str, words: tuple[str, ...], default: str) -> str:
    value = found.get(key, default)
    if not isinstance(value, str) or value not in words:
        from netcrm.core.nearest import nearest

        meant = nearest(value, words, 1) if isinstance(value, str) else []
        hint = _("did you mean `{key}`?").format(key=meant[0]) if meant else ""
        message = _("`{key}` has to be one of: {words}")
        raise WrongError((key,), message.format(key=key, words=", ".join(words)), hint)
    return value


def _yes_or_no(found: Mapping[str, object], key: str, *, default: bool) -> bool:
    value = found.get(key, default)
    if not isinstance(value, bool):
        raise WrongError((key,), _("`{key}` has to be true or false").format(key=key))
    return value
