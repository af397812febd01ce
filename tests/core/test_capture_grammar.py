"""The grammar of a captured line: what is a symbol, what is text, and what each symbol says."""

from datetime import date

import pytest

from netcrm.core.capture import Capture, Promise, Span, capture
from netcrm.core.circle import Circle
from netcrm.core.medium import Direction, Medium
from tests.known_people import ANNA, BO, DIRECTORY, KAREN, METTE, MOR, WEDNESDAY


def read(text: str, **options) -> Capture:
    """Capture TEXT on a Wednesday, with the small directory."""
    return capture(text, today=WEDNESDAY, directory=DIRECTORY, **options)


def marked(text: str) -> list[tuple[str, str]]:
    """Return the symbols of TEXT, each with its kind."""
    return [(text[span.start : span.end], span.kind) for span in read(text).spans]


def test_the_line_of_the_design_says_all_it_says():
    """Day, name, medium, tag and promise of one Danish line come out whole."""
    line = "i går: frokost med @Mette Holm =met #karriere !send CV fre"
    found = read(line)
    assert found.text == line
    assert found.words == "frokost med Mette Holm"
    assert found.date == date(2026, 11, 24)
    assert found.day_given
    assert not found.planned
    assert found.people == (METTE,)
    assert found.new == ()
    assert (found.medium, found.medium_from, found.weight) == (Medium.MET, "given", 1.0)
    assert found.direction is Direction.BOTH
    assert found.tags == ("karriere",)
    assert found.promises == (Promise("send CV", date(2026, 11, 27)),)
    assert found.resolved
    assert found.spans == (
        Span(0, 6, "day"),
        Span(19, 30, "person"),
        Span(31, 35, "medium"),
        Span(36, 45, "tag"),
        Span(46, 58, "promise"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "+45 2020",
        "<3 og/eller 10:30",
        "kl. 10:30: kaffe",
        "jan@holm.dk og bo.dahl@novo.com",
        "https://x.dk/@bo/#top!now=met",
        "@jan@mastodon.social",
        "@ # / ! = ~ @1 #1 /1 !1 =1 !!! ## //",
        "a@Mette b#tag c/Novo d!send e=met",
        "C# F# 50/50 5=5 2+2=4 wow!",
        "=met-up =foo =metal ~ish =call@home",
        "place: Kbh purpose : x circle: friends via: Karen",
        "date:today who:Mette http:x met:kaffe",
        '@"" #"" /"" !" "',
        "/usr/bin/env",
    ],
)
def test_everything_that_is_no_symbol_is_text(text):
    """Symbols count only at the start of a word and right before a letter or a quote."""
    found = read(text, assumed=BO)
    assert found.spans == ()
    assert found.words == text
    assert found.resolved


@pytest.mark.parametrize("text", ["(@Karen) kaffe", "kaffe (#tag)", "kaffe (via @Bo)"])
def test_a_word_in_round_brackets_starts_with_its_symbol(text):
    """The bracket before a word does not hide the symbol."""
    assert len(marked(text)) == 1


def test_words_for_showing_keep_every_word_that_is_no_symbol():
    """Names lose their sigil, tags, media, promises and keys go, and punctuation stays tidy."""
    line = "mandag: øl med @Bo, @Karen, #nokia, og /Mærsk =met. God snak place:Kbh! !ring fre"
    assert read(line).words == "øl med Bo, Karen, og Mærsk. God snak!"
    assert read("#a, kaffe @Bo").words == "kaffe Bo"
    assert read("kaffe (#a) @Bo").words == "kaffe () Bo"


# -- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("i går: ", date(2026, 11, 24)),
        ("  Yesterday:\t", date(2026, 11, 24)),
        ("2026-11-01: ", date(2026, 11, 1)),
        ("mandag: ", date(2026, 11, 23)),
        ("onsdag: ", date(2026, 11, 25)),
        ("last wednesday: ", date(2026, 11, 18)),
        ("3d ago: ", date(2026, 11, 22)),
        ("for 3 dage siden: ", date(2026, 11, 22)),
        ("3/11: ", date(2026, 11, 3)),
    ],
)
def test_a_day_at_the_head_is_the_day_of_the_entry(head, day):
    """A day before `: ` dates the entry and is no part of its words."""
    found = read(f"{head}kaffe med @Bo")
    assert (found.date, found.day_given, found.planned) == (day, True, False)
    assert found.words == "kaffe med Bo"
    assert found.spans[0].kind == "day"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("tomorrow: ", date(2026, 11, 26)),
        ("i morgen: ", date(2026, 11, 26)),
        ("next mon: ", date(2026, 11, 30)),
        ("om 2 uger: ", date(2026, 12, 9)),
        ("3/12: ", date(2026, 12, 3)),
    ],
)
def test_a_future_day_at_the_head_plans_the_entry(head, day):
    """An entry may be written before it happens."""
    found = read(f"{head}kaffe med @Bo")
    assert (found.date, found.planned) == (day, True)


def test_digits_are_read_as_the_locale_says():
    """3/12 is in December unless the month comes first."""
    assert read("3/12: @Bo").date == date(2026, 12, 3)
    assert read("3/11: @Bo", day_first=False).date == date(2026, 3, 11)
    assert read("@Bo !x 3/12", day_first=False).promises[0].due == date(2027, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Call with Jan: yes",
        "man: kaffe",
        "sat: coffee",
        "i går kaffe",
        "kaffe i går: godt",
        "i går:kaffe",
        "sidste gang: kaffe",
        "x" * 60 + " i går: kaffe",
    ],
)
def test_a_head_that_is_no_day_keeps_every_word_and_is_today(text):
    """`Call with Jan: yes` is text; so are days elsewhere, and short forms that are words."""
    found = read(text, assumed=BO)
    assert found.words == text
    assert (found.date, found.day_given) == (WEDNESDAY, False)


@pytest.mark.parametrize("head", ["30/2", "2026-02-30", "31/11/2026"])
def test_a_day_that_no_calendar_has_is_asked_about(head):
    """An impossible day is told instead of becoming today."""
    found = read(f"{head}: kaffe med @Bo")
    assert [problem.words for problem in found.problems] == [head]
    assert head in found.problems[0].message
    assert found.words == f"{head}: kaffe med Bo"


# -- media ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("medium", list(Medium))
@pytest.mark.parametrize("sign", "=~")
def test_every_medium_can_be_given(medium, sign):
    """`=` and `~` before a word of the media list give the medium, whatever the verbs say."""
    found = read(f"ringede @Bo {sign}{medium}, fint")
    assert (found.medium, found.medium_from) == (medium, "given")
    assert found.words == "ringede Bo, fint"


@pytest.mark.parametrize("medium", ["call", "video", "message", "email"])
def test_a_question_mark_says_unanswered(medium):
    """What nobody took or answered counts little and goes out."""
    found = read(f"@Bo ={medium}?")
    assert not found.answered
    assert (found.weight, found.direction) == (0.2, Direction.OUT)
    assert found.words == "Bo"


@pytest.mark.parametrize("medium", ["met", "letter", "social", "note"])
def test_a_question_mark_says_nothing_of_what_has_no_answer(medium):
    """A meeting is no less one for a question mark."""
    found = read(f"@Bo ={medium}?")
    assert found.answered
    assert found.medium == medium
    assert found.words == "Bo"


def test_the_last_medium_given_counts():
    """A correction behind wins."""
    assert read("@Bo =met =Call").medium is Medium.CALL


# -- tags, organisations, keys --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#jobhunt @Bo", ("jobhunt",)),
        ("@Bo #ex-nokia, #c++. #ÆØÅ_2", ("ex-nokia", "c++", "ÆØÅ_2")),
        ("@Bo #a #A #b", ("A", "b")),
        ('@Bo #"gamle venner" ok', ("gamle venner",)),
        ("@Bo #don't.", ("don't",)),
    ],
)
def test_tags_run_to_the_end_of_their_word(text, tags):
    """A tag is a word or in quotes; closing punctuation is not part of it, twice is once."""
    assert read(text).tags == tags


@pytest.mark.parametrize(
    ("text", "organisation", "words"),
    [
        ("@Bo /Novo Nordisk søger", "Novo Nordisk", "Bo Novo Nordisk søger"),
        ("@Bo /novo nordisk.", "Novo Nordisk", "Bo novo nordisk."),
        ("@Bo /Novo søger", "Novo", "Bo Novo søger"),
        ("@Bo /Novonesis Nordisk", "Novonesis", "Bo Novonesis Nordisk"),
        ("@Bo /Nokia, ja", "Nokia", "Bo Nokia, ja"),
        ('@Bo /"Ernst & Young" ja', "Ernst & Young", "Bo Ernst & Young ja"),
        ("@Bo /DR /Novo", "DR", "Bo DR Novo"),
    ],
)
def test_an_organisation_is_the_longest_known_else_a_word_else_quotes(text, organisation, words):
    """`/` takes the longest organisation known, one word of others, or what is quoted."""
    found = read(text)
    assert found.organisation == organisation
    assert found.words == words


def test_keys_take_a_word_or_quotes():
    """Place, purpose and circle are told by key, with a word or in quotes."""
    found = read('@Bo Place:Kbh, purpose:"et råd" circle:venner snak')
    assert (found.place, found.purpose, found.circle) == ("Kbh", "et råd", Circle.FRIENDS)
    assert found.words == "Bo, snak"
    assert read("@Bo møde om råd").purpose == ""


@pytest.mark.parametrize(
    ("word", "circle"),
    [
        ("family", Circle.FAMILY),
        ("Familie", Circle.FAMILY),
        ("friends", Circle.FRIENDS),
        ("venner", Circle.FRIENDS),
        ("professional", Circle.PROFESSIONAL),
        ("professionel", Circle.PROFESSIONAL),
    ],
)
def test_circles_have_names_in_both_languages(word, circle):
    """A circle is named in English or Danish."""
    assert read(f"@Bo circle:{word}").circle is circle


def test_another_circle_is_asked_about():
    """There are three circles; any other word is told."""
    found = read("@Bo circle:work")
    assert found.circle is None
    assert [problem.words for problem in found.problems] == ["work"]


# -- promises --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "promises"),
    [
        ("@Bo !send CV fre", (Promise("send CV", date(2026, 11, 27)),)),
        ("@Bo !send CV onsdag", (Promise("send CV", date(2026, 12, 2)),)),
        ("@Bo !send CV i morgen.", (Promise("send CV", date(2026, 11, 26)),)),
        ("@Bo !send CV", (Promise("send CV"),)),
        ("@Bo !send  CV fre til ham", (Promise("send CV fre til ham"),)),
        ("!send CV fre @Bo", (Promise("send CV", date(2026, 11, 27)),)),
        ("!send CV (@Bo)", (Promise("send CV"),)),
        ("!send CV #job @Bo", (Promise("send CV"),)),
        ("!send CV =met @Bo", (Promise("send CV"),)),
        ("!send CV via @Karen @Bo", (Promise("send CV"),)),
        ("!send CV place:Kbh @Bo", (Promise("send CV"),)),
        ("!send CV +45 og/eller <3 @Bo", (Promise("send CV +45 og/eller <3"),)),
        ("@Bo !ring fre !skriv 3/12", (Promise("ring", date(2026, 11, 27)),
                                       Promise("skriv", date(2026, 12, 3)))),
        ('@Bo !"send CV: nu" fre', (Promise("send CV: nu", date(2026, 11, 27)),)),
        ('@Bo !"send CV" og mere', (Promise("send CV"),)),
        ("@Bo !fredag", (Promise("fredag", date(2026, 11, 27)),)),
        ("@Bo !via mail", (Promise("via mail"),)),
    ],
)  # fmt: skip
def test_a_promise_runs_to_the_next_symbol_or_the_end(text, promises):
    """Its last words may be its day, the next such day; quotes end it before."""
    assert read(text).promises == promises


def test_what_follows_a_quoted_promise_is_text_unless_it_is_its_day():
    """The quotes end the promise, not the line."""
    assert read('@Bo !"send CV" og mere').words == "Bo og mere"
    assert marked('@Bo !"send CV" fre') == [("@Bo", "person"), ('!"send CV" fre', "promise")]


# -- quotes, and nobody ----------------------------------------------------------------------------


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "»«", "«»", "””"])
def test_all_kinds_of_quotes_quote(quotes):
    """Keyboards and languages differ in their quotes."""
    first, last = quotes
    assert read(f"@{first}Ny Person{last} kom").new == ("Ny Person",)


@pytest.mark.parametrize(
    "text", ['@"Bo Dahl', '@Bo #"x', '@Bo /"x', '@Bo !"x', '@Bo via "x place:"y']
)
def test_quotes_that_are_never_closed_are_asked_about(text):
    """The line is not guessed at while its quotes are open, and all of it stays."""
    found = read(text)
    assert len(found.problems) == 1
    assert found.words.endswith(text.split()[-1].lstrip("@"))


@pytest.mark.parametrize("text", ["", "frokost", "i går: frokost", "via @Karen", "#tag"])
def test_a_line_that_names_nobody_is_asked_about(text):
    """Without a name there is nothing to write it under."""
    found = read(text)
    assert not found.resolved
    assert "@" in found.problems[0].message


def test_the_contact_at_hand_is_meant_where_nobody_is_named():
    """On somebody's row an empty line is a plain touch; a name typed is meant instead."""
    assert read("", assumed=MOR).people == (MOR,)
    assert read("", assumed=MOR).medium is Medium.CALL
    assert read("kaffe via @Karen", assumed=MOR).people == (MOR,)
    assert read("kaffe med @Bo", assumed=MOR).people == (BO,)
    assert read("kaffe med @Ukendt", assumed=MOR).people == ()
    assert not read("kaffe med @Ukendt", assumed=MOR).resolved


def test_lines_are_read_alike_in_english():
    """The same grammar, English words."""
    found = read("last friday: coffee with @Anna and @Karen #career !send CV next fri")
    assert found.people == (ANNA, KAREN)
    assert found.date == date(2026, 11, 20)
    assert found.promises == (Promise("send CV", date(2026, 11, 27)),)
    assert found.medium is Medium.MET
