"""What a line was for and who gave whom, where no purpose is given: a closed list of words, two languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core import purpose as purposes
from netcrm.core.capture import capture, describe
from netcrm.core.capture.purposes import guess
from netcrm.core.purpose import Purpose
from tests.known_people import DIRECTORY, WEDNESDAY


def read(text: str) -> str:
    """Return the purpose of TEXT, read on a Wednesday."""
    return capture(text, today=WEDNESDAY, directory=DIRECTORY).purpose


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("sparring med @Bo om karriere", "sparring"),
        ("frokost med @Bo: sparring om CV", "sparring"),
        ("gav @Bo sparring på hans oplæg", "sparring-given"),
        ("@Bo gav mig sparring", "sparring"),
        ("mødtes med @Bo som gav sparring", "sparring"),
        ("sparrede med @Bo", "sparring"),
        ("kaffe med @Bo, han ville gerne have sparring", ""),
        ("asked @Bo for feedback on my CV", "feedback"),
        ("got honest feedback from @Bo", "feedback"),
        ("feedback fra @Bo", "feedback"),
        ("gave @Bo a long and honest feedback", "feedback-given"),
        ("feedback to @Bo on his draft", "feedback-given"),
        ("@Bo gave me feedback", "feedback"),
        ("lunch with @Bo asked for feedback", "feedback"),
        ("@Bo asked me for feedback", ""),
        ("bad @Bo om råd", "advice"),
        ("fik gode råd af @Bo", "advice"),
        ("@Bo fik et råd", "advice-given"),
        ("advice from @Bo", "advice"),
        ("rådgav @Bo om skat", "advice-given"),
        ("møde i byrådet med @Bo om et råd", ""),
        ("bad @Bo om en intro til @Karen", "intro"),
        ("asked @Bo to introduce me to @Karen", "intro"),
        ("@Bo introducerede mig for @Karen", "intro"),
        ("was introduced to @Karen", "intro"),
        ("introduced @Bo to @Karen", "intro-given"),
        ("@Anna =email wants an intro to Karen", ""),
        ("@Bo anbefalede mig til Novo", "referral"),
        ("recommended @Bo to Novo", "referral-given"),
        ("@Bo anbefalede en bog", ""),
        ("got a referral from @Bo", "referral"),
        ("hjalp @Bo med at flytte", "help-given"),
        ("kaffe med @Bo, hjalp med hans CV", "help-given"),
        ("@Bo hjalp med flytning", "help-received"),
        ("@Bo har hjulpet mig", "help-received"),
        ("@Bo, who helped me move, came by", "help-received"),
        ("i går: hjalp @Bo mig med skat", "help-received"),
        ("blev hjulpet af @Bo", "help-received"),
        ("fik hjælp af @Bo", "help-received"),
        ("hjalp ikke @Bo", ""),
        ("@Mette læste den højt, det hjalp", ""),
        ("introduced to @Karen by @Bo", "intro"),
        ("sent @Bo a thank you card", "thanks"),
        ("got a thank you card from @Bo", "thanks-received"),
        ("skrev til @Bo: tak for sidst", "thanks"),
        ("didn't help @Bo", ""),
        ("@Bo har brug for hjælp", ""),
        ("takkede @Bo for hjælpen", "thanks"),
        ("thanked @Bo", "thanks"),
        ("sagde tak til @Bo", "thanks"),
        ("tak til @Bo for sidst", "thanks"),
        ("@Bo takkede mig", "thanks-received"),
        ("@Bo thanked me for the intro", "thanks-received"),
        ("@Bo takkede for hjælpen", "thanks-received"),
        ("@Bo sagde tak", "thanks-received"),
        ("ringede til @Bo, som takkede for hjælpen", "thanks-received"),
        ("tak fra @Bo", "thanks-received"),
        ("mail fra @Bo: tak for hjælpen", "thanks-received"),
        ("mail til @Bo: tak for hjælpen", "thanks"),
        ("thanked by @Bo", "thanks-received"),
        ("frokost med @Bo, takkede for hjælpen", "thanks"),
        ("i dag takkede jeg @Bo", "thanks"),
        ("har takket @Bo for introen", "thanks"),
        ("takket være @Bo fik vi huset", ""),
        ("sendte et takkekort til @Bo", "thanks"),
        ("sent @Bo a thank-you note", "thanks"),
        ("fik et takkebrev fra @Bo", "thanks-received"),
        ("kaffe med @Bo, ja tak", ""),
        ("thanks to @Bo we met", ""),
        ("ønskede @Bo tillykke", "congratulation"),
        ("ringede til @Bo: tillykke med fødselsdagen", "congratulation"),
        ("congratulated @Bo on the job", "congratulation"),
        ("@Bo ønskede mig tillykke", "congratulation-received"),
        ("fik tillykke fra @Bo", "congratulation-received"),
        ("lunch with @Bo", ""),
        ("@Bo !send tak fre", ""),
    ],
)
def test_the_words_tell_the_purpose_and_its_way(text: str, purpose: str) -> None:
    """A verb without a subject is yours; what is not told is not guessed."""
    assert read(text) == purpose


def test_a_purpose_that_is_given_counts() -> None:
    """One of the set is kept in its one spelling, another as typed, `none` is none."""
    assert read("tak til @Bo purpose:sparring") == "sparring"
    assert read('hjalp @Bo purpose:"Help Received"') == "help-received"
    assert read("hjalp @Bo purpose:råd") == "råd"
    assert read("hjalp @Bo purpose:none") == read("hjalp @Bo purpose:ingen") == ""


def test_the_preview_says_it_in_words() -> None:
    """The guess is shown before it is written."""
    line = capture("hjalp @Bo med CV", today=WEDNESDAY, directory=DIRECTORY)
    assert "purpose: help given" in describe(line, WEDNESDAY)
    assert line.text == "hjalp @Bo med CV"


WORDS = st.lists(
    st.sampled_from(
        [
            *("@", ",", "hjalp", "mig", "gav", "fik", "bad", "om", "sparring", "råd", "tak"),
            *("tillykke", "thanks", "to", "ikke", "blev", "anbefalede", "intro", "fra", "ønskede"),
        ]
    ),
    max_size=8,
)


@given(st.one_of(WORDS, st.lists(st.text(max_size=9), max_size=6)))
def test_any_words_give_one_of_the_set_or_none(words: list[str]) -> None:
    """The guess is one of the closed set, whatever the words."""
    assert guess(words) in {"", *map(str, Purpose)}


@given(st.text())
def test_a_purpose_as_typed_is_kept_or_is_one_of_the_set(text: str) -> None:
    """Reading what is kept again changes nothing."""
    kept = purposes.given(text)
    assert purposes.given(kept) == kept
    assert kept in {text, "", *map(str, Purpose)}
    assert purposes.purpose_word(kept) == kept or purposes.known(kept)
    assert bool(purposes.kind(kept)) == (purposes.known(kept) is not None)
