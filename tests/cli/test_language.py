"""The shell in Danish: its sentences change with the language, its values never."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.mark.parametrize(
    "words",
    [
        ["due"],
        ["list"],
        ["show", "Anna"],
        ["account"],
        ["stats"],
        ["follow-ups"],
        ["mode"],
        ["who"],
    ],
    ids=" ".join,
)
def test_json_says_the_same_in_every_language(
    network: Shell, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys, media, bands, states, stages and modes; only sentences for people differ."""
    english = network.ok(*words, "--json").json
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    danish = network.ok(*words, "--json").json
    assert _without_sentences(english) == _without_sentences(danish)


def test_the_language_is_that_of_the_settings_else_of_the_locale(
    network: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """English where there is no catalogue; days are Danish too."""
    assert "promised: send CV" in network.ok("due").out
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert "lovet: send CV" in network.ok("due").out
    settings = f"{tmp_path}/config.toml"
    monkeypatch.setenv("NETCRM_CONFIG", settings)
    for language, word in (("en", "promised"), ("da", "lovet"), ("auto", "lovet")):
        with open(settings, "w") as file:
            file.write(f'language = "{language}"\n')
        assert word in network.ok("due").out
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "promised" in network.ok("due").out


def _without_sentences(document: object) -> object:
    if isinstance(document, dict):
        kept = {
            k: v for k, v in document.items() if k not in ("reasons", "hint", "how", "sentence")
        }
        return {key: _without_sentences(value) for key, value in kept.items()}
    if isinstance(document, list):
        return [_without_sentences(one) for one in document]
    return document
