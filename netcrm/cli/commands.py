"""The commands of the shell, one row each: where it is, how it is called, what it does."""

from netcrm.core.i18n import _, noted

DAILY = noted("Every day")
PEOPLE = noted("People")
NETWORK = noted("The network's network")
STATES = noted("Room to breathe")
JOBS = noted("Doors and jobs")
FILES = noted("In and out")
HISTORY = noted("Taking back")


class Command:
    """A command: its name, the module and function that run it, its usage and one line of help."""

    __slots__ = ("_group", "_help", "function", "module", "name", "usage")

    def __init__(self, name: str, where: str, group: str, usage: str, help: str) -> None:
        self.name = name
        self.module, self.function = (
            f"netcrm.cli.{where.partition(':')[0]}",
            where.partition(":")[2],
        )
        self._group = group
        self.usage = f"{name} {usage}".strip()
        self._help = help

    @property
    def group(self) -> str:
        """The group it is told in, in the user's language."""
        return _(self._group)

    @property
    def help(self) -> str:
        """What it does, in the user's language."""
        return _(self._help)


GROUPS = (DAILY, PEOPLE, NETWORK, STATES, JOBS, FILES, HISTORY)

COMMANDS = {
    command.name: command
    for command in (
        Command(
            "",
            "app:app",
            DAILY,
            "",
            noted("open the app; a plain `due` list where there is no terminal"),
        ),
        Command(
            "demo",
            "app:demo",
            DAILY,
            "",
            noted("open the app on a throw-away copy of a made-up network"),
        ),
        Command(
            "due",
            "due:due",
            DAILY,
            "[QUERY] [-n N] [--all] [--count]",
            noted("whom to reconnect with today, and why"),
        ),
        Command(
            "log",
            "log:log",
            DAILY,
            "[TEXT | -]",
            noted("note a meeting, a call, a message in one line"),
        ),
        Command(
            "drafts", "drafts:drafts", DAILY, "", noted("lines that could not be resolved yet")
        ),
        Command(
            "follow-ups",
            "follow_ups:follow_ups",
            DAILY,
            "[done ID]",
            noted("what was promised, and by when"),
        ),
        Command(
            "mode",
            "mode:mode",
            DAILY,
            "[job-search|peacetime]",
            noted("whether you look for a job, and how far along the goals are"),
        ),
        Command(
            "discover",
            "discover:discover",
            PEOPLE,
            "[QUESTION] [--list] [--again] [--lang da|en]",
            noted("whom you know already: ten minutes of questions, a name a line"),
        ),
        Command(
            "list", "people:list_people", PEOPLE, "[QUERY]", noted("everybody, or those who match")
        ),
        Command("show", "people:show", PEOPLE, "NAME", noted("all about one person")),
        Command(
            "account",
            "account:account_of",
            PEOPLE,
            "[NAME]",
            noted("what you put into the network and what you took out, by week"),
        ),
        Command(
            "stats",
            "stats:stats",
            PEOPLE,
            "[--weeks N] [-n N]",
            noted("how often you are in touch, whom you keep up with, who slips, who writes first"),
        ),
        Command(
            "revive",
            "revive:revive",
            PEOPLE,
            "[-n N]",
            noted("dormant ties worth taking up again, and what to begin with"),
        ),
        Command(
            "who",
            "who:who",
            JOBS,
            "[ORG-or-NAME] [-n N] [--all]",
            noted(
                "who can get you into an organisation, or to a person; without a name, whom to meet"
            ),
        ),
        Command("add", "people_edit:add", PEOPLE, "NAME [--circle C] …", noted("a new contact")),
        Command(
            "edit",
            "people_edit:edit",
            PEOPLE,
            "NAME KEY=VALUE …",
            noted("change a contact; lists take += and -="),
        ),
        Command(
            "rm",
            "people_edit:rm",
            PEOPLE,
            "NAME",
            noted("delete a contact with its log; `unrm` brings it back"),
        ),
        Command("unrm", "people_edit:unrm", PEOPLE, "NAME", noted("bring a deleted contact back")),
        Command(
            "merge",
            "merging:merge",
            PEOPLE,
            "NAME NAME",
            noted("make one contact of two; the first survives"),
        ),
        Command(
            "purge",
            "purging:purge",
            PEOPLE,
            "NAME [--yes] | --device DEVICE",
            noted("remove a person from everything for good; asks first"),
        ),
        Command(
            "knows",
            "knowing:knows",
            NETWORK,
            "NAME [OTHER] [--org O] [--how TEXT]",
            noted("whom somebody knows, and to say that they know somebody"),
        ),
        Command(
            "organisations",
            "organisations:organisations",
            NETWORK,
            "[NAME] [--alias OTHER]",
            noted("where the people you know work and worked, and who they are"),
        ),
        Command("snooze", "states:snooze", STATES, "NAME WHEN", noted("hide somebody until a day")),
        Command("skip", "states:skip", STATES, "NAME", noted("let this round pass")),
        Command("pause", "states:pause", STATES, "NAME [UNTIL]", noted("stop the clock")),
        Command(
            "let-go", "states:let_go", STATES, "NAME", noted("keep, but never call; not for family")
        ),
        Command(
            "take-back",
            "states:take_back",
            STATES,
            "NAME",
            noted("back from let go, paused or snoozed"),
        ),
        Command(
            "introductions",
            "introductions:introductions",
            JOBS,
            "[ask CONNECTOR TO | move ID STAGE | rm ID]",
            noted("who was asked to introduce you to whom, and whom you owe thanks"),
        ),
        Command(
            "opportunities",
            "opportunities:opportunities",
            JOBS,
            "[add ORG ROLE | move ID STAGE | edit ID KEY=VALUE… | rm ID | show ID | report]",
            noted("jobs and chances of one, and how far they are; what brought them"),
        ),
        Command(
            "import",
            "importing:import_files",
            FILES,
            "FILE…",
            noted("bring people in: vCard, LinkedIn's Connections.csv, netcrm's own .json"),
        ),
        Command(
            "export",
            "exporting:export",
            FILES,
            "FILE [QUERY]",
            noted("everything into one .json file, or all about those who match"),
        ),
        Command(
            "backup",
            "backups:backup",
            FILES,
            "[--list]",
            noted("make a backup now, and say where it is"),
        ),
        Command(
            "restore",
            "backups:restore",
            FILES,
            "[BACKUP] [--dry-run]",
            noted("list the backups, or go back to one; undo takes that back"),
        ),
        Command(
            "doctor",
            "doctor:doctor",
            FILES,
            "[--repair] [--salvage FOLDER] [--join ID]",
            noted("what is wrong with the store; mends it, or saves what can be read"),
        ),
        Command("locate", "locate:locate", FILES, "", noted("where everything is kept")),
        Command(
            "completion",
            "completion:completion",
            FILES,
            "SHELL",
            noted("what bash, zsh or fish needs to complete commands, options and names"),
        ),
        Command(
            "settings",
            "settings:settings",
            FILES,
            "[--example | --keys]",
            noted("what is set, and where; a commented file to start from"),
        ),
        Command(
            "undo",
            "history:undo",
            HISTORY,
            "[ID]",
            noted("take the last change back, or one of the history"),
        ),
        Command("redo", "history:redo", HISTORY, "", noted("do again what was undone")),
        Command(
            "history",
            "history:history",
            HISTORY,
            "[-n N]",
            noted("what was changed, when and where"),
        ),
    )
}
