"""The commands of the shell, one row each: where it is, how it is called, what it does."""

from netcrm.core.i18n import _

DAILY = _("Every day")
PEOPLE = _("People")
NETWORK = _("The network's network")
STATES = _("Room to breathe")
JOBS = _("Doors and jobs")
FILES = _("In and out")
HISTORY = _("Taking back")


class Command:
    """A command: its name, the module and function that run it, its usage and one line of help."""

    __slots__ = ("function", "group", "help", "module", "name", "usage")

    def __init__(self, name: str, where: str, group: str, usage: str, help: str) -> None:
        self.name = name
        self.module, self.function = (
            f"netcrm.cli.{where.partition(':')[0]}",
            where.partition(":")[2],
        )
        self.group = group
        self.usage = f"{name} {usage}".strip()
        self.help = help


GROUPS = (DAILY, PEOPLE, NETWORK, STATES, JOBS, FILES, HISTORY)

COMMANDS = {
    command.name: command
    for command in (
        Command(
            "",
            "app:app",
            DAILY,
            "",
            _("open the app; a plain `due` list where there is no terminal"),
        ),
        Command(
            "demo",
            "app:demo",
            DAILY,
            "",
            _("open the app on a throw-away copy of a made-up network"),
        ),
        Command(
            "due",
            "due:due",
            DAILY,
            "[QUERY] [-n N] [--all] [--count]",
            _("whom to reconnect with today, and why"),
        ),
        Command(
            "log",
            "log:log",
            DAILY,
            "[TEXT | -]",
            _("note a meeting, a call, a message in one line"),
        ),
        Command("drafts", "drafts:drafts", DAILY, "", _("lines that could not be resolved yet")),
        Command(
            "follow-ups",
            "follow_ups:follow_ups",
            DAILY,
            "[done ID]",
            _("what was promised, and by when"),
        ),
        Command(
            "mode",
            "mode:mode",
            DAILY,
            "[job-search|peacetime]",
            _("whether you look for a job, and how far along the goals are"),
        ),
        Command(
            "discover",
            "discover:discover",
            PEOPLE,
            "[QUESTION] [--list] [--again] [--lang da|en]",
            _("whom you know already: ten minutes of questions, a name a line"),
        ),
        Command(
            "list", "people:list_people", PEOPLE, "[QUERY]", _("everybody, or those who match")
        ),
        Command("show", "people:show", PEOPLE, "NAME", _("all about one person")),
        Command(
            "account",
            "account:account_of",
            PEOPLE,
            "[NAME]",
            _("what you put into the network and what you took out, by week"),
        ),
        Command(
            "stats",
            "stats:stats",
            PEOPLE,
            "[--weeks N] [-n N]",
            _("how often you are in touch, whom you keep up with, who slips, who writes first"),
        ),
        Command(
            "revive",
            "revive:revive",
            PEOPLE,
            "[-n N]",
            _("dormant ties worth taking up again, and what to begin with"),
        ),
        Command(
            "who",
            "who:who",
            JOBS,
            "[ORG-or-NAME] [-n N] [--all]",
            _("who can get you into an organisation, or to a person; without a name, whom to meet"),
        ),
        Command("add", "people_edit:add", PEOPLE, "NAME [--circle C] …", _("a new contact")),
        Command(
            "edit",
            "people_edit:edit",
            PEOPLE,
            "NAME KEY=VALUE …",
            _("change a contact; lists take += and -="),
        ),
        Command(
            "rm",
            "people_edit:rm",
            PEOPLE,
            "NAME",
            _("delete a contact with its log; `unrm` brings it back"),
        ),
        Command("unrm", "people_edit:unrm", PEOPLE, "NAME", _("bring a deleted contact back")),
        Command(
            "merge",
            "merging:merge",
            PEOPLE,
            "NAME NAME",
            _("make one contact of two; the first survives"),
        ),
        Command(
            "purge",
            "purging:purge",
            PEOPLE,
            "NAME [--yes] | --device DEVICE",
            _("remove a person from everything for good; asks first"),
        ),
        Command(
            "knows",
            "knowing:knows",
            NETWORK,
            "NAME [OTHER] [--org O] [--how TEXT]",
            _("whom somebody knows, and to say that they know somebody"),
        ),
        Command(
            "organisations",
            "organisations:organisations",
            NETWORK,
            "[NAME] [--alias OTHER]",
            _("where the people you know work and worked, and who they are"),
        ),
        Command("snooze", "states:snooze", STATES, "NAME WHEN", _("hide somebody until a day")),
        Command("skip", "states:skip", STATES, "NAME", _("let this round pass")),
        Command("pause", "states:pause", STATES, "NAME [UNTIL]", _("stop the clock")),
        Command(
            "let-go", "states:let_go", STATES, "NAME", _("keep, but never call; not for family")
        ),
        Command(
            "take-back",
            "states:take_back",
            STATES,
            "NAME",
            _("back from let go, paused or snoozed"),
        ),
        Command(
            "introductions",
            "introductions:introductions",
            JOBS,
            "[ask CONNECTOR TO | move ID STAGE | rm ID]",
            _("who was asked to introduce you to whom, and whom you owe thanks"),
        ),
        Command(
            "opportunities",
            "opportunities:opportunities",
            JOBS,
            "[add ORG ROLE | move ID STAGE | edit ID KEY=VALUE… | rm ID | show ID | report]",
            _("jobs and chances of one, and how far they are; what brought them"),
        ),
        Command(
            "import",
            "importing:import_files",
            FILES,
            "FILE…",
            _("bring people in: vCard, LinkedIn's Connections.csv, netcrm's own .json"),
        ),
        Command(
            "export",
            "exporting:export",
            FILES,
            "FILE [QUERY]",
            _("everything into one .json file, or all about those who match"),
        ),
        Command(
            "backup",
            "backups:backup",
            FILES,
            "[--list]",
            _("make a backup now, and say where it is"),
        ),
        Command(
            "restore",
            "backups:restore",
            FILES,
            "[BACKUP] [--dry-run]",
            _("list the backups, or go back to one; undo takes that back"),
        ),
        Command(
            "doctor",
            "doctor:doctor",
            FILES,
            "[--repair] [--salvage FOLDER] [--join ID]",
            _("what is wrong with the store; mends it, or saves what can be read"),
        ),
        Command("locate", "locate:locate", FILES, "", _("where everything is kept")),
        Command(
            "completion",
            "completion:completion",
            FILES,
            "SHELL",
            _("what bash, zsh or fish needs to complete commands, options and names"),
        ),
        Command(
            "settings",
            "settings:settings",
            FILES,
            "[--example | --keys]",
            _("what is set, and where; a commented file to start from"),
        ),
        Command(
            "undo",
            "history:undo",
            HISTORY,
            "[ID]",
            _("take the last change back, or one of the history"),
        ),
        Command("redo", "history:redo", HISTORY, "", _("do again what was undone")),
        Command(
            "history", "history:history", HISTORY, "[-n N]", _("what was changed, when and where")
        ),
    )
}
