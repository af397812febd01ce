"""What a careful person reads in each file of the corpus, by its bytes.

Where a file leaves the choice open: preferred numbers first, those that nobody answers (fax, pager)
last; a number or an address given twice counts once; a company card is a contact with the company's
name; what is no number or day is kept as words, a birthday that is no day in the note.
"""

from typing import NamedTuple


class Expected(NamedTuple):
    """One person, as far as the comparison goes."""

    name: str
    org: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    birthday: str = ""


N = "Ñ"

VCARDS: dict[str, tuple[Expected, ...]] = {
    "ao_v21_adr_multiple_line.vcf": (Expected("bogus", birthday="2008-12-03"),),
    "ao_v21_android_custom_prop.vcf": (),
    # In 2.1 only the semicolon is escaped, every other backslash is one.
    "ao_v21_backslash.vcf": (Expected("A;B\\C;D:E\\\\"),),
    "ao_v21_invalid_comment_line.vcf": (Expected("Conference Call"),),
    "ao_v21_japanese_1.vcf": (Expected("安藤ロイド", phones=("0300000000",)),),
    "ao_v21_multiple_entry.vcf": (
        Expected("安藤ロイド3", phones=("9", "10", "11", "12")),
        Expected("安藤ロイド4", phones=("15", "16", "13", "14")),
        Expected("安藤ロイド5", phones=("17", "18", "19", "20")),
    ),
    "ao_v21_nest.vcf": (Expected("parent", phones=("1",)), Expected("nest1"), Expected("nest2")),
    "ao_v21_simple_1.vcf": (Expected("Roid Ando"),),
    "ao_v21_winmo_65.vcf": (Expected("Example"),),
    "ao_v30_comma_separated.vcf": (Expected("G M F", phones=("1",)),),
    "ao_v30_ios_613_multiline.vcf": (
        Expected("Bob Smith", "Smith Auto Repair", ("bob@smithauto.com",), ("(650) 555-1212",)),
    ),
    "ao_v40_sort_as.vcf": (Expected("安藤 ロイド", "グーグル"),),
    "cc_077.vcf": (Expected("{NAME}", "{NAME}", ("name@example.com",)),),
    "ez_issue-issue114.vcf": (
        Expected(
            "Dummy, Dummy",
            "Dummy GmbH",
            ("dummy.dummy@dummy.com",),
            ("+49 1234 56789", "+49 9876 54321"),
        ),
    ),
    "ez_text-John_Doe_ANDROID.vcf": (
        Expected("john.doe@company.com", emails=("john.doe@company.com",)),
        Expected("jane.doe@company.com", emails=("jane.doe@company.com",)),
        Expected(" ".join(N * 5), phones=("123456789",)),
        Expected(" ".join(N * 11), phones=("123456", "234567", "3456789", "45678901")),
        Expected(" ".join(N * 4), N * 12, ("bob@company.com", N * 14), ("123456",)),
        Expected(N * 4, N * 44, ("henry@company.com",), ("55556666",)),
    ),
    "ez_text-John_Doe_EVOLUTION.vcf": (
        Expected(
            "Mr. John Richter, James Doe Sr.",
            "IBM",
            ("john.doe@ibm.com",),
            ("905-666-1234", "905-555-1234"),
            "1980-03-22",
        ),
    ),
    "ez_text-John_Doe_GMAIL.vcf": (
        Expected(
            "Mr. John Richter, James Doe Sr.",
            "IBM",
            ("john.doe@ibm.com",),
            ("905-555-1234", "905-666-1234"),
            "1980-03-22",
        ),
    ),
    "ez_text-John_Doe_MAC_ADDRESS_BOOK.vcf": (
        Expected(
            "Mr. John Richter,James Doe Sr.",
            "IBM",
            ("john.doe@ibm.com",),
            (
                "905-777-1234",
                "905-666-1234",
                "905-555-1234",
                "905-222-1234",
                "905-888-1234",
                "905-999-1234",
                "905-111-1234",
            ),
            "2012-06-06",
        ),
    ),
    "ez_text-fullcontact.vcf": (
        Expected(
            "Prefix FirstName MiddleName LastName Suffix",
            "Organization1",
            tuple(f"{kind}@example.com" for kind in ("home", "work", "school", "other", "custom")),
            tuple(f"555-555-111{n}" for n in (1, 2, 3, 4, 5, 8, 9, 6, 7)),
            "2016-08-01",
        ),
    ),
    "ez_text-gmail-single.vcf": (
        Expected(
            "Greg Dartmouth",
            "TheCompany",
            ("gdartmouth@hotmail.com",),
            ("555 555 1111", "555 555 2222"),
            "1960-09-10",
        ),
    ),
    "ez_text-outlook-2003.vcf": (
        Expected(
            "John Doe III",
            "Company, The",
            ("jdoe@hotmail.com",),
            ("BusinessPhone", "HomePhone", "MobilePhone", "BusinessFaxPhone"),
            "1980-03-21",
        ),
    ),
    "fk_AnsiIssue.vcf": (Expected("Ralf Rastral"),),
    "fk_Cropped_2_1.vcf": (Expected("Maxl", "Firma"),),
    "fk_Empty.vcf": (),
    "fk_MultiAnsiFilterTests-German.vcf": (Expected("Sören Täve Nüßlebaum"),),
    "fk_MultiAnsiFilterTests-Ukrainian.vcf": (Expected("Віталій Володимирович Кличко"),),
    "fk_MultiAnsiFilterTests-utf-8.vcf": (Expected("孔夫子"),),
    "fk_MultiAnsiFilterTests-v3Utf16Bom.vcf": (
        Expected(
            "Folker Kinzel",
            emails=("email1@wumms.de", "email2@folker-kinzel.de"),
            phones=("0123-45678",),
            birthday="1978-03-11",
        ),
        Expected(
            "KMS Außenstelle",
            "KMS Außenstelle",
            ("blablö@blub.com",),
            ("03443-303776", "03443-333440"),
        ),
    ),
    "fk_Photo_v3.vcf": (
        Expected(
            "Emma Musterfrau",
            emails=("emma.musterfrau@googlemail.com",),
            phones=("03456-78910", "03456-10987", "0160-45678910"),
            birthday="2011-03-17",
        ),
    ),
    "fk_WhatsAppIssue.vcf": (Expected("zzMad Perla 45", phones=("7yy-zzz-xxx",)),),
    "fk_v4.vcf": (
        Expected(
            "Möhrke Gerda",
            "KiTa Öhrdingen",
            ("info@kinderland-blubblub.de",),
            ("034441/ 2 22 67", "034441/ 39 23 34"),
        ),
        Expected(
            "Dr. Max Horst Mustermann jr. Maxl SED",
            "SED",
            (
                "privat@freenet.de",
                "geschaeftlich@freenet.de",
                "sonstige@freenet.de",
                "nichts@wabbel.de",
            ),
            (
                "Privattelefon",
                "Diensttelefon",
                "Festnetz",
                "Mobil",
                "sonstige",
                "ohne",
                "Fax",
                "Fax privat",
                "Fax geschäftlich",
                "Pager",
            ),
        ),
    ),
    "i4_4b62872a-849-0.vcf": (
        Expected(
            "Herr Franz M. Branntwein",
            emails=("franz.m.branntwein@example.com",),
            phones=("0221 12345678",),
        ),
    ),
    "i4_valid-vcard-group.vcf": (),
    "nv_empty-lines.vcf": (
        Expected(
            "Dr. Erika Mustermann",
            "Wikimedia",
            ("erika@mustermann.de",),
            ("+49 221 9999123", "+49 221 1234567"),
        ),
    ),
    "nv_quoted-list.vcf": (
        Expected("+1-555-555-5555 ext. 5555", phones=("+1-555-555-5555 ext. 5555",)),
    ),
    "nv_vcard-4.0.vcf": (
        Expected(
            "Forrest Gump",
            "Bubba Gump Shrimp Co.",
            ("forrestgump@example.com",),
            ("+11115551212", "+14045551212", "+14045551213"),
        ),
    ),
    "pv_radicale-1587.vcf": (Expected("Given Family"),),
    "sa_issue64.vcf": (),
    # Jane Doe, John's agent, is in his note; she is no entry of the address book.
    "vn_v4.0-Data-Contacts.vcf": (
        Expected(
            "John Doe",
            "Company Inc.",
            ("johndoe@example.com",),
            ("+1-234-567-8900", "+1-234-567-8901"),
            "1980-01-01",
        ),
    )
    * 2,
    "synthetic/apple_omit_year_and_groups.vcf": (
        Expected(
            "Dr. Åse Ægir",
            "Novo Example A/S",
            ("aase@example.com", "sommer@example.com"),
            ("+45 12 34 56 78",),
            "--04-16",
        ),
        Expected("Novo Example A/S", "Novo Example A/S", phones=("+45 44 44 44 44",)),
    ),
}

# The lines on which cards and rows begin that name nobody.
SKIPPED: dict[str, tuple[int, ...]] = {
    "ao_v21_android_custom_prop.vcf": (1,),
    "fk_Empty.vcf": (1,),
    "i4_valid-vcard-group.vcf": (1,),
    "sa_issue64.vcf": (1,),
    "synthetic/linkedin_connections_bom_crlf.csv": (8,),
    "synthetic/linkedin_connections_current.csv": (8,),
}


class Connection(NamedTuple):
    """One row of a table of connections."""

    name: str
    key: str
    since: str
    org: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()


_CURRENT = (
    Connection(
        "Åse Ægir", "aase-aegir-000000", "2023-11-15", "Novo Example A/S", "Senior Udvikler"
    ),
    Connection(
        "Jørgen Ø. Hansen, ph.d.",
        "jørgen-ø",
        "2019-03-05",
        'Møller, Dam & Co. "Nord"',
        "Managing Director",
        ("jorgen@example.com",),
    ),
    Connection("Priya Example", "priya-example", "2019-07-20"),
    Connection("Priya Example", "priya-example-2", "2022-02-01", "Other Co", "CTO"),
    Connection("María José García 🌱", "mjg", "2024-02-29", "Emoji Inc.", "Consultora, freelance"),
)

# An empty key: the row has no profile, the key is made.
CONNECTIONS: dict[str, tuple[Connection, ...]] = {
    "synthetic/linkedin_connections_current.csv": _CURRENT,
    "synthetic/linkedin_connections_bom_crlf.csv": _CURRENT,
    "synthetic/linkedin_connections_excel_semicolon_cp1252.csv": (
        Connection("Åse Ægir", "aase", "2023-11-15", "Novo Example A/S", "Udvikler"),
    ),
    "synthetic/linkedin_connections_german_header_UNVERIFIED.csv": (
        Connection("Hans Beispiel", "hans-b", "2022-04-03", "Beispiel AG", "Entwickler"),
    ),
    "synthetic/linkedin_connections_no_preamble_old_header.csv": (
        Connection(
            "Åse Ægir", "", "2017-08-05", "Novo Example A/S", "Udvikler", ("aase@example.com",)
        ),
        Connection("Emil Test", "", "2022-02-07", "Other", "Dev"),
    ),
}

# What the message calls a file that can't be imported.
REFUSED: dict[str, str] = {
    "fc_Google.csv": "Google Contacts CSV",
    "fc_Outlook365_DifferentColumnNamesLessColumns.csv": "XFirst Name",
    "fc_Outlook365_Web.csv": "Outlook CSV",
    "fc_ThunderbirdUtf8.csv": "Thunderbird CSV",
    "fr_friends.md": "friends.md",
    "SOURCES.md": "a table with the columns file, repo",
    "synthetic/SOURCES.md": "text file",
    "synthetic/abook_addressbook_written_by_abook_0.6.1": "abook",
    "synthetic/bbdb_v9_written_by_bbdb_3.2.2b": "BBDB",
    "synthetic/friends_edge.md": "friends.md",
    "synthetic/google_contacts_2024_header.csv": "Google Contacts CSV",
    "synthetic/linkedin_job_applications.csv": "LinkedIn's file of job applications",
    "synthetic/linkedin_messages.csv": "LinkedIn's file of messages",
    "synthetic/linkedin_recommendations_received.csv": "LinkedIn's file of recommendations",
    "synthetic/linkedin_saved_jobs.csv": "LinkedIn's file of saved jobs",
    "synthetic/monica_v4_export_from_code.json": "Monica",
    "synthetic/mutt_aliases": "mutt",
    "synthetic/todo.txt": "text file",
}
