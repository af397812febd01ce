"""Change the settings in the app: asks, has the file written, and applies what can be applied at once."""

from pathlib import Path

from netcrm.core import default_medium
from netcrm.core.i18n import _
from netcrm.core.medium import Medium
from netcrm.tui.screens.page import Page

LATER = ("language", "mouse")
"""What holds only from the next start on."""


async def change_settings(page: Page) -> None:
    """Show the settings, and write those that are changed into the user's file."""
    from netcrm.tui.screens.dialogs.settings_form import SettingsForm

    app = page.desk
    file = app.settings
    if file is None:
        page.flash.refuse(_("there is no settings file here"))
        return
    where = _short(file.path)
    changed = await page.ask(SettingsForm(file.settings, where, app.theme))
    if not changed:
        if changed is not None:
            page.flash.say(_("Nothing to change"))
        return
    file.change({tuple(name.split(".")): value for name, value in changed.items()})
    found = file.settings
    default_medium.install(Medium(found.default_medium))
    if found.rules != app.keeper.network.rules:
        app.keeper.go_by(found.rules)
        app.show()
    if "theme" in changed:
        app.theme = found.theme
    told = ", ".join(f"{name} {_told(value)}" for name, value in changed.items())
    later = _("language and mouse: from the next start") if {*LATER} & changed.keys() else ""
    page.flash.say(_("Saved in {file}: {what}").format(file=where, what=told), hint=later)


def _told(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _short(path: Path) -> str:
    """Return PATH, with `~` for the home folder."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
