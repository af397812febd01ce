"""What every test stands on: no surprises from the caller's environment."""

import sys
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from netcrm.core import day_order, default_medium, i18n
from netcrm.core.medium import Medium
from tests import no_network

sys.addaudithook(no_network.refuse)


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fail whatever reaches for a network, also where the error was swallowed."""
    no_network.REACHED.clear()
    yield
    assert no_network.REACHED == []


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the user's own store, colours, language and time zone out of the tests."""
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "NETCRM_STORE",
        "NETCRM_TODAY",
        "NETCRM_YES",
        "TEXTUAL_THEME",
        "NETCRM_CONFIG",
    ):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    day_order.install(day_first=True)
    default_medium.install(Medium.MET)
    i18n.install(NullTranslations())
    i18n.speak("en")
