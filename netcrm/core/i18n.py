"""Every sentence a user sees passes here on its way to the screen; reads no file by itself."""

from gettext import NullTranslations

_catalogue = NullTranslations()
_language = "en"


def install(catalogue: NullTranslations) -> None:
    """Use CATALOGUE for all sentences from now on."""
    global _catalogue  # noqa: PLW0603  one process speaks one language
    _catalogue = catalogue


def speak(language: str) -> None:
    """Ask the user in LANGUAGE, `da` or `en`, from now on, where both are there."""
    global _language  # noqa: PLW0603  one process speaks one language
    _language = language


def language() -> str:
    """Return the language in which the user is asked: `da` or `en`."""
    return _language


def noted(message: str) -> str:
    """Mark MESSAGE for translation, where it is shown later than the language is known."""
    return message


def _(message: str) -> str:
    """Return MESSAGE in the user's language."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form of the sentence that goes with the number N, in the user's language."""
    return _catalogue.ngettext(singular, plural, n)
