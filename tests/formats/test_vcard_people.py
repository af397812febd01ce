"""What the properties of a vCard mean for a person."""

import pytest

from netcrm.core.text import clean
from tests.evil import EVIL
from tests.formats.cards_in_bytes import framed, people, person, reading


def test_the_formatted_name_is_the_name() -> None:
    """FN wins over N."""
    assert person("N:Doe;John;;Mr.;III", "FN:John Doe III").name == "John Doe III"


def test_without_a_formatted_name_the_parts_make_one() -> None:
    """Prefix, given, additional, family name, suffix; several of one kind are separated by commas."""
    assert person("N:Ægir;Åse;Marie,Luise;Dr.;ph.d.").name == "Dr. Åse Marie Luise Ægir ph.d."
    assert person("FN:", "N:Ando;Roid;", version="2.1").name == "Roid Ando"
    assert person("N:安藤;ロイド;;;").name == "安藤 ロイド"
    assert person("N:Smith, Jones;Ann", version="2.1").name == "Ann Smith, Jones"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:;;;;", "NICKNAME:Nick", "ORG:Acme", "EMAIL:a@b.example", "TEL:1"], "Nick"),
        (["FN:  ", "ORG:Acme;Sales", "EMAIL:a@b.example", "TEL:1"], "Acme"),
        (["EMAIL:a@b.example", "TEL:1"], "a@b.example"),
        (["TEL:+45 12"], "+45 12"),
    ],
)
def test_without_a_name_the_next_best_is_the_name(lines: list[str], name: str) -> None:
    """Nickname, organisation, mail address, number, in that order."""
    assert person(*lines).name == name


def test_a_card_that_names_nobody_is_skipped_and_told() -> None:
    """With its line and a reason; the others are read."""
    found = reading(framed("FN:A") + framed("NOTE:x", "ADR:;;Street 1") + framed("FN:B"))
    assert [p.name for p in found.people] == ["A", "B"]
    assert [one.line for one in found.skipped] == [5]
    assert "no name" in found.skipped[0].why


def test_a_list_of_people_is_no_person() -> None:
    """Groups of address books are skipped and told; one that can be written to is kept."""
    found = reading(framed("FN:Team", "KIND:group", "MEMBER:urn:uuid:1", version="4.0"))
    assert found.people == ()
    assert "Team" in found.skipped[0].why
    assert person("FN:Team", "KIND:group", "EMAIL:team@a.example", version="4.0").name == "Team"
    assert person("FN:A", "KIND:individual", version="4.0").name == "A"


def test_values_are_unescaped_by_version() -> None:
    """Backslashes mean much in 3.0 and 4.0, and only themselves in 2.1."""
    assert person("FN:A", 'NOTE:1\\, 2\\; 3\\: \\\\n\\n\\"x\\N\\x').note == '1, 2; 3: \\n\n"x\n\\x'
    assert person("FN:A", "NOTE:C:\\new\\; D\\\\E", version="2.1").note == "C:\\new; D\\\\E"
    assert person("FN:A", "NOTE:tail\\", version="4.0").note == "tail\\"


def test_an_organisation_is_its_first_part() -> None:
    """Units come after semicolons; an escaped one is part of the name, an unescaped comma too."""
    assert person("FN:A", "ORG:Novo\\; Co;Data;").org == "Novo; Co"
    assert person("FN:A", "ORG:Company, The;Sales", version="2.1").org == "Company, The"
    assert person("FN:A", "ORG:;Sales").org == "Sales"
    assert person("FN:A", "ORG:", "ORG:Second").org == "Second"
    assert person("FN:A", "ORG:First", "ORG;PREF=1:Best", version="4.0").org == "Best"


def test_a_semicolon_in_quoted_printable_separates_nothing() -> None:
    """`=3B` is a semicolon of the text."""
    assert person("FN:A", "ORG;QUOTED-PRINTABLE:A=3BB;Unit", version="2.1").org == "A;B"


def test_the_role_stands_in_for_a_missing_title() -> None:
    """TITLE, else ROLE."""
    assert person("FN:A", "ROLE:Boss", "TITLE:Chair").title == "Chair"
    assert person("FN:A", "TITLE:", "ROLE:Boss").title == "Boss"


def test_the_preferred_come_first_and_doubles_once() -> None:
    """By PREF and rank, then as the file has them; fax and pager last."""
    found = person(
        "FN:A", "TEL;TYPE=FAX;PREF=1:9", "TEL:111 11", "TEL;PREF=2:222", "TEL;PREF=1:333",
        "TEL;TYPE=HOME:11111", "EMAIL:b@x.example", "EMAIL;type=pref:a@x.example",
        "EMAIL:B@X.example", "EMAIL;TYPE=HOME:", version="4.0",
    )  # fmt: skip
    assert found.phones == ("333", "222", "111 11", "9")
    assert found.emails == ("a@x.example", "b@x.example")


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("tel:+1-555-555-5555;ext=5555", "+1-555-555-5555 ext. 5555"),
        ("tel:+1-555-555-5555\\;ext=102", "+1-555-555-5555 ext. 102"),
        ("TEL:+4512345678", "+4512345678"),
        ("tel:1234;phone-context=+45", "1234"),
        ("tel:+45%2012", "+45 12"),
        ("+45 12 34 56 78", "+45 12 34 56 78"),
        ("ring the bell", "ring the bell"),
    ],
)
def test_numbers_are_read_from_addresses(value: str, number: str) -> None:
    """`tel:` and its parameters are no part of a number, an extension is; words stay words."""
    assert person("FN:A", f"TEL;VALUE=uri:{value}", version="4.0").phones == (number,)


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("anna@example.com", "anna@example.com"),
        ("mailto:anna@example.com?subject=x", "anna@example.com"),
        ("Anna Berg <anna@example.com>", "anna@example.com"),
        (" anna@exam ple.com ", "anna@example.com"),
        ("no address", "noaddress"),
    ],
)
def test_addresses_are_read_from_what_is_around_them(value: str, address: str) -> None:
    """`mailto:`, a name and blanks are no part of a mail address."""
    assert person("FN:A", f"EMAIL:{value}").emails == (address,)


def test_profiles_are_addresses_of_the_web() -> None:
    """URL and the profiles of Apple and RFC 9554, unescaped, once."""
    found = person(
        "FN:A", "URL:http\\://www.ibm.com", "item1.URL;type=pref:https://a.example/",
        "URL:https://A.example", "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/a",
        "X-SOCIALPROFILE;type=x:x-apple:a", "SOCIALPROFILE;SERVICE-TYPE=M:https://m.example/@a",
    )  # fmt: skip
    assert found.urls == (
        "https://a.example/",
        "http://www.ibm.com",
        "https://www.linkedin.com/in/a",
        "https://m.example/@a",
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BDAY:1980-03-22", "1980-03-22"),
        ("BDAY:19800322", "1980-03-22"),
        ("BDAY;VALUE=date-and-or-time:19531015T231000Z", "1953-10-15"),
        ("BDAY:1953-10-15T23:10:00Z", "1953-10-15"),
        ("BDAY:--0416", "--04-16"),
        ("BDAY:--04-16", "--04-16"),
        ("BDAY:--0229", "--02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-16", "--04-16"),
        ("BDAY;X-APPLE-OMIT-YEAR=1900:1900-04-16", "--04-16"),
        ("BDAY:16040101", "--01-01"),
        ("BDAY:0000-04-16", "--04-16"),
        ("BDAY;VALUE=text:2016-08-01", "2016-08-01"),
        ("BDAY:1980/03/22", "1980-03-22"),
        ("BDAY:22.03.1980", "1980-03-22"),
        ("BDAY:3/22/1980", "1980-03-22"),
        ("BDAY:22 March 1980", "1980-03-22"),
    ],
)
def test_birthdays_are_read(line: str, day: str) -> None:
    """With and without year, in every spelling that leaves no choice."""
    found = person("FN:A", line)
    assert (found.birthday, found.note) == (day, "")


@pytest.mark.parametrize(
    "text",
    ["---16", "1980", "1980-03", "circa 1800", "19723101", "206-12-15", "1981-02-29", "--0230",
     "03/04/1980", "--04", "4501-01-01", "soon"],
)  # fmt: skip
def test_a_birthday_that_is_no_day_is_kept_in_the_note(text: str) -> None:
    """Nothing is guessed and nothing lost, and it is said."""
    found = reading(framed("FN:A", "NOTE:n", f"BDAY:{text}"))
    assert found.people[0].birthday == ""
    assert found.people[0].note == f"n\nBirthday: {text}"
    assert any(text in remark for remark in found.remarks)


def test_a_second_birthday_that_can_be_read_is_taken() -> None:
    """Alternatives of one birthday are tried in turn; an empty one is none."""
    found = person("FN:A", "BDAY;ALTID=1;VALUE=text:May", "BDAY;ALTID=1:20160801", version="4.0")
    assert (found.birthday, found.note) == ("2016-08-01", "")
    assert person("FN:A", "BDAY:").note == ""


def test_android_writes_nicknames_and_birthdays_of_its_own() -> None:
    """X-ANDROID-CUSTOM holds them, and much that is of no use."""
    found = person(
        "FN:A", "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Nick;1;;;;;;;;;;;;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1980-03-22;3;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2001-01-01;1;;",
        "X-ANDROID-CUSTOM:x", "X-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
        "vnd.android.cursor.item/nickname;=C3=85se;1", version="2.1",
    )  # fmt: skip
    assert (found.nicknames, found.birthday) == (("Nick", "Åse"), "1980-03-22")


def test_nicknames_and_categories_are_lists() -> None:
    """Commas separate them; a nickname that is the name is none; tags are one word each."""
    found = person(
        "FN:Anna", "NICKNAME:An,anna,Nan\\, na", "CATEGORIES:Old friends,myContacts,#dtu,* x",
        "CATEGORIES:dtu",
    )  # fmt: skip
    assert found.nicknames == ("An", "Nan, na")
    assert found.tags == ("Old-friends", "dtu", "x")


def test_the_uid_is_the_key() -> None:
    """UUIDs in one spelling, Apple's own key where there is no UID."""
    uuid = "5AD380FD-0000-4261-BA99-DE1D1DB52FBE"
    for line in (f"UID:{uuid}", f"UID:urn:uuid:{uuid.lower()}", f"UID;VALUE=uri:URN:UUID:{uuid}"):
        found = person("FN:A", line)
        assert (found.source, found.source_id, found.given_id) == ("vcard", uuid.lower(), True)
    assert person("FN:A", f"X-ABUID:{uuid}\\:ABPerson").source_id == f"{uuid}:ABPerson"


def test_a_short_uid_is_no_key_by_itself() -> None:
    """Row number 357 is somebody else in another address book."""
    assert person("FN:A", "UID:357").source_id != person("FN:B", "UID:357").source_id
    assert person("FN:A", "UID:357").source_id == person("FN:a", "UID:357", "TEL:1").source_id


def test_without_a_uid_the_key_is_made_and_stays() -> None:
    """Of name, mail addresses and numbers, in any order and spelling; of nothing else."""
    one = person("FN:Anna  Berg", "TEL:+45 12345678", "TEL:9999999", "EMAIL:A@b.example", "NOTE:x")
    other = person("EMAIL:a@b.example", "TEL:9999999", "TEL:0045 12 34 56 78", "FN:anna berg")
    assert one.source_id == other.source_id
    assert not one.given_id
    assert one.source_id != person("FN:Anna Berg", "EMAIL:a@b.example").source_id


@pytest.mark.parametrize("evil", EVIL)
def test_all_text_is_clean(evil: str) -> None:
    """Whatever a field holds, nothing that harms a terminal gets through."""
    text = evil.encode("utf-8", "surrogatepass").replace(b"\n", b"\\n")
    lines = [
        name + text for name in (b"FN:x", b"ORG:", b"TEL:1", b"EMAIL:m", b"NICKNAME:", b"NOTE:")
    ]
    [found] = people(framed(*lines, b"URL:mailto:%1b" + text, b"EMAIL:mailto:a%1b%00@b"))
    for value in (found.name, found.org, *found.phones, *found.emails, *found.nicknames):
        assert value == clean(value)
    assert found.note == clean(found.note, one_line=False)


def test_what_is_left_out_is_told_once() -> None:
    """Addresses and pictures have no place in netcrm: a remark says how many."""
    found = reading(framed("FN:A", "ADR:;;x", "PHOTO:http://x.example") + framed("FN:B", "ADR:;;y"))
    assert found.remarks == (
        "not brought along, as netcrm keeps none: postal addresses (2), pictures (1)",
    )


def test_remarks_are_few() -> None:
    """A thousand cut-off cards are not a thousand sentences."""
    found = reading(b"BEGIN:VCARD\nFN:A\n" * 1000)
    assert len(found.people) == 1000
    assert len(found.remarks) == 21
    assert "980" in found.remarks[-1]
