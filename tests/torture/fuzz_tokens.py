"""Pieces of what each reader reads, for fuzzing: words that mean something, and words that nearly do."""

from tests.evil import EVIL

# fmt: off
OPS = (
    *(b'"new"', b'"put"', b'"add"', b'"del"', b'"gone"', b'"back"', b'"alias"', b'"purge"', b'"x"'),
    *(b'"contacts"', b'"interactions"', b'"follow_ups"', b'"drafts"', b'"_meta"', b'""', b'"_"'),
    *(b"[]", b"{}", b"null", b"true", b"0", b"-1", b"1e999", b"1.5", b"[null]", b'["a.0"]', b"[[", b"]]"),
    *(b'"name"', b'"tags"', b'"date"', b'"undoes":"', b'"v":2', b'"v":true', b'"id":"', b"9" * 20),
    *(b'"\\ud800"', b'"0001-01-01"', b'"9999-99-99"', b'"medium"', b'"snoozed_until"', b'"every"'),
    *(b'"contacts":[', b"[" * 40, b"{" * 40, b",", b":", b'"', b"\\", b"\n", b"\r"),
)
CARD = (
    *(b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"VERSION:2.1\r\n", b"VERSION:4.0\r\n", b"FN:", b"N:;;;;"),
    *(b"ENCODING=QUOTED-PRINTABLE", b"CHARSET=SHIFT_JIS", b"BASE64", b"TYPE=", b"=C3=", b"=\r\n"),
    *(b"AGENT:", b"BDAY:--0416", b"tel:", b"mailto:", b"\r\n ", b"\n\t", b"\\n", b"\\", b'"', b":"),
    *(b";", b",", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\xc3", b"\x83\\", b"X-ABLABEL:_$!<"),
    *(b"KIND:group\r\n", b"UID:", b"REV:", b"ORG:", b"ADR:;;", b"item1."),
)
TABLE = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
    *(b"Notes:\n", b"15 Nov 2023", b"11/15/23", b'"', b'""', b",", b";", b"\t", b"\r\n", b"\r", b"\n\n"),
    *(b"https://www.linkedin.com/in/x", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"sep=;\n", b"=cmd|'"),
    b"Fornavn;Efternavn\n",
)
SYMBOLS = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        *("@", "@Mette", '@"Ny Person"', "#", "/Novo", "!", "!send CV fre", "=met", "=call?", "~x"),
        *("via @Bo", "place:", "purpose:", "circle:venner", '"', "“", "i går: ", "3/12: ", "30/2: "),
        *("next mon: ", ": ", "2w ago", "om to uger", "to uger", "last", "næste", "99999d", "29/2"),
        *("1/1/1", "2026-11-31", "--0229", "every 3 months", "hver", "10y", "friday", "fre", "d"),
        *("sidste man", "0", "-", ".", "²", "٣", "İ", "ß", "ﬁ", *EVIL),
    )
)
TERMS = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        *("circle:", "tag:", "org:", "heat:>", "heat:<", "heat:", "band:due", "since:", "state:"),
        *("#", '"', ">", "friends", "nan", "inf", "1e999", "-1", "3m", "i går", ":", "::", " ", "\u00a0"),
        *EVIL,
    )
)
TOML = (
    *(b"[cadence]\n", b"family = 30\n", b"[cadence.tags]\n", b"ex-nokia = 180\n"),
    *(b"[review]\nbudget = 7\n", b"true", b"-1", b"1e9", b"nan", b"0x10", b"9" * 30, b'"""', b"[["),
    *(b"]]", b"= ", b"\n", b"a.b", b"'", b"{", b"#", b"1979-05-27", b"\xff", b"\x00", b"[" * 300),
)
# fmt: on
