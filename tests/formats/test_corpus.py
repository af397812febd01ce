"""Files of real programs, read as a careful person would read their bytes."""

from pathlib import Path

import pytest

from netcrm.core.errors import BadInputError
from netcrm.formats.detect import read
from netcrm.formats.person import Reading
from tests.formats.corpus_expectations import (
    CONNECTIONS,
    REFUSED,
    SKIPPED,
    VCARDS,
    Connection,
    Expected,
)

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of other programs' files lies beside the repository"
)


def reading(name: str) -> Reading:
    """Read one file of the corpus."""
    path = CORPUS / name
    return read(path.read_bytes(), path.name)


@pytest.mark.parametrize("name", VCARDS)
def test_people_of_a_vcard_file_are_read_as_they_are_meant(name: str) -> None:
    """Names, organisations, mail addresses, numbers and birthdays are what the file says."""
    people = reading(name).people
    found = [Expected(p.name, p.org, p.emails, p.phones, p.birthday) for p in people]
    assert found == [*VCARDS[name]]


@pytest.mark.parametrize("name", CONNECTIONS)
def test_connections_are_read_as_they_are_meant(name: str) -> None:
    """Name, profile, day, company, position and mail address are what the row says."""
    people = reading(name).people
    found = [
        Connection(
            p.name, p.source_id if p.given_id else "", p.known_since, p.org, p.title, p.emails
        )
        for p in people
    ]
    assert found == [*CONNECTIONS[name]]


@pytest.mark.parametrize("name", [*VCARDS, *CONNECTIONS])
def test_what_is_skipped_is_told_with_its_line(name: str) -> None:
    """Whoever names nobody is skipped, with the line on which it begins and a reason."""
    skipped = reading(name).skipped
    assert [one.line for one in skipped] == [*SKIPPED.get(name, ())]
    assert all(one.why for one in skipped)


@pytest.mark.parametrize("name", REFUSED)
def test_other_files_are_told_by_what_they_seem_to_be(name: str) -> None:
    """A file of another format is refused in one sentence that names the format."""
    with pytest.raises(BadInputError, match=REFUSED[name]) as error:
        reading(name)
    assert Path(name).name in error.value.message
    assert error.value.hint


def test_every_file_of_the_corpus_has_an_expectation() -> None:
    """No file of the corpus is passed over."""
    stated = {*VCARDS, *CONNECTIONS, *REFUSED}
    files = {str(p.relative_to(CORPUS)) for p in CORPUS.rglob("*") if p.is_file()}
    assert {name for name in files if not name.startswith("LICENSES/")} == stated


def test_notes_keep_their_lines_and_what_has_no_other_place() -> None:
    """A note has its own line breaks; an unreadable birthday and an assistant are added to it."""
    mac = reading("ez_text-John_Doe_MAC_ADDRESS_BOOK.vcf").people[0].note
    assert mac.startswith(
        'THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"'
    )
    assert mac.endswith("POSSIBILITY OF SUCH DAMAGE.\nFavotire Color: Blue")
    outlook = reading("ez_text-outlook-2003.vcf").people[0].note
    assert outlook == "This is the note field!!\nSecond line\n\nThird line is empty"
    assert reading("fk_v4.vcf").people[1].note.split("\n") == ["Kommentar", "Birthday: 19723101"]
    cropped = reading("fk_Cropped_2_1.vcf")
    assert cropped.people[0].note == "Kommentar ÄÄÄÄÄÄ ääääää ÖÖÖÖÖÖ öööööö ÜÜÜÜÜÜ üüüü"
    assert any("cut off" in remark for remark in cropped.remarks)
    assert "Jane Doe, +1-987-654-3210" in reading("vn_v4.0-Data-Contacts.vcf").people[0].note
    comment = reading("ao_v21_invalid_comment_line.vcf").people[0].note
    assert comment == ("This is an (sharp ->#<- sharp) example. This message must NOT be ignored.")


def test_other_fields_come_along() -> None:
    """Nicknames, titles, tags and addresses of the web are read too."""
    person = reading("synthetic/apple_omit_year_and_groups.vcf").people[0]
    assert person.nicknames == ("Aase",)
    assert person.title == "Udvikler"
    assert person.tags == ("Venner", "Familie")
    assert person.urls == ("https://example.com", "https://www.linkedin.com/in/aase-aegir")
    assert person.source_id == "5ad380fd-0000-4261-ba99-de1d1db52fbe"
    assert person.note == 'Mødt i toget, husk: "Aase" staves med Å\n2. linje'
    assert reading("ez_text-John_Doe_EVOLUTION.vcf").people[0].urls == ("http://www.ibm.com",)
    assert reading("ez_text-John_Doe_ANDROID.vcf").people[0].tags == ()
