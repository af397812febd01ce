"""The settings file, read and checked; knows nothing of the store or a screen."""

from collections.abc import Mapping
from pathlib import Path

from netcrm.core.circle import Circle
from netcrm.core.dates import CADENCE_MAX
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.rules import DEFAULT_CADENCES, Rules
from netcrm.core.text import tag_word

_LARGEST_BUDGET = 1000


def load_rules(path: Path) -> Rules:
    """Return the rules of the TOML file at PATH, the defaults where there is no such file.

    The file may hold `[cadence]` (family, friends, professional: days), `[cadence.tags]` (tag = days)
    and `[review]` (budget = people a day). Raises BadInputError naming the file and the line or key.
    """
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Rules()
    except OSError as error:
        raise BadInputError(
            _("{file}: can't be read: {why}").format(file=path, why=error.strerror or error)
        ) from error
    import tomllib

    try:
        return _rules(tomllib.loads(data.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(_("{file}: {why}").format(file=path, why=error)) from error
    except BadInputError as error:
        raise BadInputError(f"{path}: {error.message}", error.hint) from error


def _rules(settings: Mapping[str, object]) -> Rules:
    _only(settings, {"cadence", "review"}, "")
    cadence = _table(settings, "cadence")
    _only(cadence, {*map(str, Circle), "tags"}, "cadence.")
    circles = {
        circle: _number(cadence, str(circle), CADENCE_MAX, "cadence.", DEFAULT_CADENCES[circle])
        for circle in Circle
    }
    tag_table = _table(cadence, "tags")
    tags = {
        tag_word(tag): _number(tag_table, tag, CADENCE_MAX, "cadence.tags.", 1) for tag in tag_table
    }
    review = _table(settings, "review")
    _only(review, {"budget"}, "review.")
    budget = _number(review, "budget", _LARGEST_BUDGET, "review.", Rules().budget)
    return Rules(circles=circles, tags=tags, budget=budget)


def _table(settings: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = settings.get(key, {})
    if not isinstance(value, dict):
        raise BadInputError(_("`{key}` has to be a table").format(key=key))
    return value


def _only(settings: Mapping[str, object], known: set[str], prefix: str) -> None:
    for key in settings:
        if key not in known:
            raise BadInputError(
                _("there is no setting `{key}`").format(key=prefix + key),
                _("known here: {keys}").format(keys=", ".join(sorted(known))),
            )


def _number(settings: Mapping[str, object], key: str, most: int, prefix: str, default: int) -> int:
    value = settings.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise BadInputError(
            _("`{key}` has to be a whole number from 1 to {most}").format(
                key=prefix + key, most=most
            )
        )
    return value
