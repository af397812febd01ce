"""What bytes may do to the readers of foreign files and of typed text: an error for the user, or nothing."""

import tempfile
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

from netcrm.config import load_rules
from netcrm.core import dates
from netcrm.core.capture import capture, describe
from netcrm.core.changes.importing import plan
from netcrm.core.changes.log import log
from netcrm.core.errors import BadInputError
from netcrm.core.network import Network
from netcrm.core.query import Query
from netcrm.core.strict_json import dumps_text
from netcrm.core.text import clean, safe
from netcrm.formats.detect import read
from netcrm.store.ids import new_record_id
from tests.known_people import DIRECTORY
from tests.memory import Memory
from tests.store.kit import TODAY, contact, entry


def text_of(data: bytes) -> str:
    """Return text in which also half surrogates and broken UTF-8 may stand."""
    return data.decode("utf-8", "surrogateescape")


def people_in(data: bytes, name: str) -> None:
    """A file is read or refused; whom it names can be brought in, as one change that JSON can hold."""
    with suppress(BadInputError):
        reading = read(data, name)
        planned = plan(network(), reading.people, TODAY, name)
        if planned.change is not None:
            dumps_text([planned.change.what, *planned.change.ops]).encode()
        again = read(data, name)
        assert again == reading, "the same bytes were read in two ways"


def a_vcard(data: bytes) -> None:
    """A vCard file."""
    people_in(data, "people.vcf")


def connections(data: bytes) -> None:
    """LinkedIn's table."""
    people_in(data, "Connections.csv")


def any_file(data: bytes) -> None:
    """A file whose name says nothing."""
    people_in(data, "file")


def a_capture(data: bytes) -> None:
    """A typed line is resolved or says why not; what it writes can be kept."""
    for text in (text_of(data), clean(text_of(data))):
        for day_first in (True, False):
            taken = capture(text, today=TODAY, directory=DIRECTORY, day_first=day_first)
            assert taken.text == text
            assert taken.resolved != bool(taken.problems)
            safe(describe(taken, TODAY))
            if taken.resolved:
                logged = log(taken, today=TODAY, new_id=new_record_id)
                dumps_text([logged.change.what, *logged.change.ops])


def a_day(data: bytes) -> None:
    """A day, a cadence, a birthday: one of them, or an error for the user."""
    text = text_of(data)
    for day_first in (True, False):
        for today in (TODAY, date.min, date.max, date(2024, 2, 29)):
            for read_day in (dates.match_day, dates.head_day, dates.is_no_day, dates.trailing_day):
                read_day(text, today, day_first=day_first)
            with suppress(BadInputError):
                dates.short_day(dates.parse_day(text, today, day_first=day_first), today)
        with suppress(BadInputError):
            dates.parse_birthday(text, day_first=day_first)
    with suppress(BadInputError):
        dates.parse_every(text)


def a_query(data: bytes) -> None:
    """A filter finds people, or says which term makes no sense; its plain spelling means the same."""
    with suppress(BadInputError):
        query = Query.parse(text_of(data), TODAY)
        found = query.select(network(), ("1", "2"))
        for entry in network().log():
            query.matches_entry(network(), entry)
        again = Query.parse(query.text, TODAY)
        assert again.select(network(), ("1", "2")) == found, (
            "the plain spelling means something else"
        )


def settings(data: bytes) -> None:
    """The settings file gives rules, or an error that names it."""
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(data)
        file.flush()
        said = ""
        try:
            load_rules(Path(file.name))
        except BadInputError as error:
            said = error.message
        assert not said or file.name in said, "it is not said which file"


@cache
def network() -> Network:
    """Return two people and an entry."""
    memory = Memory(TODAY)
    memory.write(contact("Anna Berg", "1", tags=["x"], circles=["friends"], org="DR"))
    memory.write(contact("Bo", "2", emails=["bo@example.org"]))
    return memory.write(entry("coffee", ["1"]))
