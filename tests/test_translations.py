"""Every sentence is there in Danish too, with the same placeholders, and nothing but words changes with it."""

import re
from collections.abc import Iterator

import pytest

from netcrm.cli.parser import ARGPARSE
from netcrm.cli.session import speak
from netcrm.core.i18n import _
from netcrm.tui import commands
from netcrm.tui.command import Scope
from tests import translations

PLACES = re.compile(r"\{[^}]*\}|%\([a-z_]+\)[rs]|%[rs]")
catalogues = pytest.mark.parametrize(
    "path", translations.catalogues(), ids=translations.language_of
)


@pytest.fixture
def danish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak Danish; the next test speaks English again."""
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    speak("da")
    yield
    speak("en")


@catalogues
def test_every_sentence_is_translated(path: object) -> None:
    """`make translations` puts new ones into the catalogue and prints those that wait for a translation."""
    catalogue = translations.read(path)  # type: ignore[arg-type]  # a path, as the decorator has it
    wanted = {message for _module, message in translations.sentences()}
    have = {message.id for message in catalogue if message.id}
    assert {m if isinstance(m, str) else m[0] for m in wanted} <= {
        m if isinstance(m, str) else m[0] for m in have
    }
    assert translations.missing(catalogue) == []


@catalogues
def test_placeholders_and_lines_are_the_same(path: object) -> None:
    """A translation fills in what the sentence fills in, and has as many lines."""
    for message in translations.read(path):  # type: ignore[arg-type]  # as above
        if not message.id:
            continue
        ids = message.id if message.pluralizable else (message.id,)
        strings = message.string if message.pluralizable else (message.string,)
        allowed = {place for one in ids for place in PLACES.findall(one)}
        for text in strings:
            assert {*PLACES.findall(text)} <= allowed, message.id
            assert text.count("\n") == ids[0].count("\n"), message.id
            assert text.count("`") % 2 == 0, message.id
            assert (text[:1] == " ", text[-1:] == " ") == (
                ids[0][:1] == " ",
                ids[0][-1:] == " ",
            ), message.id
        assert {*PLACES.findall(strings[-1])} == {*PLACES.findall(ids[-1])}, message.id


@catalogues
def test_the_compiled_catalogue_is_current(path: object) -> None:
    """`make translations` compiles it."""
    assert path.with_suffix(".mo").read_bytes() == translations.as_mo(translations.read(path))  # type: ignore[attr-defined, arg-type]  # as above


@pytest.mark.usefixtures("danish")
def test_danish_words_fit_where_english_ones_do() -> None:
    """Key bars into 80 columns, what keys do into a column of the help; titles of the palette stay apart."""
    for command in commands.TABLE:
        assert len(_(command.help)) <= 45, command.id
    for scope in Scope:
        shown = commands.shown(scope)
        assert sum(len(c.key) + len(_(c.label)) + 2 for c in shown) < 90, scope
    titles = [(c.id, c.title) for c in commands.TABLE if c.palette]
    assert len({title for _id, title in titles}) == len(titles)


def test_the_words_of_the_parser_keep_its_place() -> None:
    """Argparse cuts its first word off by length where options and names are mixed."""
    assert ARGPARSE[0] == "usage: "
    speak("da")
    assert len(_(ARGPARSE[0])) == len(ARGPARSE[0])
