"""What a command works with: the place of the store, the day, the rules. On the way of `netcrm log`."""

import os
from datetime import date, datetime

from netcrm.cli.prompt import config_name
from netcrm.core import default_medium, i18n
from netcrm.core.errors import BadInputError, NetcrmError
from netcrm.core.i18n import _
from netcrm.core.medium import Medium
from netcrm.store.place import Place, default_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from netcrm.config.file import SettingsFile
    from netcrm.config.settings import Settings
    from netcrm.core.query import Query
    from netcrm.core.rules import Rules
    from netcrm.store.ahead import ReadAhead
    from netcrm.store.store import Store


_EARLY = (b"language", b"default_medium")
_LARGEST = 1 << 20
_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_CATALOGUE = "locale/{}/LC_MESSAGES/netcrm.mo"

_used: Place | None = None
_wrong = ""


def place_of(arguments: "Namespace") -> Place:
    """Return where the store is: `--store`, NETCRM_STORE, or the platform's data folder."""
    global _used  # noqa: PLW0603  the way out of the process asks for it
    _used = default_place(arguments.store)
    return _used


def place_used() -> Place | None:
    """Return the place that the command worked with, or None where it worked with none."""
    return _used


def today_of(arguments: "Namespace") -> date:
    """Return the local day to work with: `--today`, NETCRM_TODAY, or today.

    Raises BadInputError for what is not a day of the form YYYY-MM-DD.
    """
    chosen = arguments.today or os.environ.get("NETCRM_TODAY")
    if not chosen:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(chosen)
    except ValueError as error:
        raise BadInputError(
            _("“{day}” is not a day").format(day=chosen), _("say it as YYYY-MM-DD, like 2026-11-24")
        ) from error


def most_of(arguments: "Namespace") -> int | None:
    """Return how many `-n` asks for at most; None where it is not said. Raises BadInputError below 0."""
    most: int | None = arguments.n
    if most is not None and most < 0:
        raise BadInputError(_("-n takes a number from 0 up, not {n}").format(n=most))
    return most


def query_of(arguments: "Namespace", today: date) -> "Query":
    """Return the query that was given; says on standard error what looks like a filter and is none.

    Raises BadInputError as `Query.parse` does.
    """
    from netcrm.cli.output import tell
    from netcrm.core.query import Query, hint

    text = " ".join(arguments.query)
    query = Query.parse(text, today)
    if words := hint(text):
        tell(words)
    return query


def config_file() -> "Path":
    """Return where the settings are: NETCRM_CONFIG, or `netcrm/config.toml` in the user's settings folder."""
    from pathlib import Path

    return Path(config_name())


def settings_of() -> "Settings":
    """Return what the settings file says; raises BadInputError where it can't be understood."""
    return settings_file().settings


def settings_file() -> "SettingsFile":
    """Return the settings file as it is; raises BadInputError naming the line that can't be understood."""
    from netcrm.config.file import SettingsFile

    return SettingsFile(config_file(), _check_keys, danish=is_danish())


def _check_keys(found: "Settings") -> None:
    if found.keys:  # the table of the app's commands is long
        from netcrm.cli.app import read_keys

        read_keys(found.keys)


def rules_of() -> "Rules":
    """Return the rules of the settings file; raises BadInputError where it can't be understood."""
    return settings_of().rules


def heed_settings() -> None:
    """Speak the language and take the medium of the settings file, which most commands never read else.

    What is wrong with the file is for those to say that read it, or for `warn_of_settings`.
    """
    global _wrong  # noqa: PLW0603  a command that needs no settings goes ahead, and may say so
    _wrong = ""
    chosen, medium = "auto", Medium.MET
    try:
        if _says_anything_early():
            found = settings_of()
            chosen, medium = found.language, Medium(found.default_medium)
    except NetcrmError as error:
        _wrong = error.message
    default_medium.install(medium)
    speak(language() if chosen == "auto" else chosen)


def speak(chosen: str) -> None:
    """Speak a language, `da` or `en`, from now on: English needs no catalogue, and one that is not there no word."""
    from gettext import GNUTranslations, NullTranslations

    catalogue = NullTranslations()
    if chosen != "en":
        try:
            with open(os.path.join(_PACKAGE, _CATALOGUE.format(chosen)), "rb") as file:
                catalogue = GNUTranslations(file)
        except (OSError, ValueError):
            chosen = "en"
    i18n.install(catalogue)
    i18n.speak(chosen)


def warn_of_settings() -> None:
    """Say that the settings file can't be understood, where a command goes ahead all the same."""
    if _wrong:
        from netcrm.cli.output import warn

        warn(_("the settings were not heeded: {why}").format(why=_wrong))


def _says_anything_early() -> bool:
    """Return whether the settings file may hold what every command heeds; reading TOML costs 10 ms."""
    try:
        with open(config_name(), "rb", opener=_at_once) as file:
            lines = (file.read(_LARGEST) or b"").splitlines()
    except OSError:
        return False
    return any(line.lstrip(b"\xef\xbb\xbf \t\"'").startswith(_EARLY) for line in lines)


def _at_once(name: str, flags: int) -> int:
    """Open a file for which nobody is waited: a settings file may be a pipe."""
    return os.open(name, flags | os.O_NONBLOCK)


def open_store(
    arguments: "Namespace",
    ahead: "ReadAhead | None" = None,
    rules: "Rules | None" = None,
) -> "Store":
    """Open the store of a command, of which AHEAD is being read, by RULES or those of the settings file.

    Raises BadInputError where that can't be understood, StoreError where the store can't be read.
    """
    from netcrm.store.store import Store

    store = Store.open(
        place_of(arguments), rules=rules or rules_of(), today=today_of(arguments), ahead=ahead
    )
    if store.warnings:
        from netcrm.cli.output import warn

        for warning in store.warnings:
            warn(warning)
    return store


def back_up_first(store: "Store", why: str) -> None:
    """Make a backup before a command that changes much; where it can't be made that is said, no more."""
    if store.is_new:
        return
    try:
        store.backups.make(why)
    except NetcrmError as error:
        from netcrm.cli.output import warn

        warn(_("there is no backup from before this: {why}").format(why=error.message))


def day_first() -> bool:
    """Return whether `3/12` is the third of December: everywhere but where the locale is en_US."""
    return not _language("LC_TIME").startswith("en_US")


def is_danish() -> bool:
    """Return whether names are put in the Danish order: where the locale is Danish."""
    return _language("LC_COLLATE").startswith("da")


def language() -> str:
    """Return the language in which the user is asked: `da` where the locale is Danish, else `en`."""
    return "da" if _language("LC_MESSAGES").startswith("da") else "en"


def _language(category: str) -> str:
    """Return the locale of the environment for one of its categories; raises nothing."""
    return os.environ.get("LC_ALL") or os.environ.get(category) or os.environ.get("LANG") or ""
