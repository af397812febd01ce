"""The one table of commands: keys, key bars, palette, help and keymap ids; runs nothing."""

from collections.abc import Iterable

from netcrm.core.i18n import _
from netcrm.tui.command import Command, Scope, noted, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.binding import Binding

__all__ = ["Command", "Scope", "noted", "written"]

NO_KEY = "no-key"
"""What Textual is told where a command has no key, so that the settings can give it one."""

_H, _R, _T, _C, _F = Scope.HOME, Scope.REVIEW, Scope.TRIAGE, Scope.CONTACT, Scope.FOLLOW_UPS
_A, _V, _W = Scope.ACCOUNT, Scope.REVIVE, Scope.PATHS
_M, _N = Scope.MAP, Scope.INSIGHTS
_AWAY = (_R, _T, _C, _F, _A, _V, _W, _M, _N)  # the pages that lead back to another one
_PAGES = (_H, *_AWAY)
_D = Scope.DISCOVER
_B, _I = Scope.BOARD, Scope.INTRODUCTIONS
_O = Scope.ORGANISATIONS
_STAGES = (_B, _I)
_ALL = (*_PAGES, _D, *_STAGES, _O)

_MOVE = noted("Move")
_CONTACT = noted("Contact")
_CAPTURE = noted("Capture")
_REVIEW = noted("Review")
_TRIAGE = noted("Triage")
_DISCOVER = noted("Discover")
_PATHS = noted("Paths")
_BOARD = noted("Opportunities")
_INTRODUCTIONS = noted("Introductions")
_VIEW = noted("View")
_MAP = noted("Map")
_NETCRM = noted("netcrm")

# Two lines a command: what it is and where; what it does.
# fmt: off
TABLE: tuple[Command, ...] = (
    # what people come for
    Command("review.start", "r", "review", noted("Review"), _REVIEW, (_H, _D), (_H,),
            help=noted("Whom to get in touch with today, one by one")),
    Command("contact.log", "l", "log", noted("Log"), _CONTACT,
            (*_PAGES, *_STAGES), (_H, _R, _C, _A, _V, _W, _M, _N),
            help=noted("Log a touch; Enter alone is a plain one")),
    Command("capture.open", "c,ctrl+n", "capture", noted("Capture"), _CAPTURE, _ALL, (_H,),
            help=noted("Write a line of the log, from anywhere")),
    Command("contact.snooze", "s", "snooze", noted("Snooze"), _CONTACT, _PAGES, (_H, _R, _V, _M, _N),
            help=noted("Hide: 1 a day, 2 a week, 3 a month, a date")),
    Command("contact.skip", "x", "skip", noted("Skip"), _CONTACT,
            (_H, _R, _C, _A, _V, _M, _N), (_R, _V, _M),
            help=noted("Let this round pass; a follow-up: done")),
    Command("follow-up.done", "x", "done", noted("Done"), noted("Follow-up"), (_F,), (_F,),
            help=noted("Tick the follow-up off")),
    # the review
    Command("review.next", "n,right", "next", noted("Next"), _REVIEW, (_R,), (_R,), palette=False,
            help=noted("The next person; nothing is written")),
    Command("review.previous", "p,left", "previous", noted("Previous"), _REVIEW,
            (_R,), (_R,), palette=False,
            help=noted("The person before")),
    Command("review.open", "enter", "open", noted("Open"), _REVIEW, (_R,), palette=False,
            help=noted("The person's page; at the end, home")),
    Command("review.more", "r", "again", noted("Another round"), _REVIEW, (_R,), palette=False,
            help=noted("At the end: those who were not shown")),
    # triage
    Command("triage.family", "1", "sort('family')", noted("Family"), _TRIAGE,
            (_T,), (_T,), palette=False,
            help=noted("Into family")),
    Command("triage.friends", "2", "sort('friends')", noted("Friends"), _TRIAGE,
            (_T,), (_T,), palette=False,
            help=noted("Into friends")),
    Command("triage.professional", "3", "sort('professional')", noted("Professional"), _TRIAGE,
            (_T,), (_T,), palette=False,
            help=noted("Into professional")),
    Command("triage.let-be", "0", "let_be", noted("Let be"), _TRIAGE, (_T,), (_T,), palette=False,
            help=noted("Let be until netcrm is opened again")),
    # the discovery
    Command("discover.take", "enter", "take", noted("Next"), _DISCOVER, (_D,), (_D,), palette=False,
            help=noted("Take the name; alone: the next question")),
    Command("discover.circle", "tab", "turn_circle", noted("Circle"), _DISCOVER,
            (_D,), (_D,), palette=False,
            help=noted("The next circle, for who was named last")),
    Command("discover.family", "1", "circle('1')", noted("Family"), _DISCOVER, (_D,), palette=False,
            help=noted("Into family, while the line is empty")),
    Command("discover.friends", "2", "circle('2')", noted("Friends"), _DISCOVER,
            (_D,), palette=False,
            help=noted("Into friends, while the line is empty")),
    Command("discover.professional", "3", "circle('3')", noted("Professional"), _DISCOVER,
            (_D,), palette=False,
            help=noted("Into professional, while it is empty")),
    Command("discover.unsorted", "0", "circle('0')", noted("Unsorted"), _DISCOVER,
            (_D,), palette=False,
            help=noted("Into no circle, while the line is empty")),
    Command("discover.before", "up", "before", noted("Before"), _DISCOVER,
            (_D,), (_D,), palette=False,
            help=noted("The question before")),
    Command("discover.skip", "down", "skip", noted("Later"), _DISCOVER, (_D,), (_D,), palette=False,
            help=noted("Leave this question for another day")),
    Command("discover.undo", "ctrl+z,u", "undo", noted("Undo"), _DISCOVER,
            (_D,), (_D,), palette=False,
            help=noted("Take the last line back")),
    Command("discover.redo", "ctrl+y,U", "redo", noted("Redo"), _DISCOVER, (_D,), palette=False,
            help=noted("Do again what was undone")),
    Command("discover.language", "ctrl+l", "language", noted("Dansk / English"), _DISCOVER,
            (_D,),
            help=noted("Ask in the other language")),
    Command("discover.leave", "escape,q", "back", noted("Leave"), _DISCOVER,
            (_D,), (_D,), palette=False,
            help=noted("Leave; all is kept, and goes on from here")),
    Command("discover.rest", "b", "rest", noted("What is left"), _DISCOVER, (_D,), palette=False,
            help=noted("At the end: what was left for later")),
    Command("discover.again", "a", "again", noted("Once more"), _DISCOVER, (_D,), palette=False,
            help=noted("At the end: ask all of them once more")),
    # who can get me in
    Command("paths.find", "w", "who", noted("Who can get me in…"), _PATHS,
            (_H, _R, _C, _F, _W, _B, _O, _M), (_W, _O),
            help=noted("Into an organisation, or to a person")),
    Command("paths.meet", "", "meet", noted("Whom to meet"), _PATHS, (_H, _R, _C, _F, _W),
            help=noted("Whom your contacts could introduce you to")),
    Command("paths.introduce", "i", "introduce", noted("Introduce"), _PATHS, (_W,), (_W,),
            help=noted("Ask the first of them for an introduction")),
    Command("organisations.show", "", "organisations", noted("Organisations"), noted("Organisations"),
            (_H, _R, _T, _C, _F, _A, _V, _W),
            help=noted("Where the people you know work and worked")),
    Command("organisations.alias", "e", "edit", noted("Also called…"), noted("Organisations"),
            (_O,), (_O,), palette=False,
            help=noted("Another name: both are one from then on")),
    # opportunities and introductions
    Command("board.open", "o", "board", noted("Opportunities"), _BOARD,
            (_H, _R, _C, _F, _A, _V, _W, _I),
            help=noted("Opportunities by stage: the board")),
    Command("introductions.open", "", "introductions", noted("Introductions"), _INTRODUCTIONS,
            (_H, _R, _C, _F, _A, _V, _W, _B),
            help=noted("Who introduces you; whom you owe thanks")),
    Command("stage.next", "greater_than_sign,L", "advance", noted("Next stage"), _MOVE,
            _STAGES, _STAGES, palette=False,
            help=noted("To the next stage, today")),
    Command("stage.choose", "m", "choose_stage", noted("Stage"), _MOVE,
            _STAGES, _STAGES, palette=False,
            help=noted("To any later stage, or an end")),
    Command("stage.back", "less_than_sign,H", "step_back", noted("Stage before"), _MOVE,
            _STAGES, palette=False,
            help=noted("No stage goes back: u undoes the step")),
    Command("stage.done", "x", "done", noted("Done"), _MOVE, _STAGES, _STAGES, palette=False,
            help=noted("Tick the next step off")),
    Command("board.add", "a", "add", noted("Add"), _BOARD, (_B,), (_B,), palette=False,
            help=noted("Note an opportunity")),
    Command("board.edit", "e", "edit", noted("Edit"), _BOARD, (_B,), (_B,), palette=False,
            help=noted("Edit it: who brought it, next step, link")),
    Command("board.delete", "d", "delete", noted("Delete"), _BOARD, (_B,), palette=False,
            help=noted("Delete it; asks first, u brings it back")),
    Command("board.next", "tab,right", "turn(1)", noted("Next column"), _BOARD,
            (_B,), palette=False,
            help=noted("The next column with something in it")),
    Command("board.previous", "shift+tab,left", "turn(-1)", noted("Column before"), _BOARD,
            (_B,), palette=False,
            help=noted("The column before")),
    Command("board.introductions", "i", "introductions", noted("Introductions"), _BOARD,
            (_B,), (_B,), palette=False,
            help=noted("The introductions")),
    Command("introduction.ask", "a", "add", noted("Ask"), _INTRODUCTIONS, (_I,), (_I,),
            palette=False,
            help=noted("Ask for an introduction: whom, to whom")),
    Command("introduction.edit", "e", "edit", noted("About"), _INTRODUCTIONS,
            (_I,), (_I,), palette=False,
            help=noted("What it is about")),
    Command("introduction.delete", "d", "delete", noted("Delete"), _INTRODUCTIONS,
            (_I,), palette=False,
            help=noted("Delete it; asks first, u brings it back")),
    # contacts
    Command("contact.follow-up", "f", "follow_up", noted("Follow-up"), _CONTACT,
            (*_PAGES, *_STAGES), (_C,),
            help=noted("Promise something: send CV fri")),
    Command("contact.add", "a", "add", noted("Add"), _CONTACT, (_H, _T, _C), (_H,),
            help=noted("Add a contact")),
    Command("contact.knows", "plus", "knows", noted("Knows…"), _CONTACT, (_H, _R, _C, _M), (_C,),
            help=noted("Say whom they know: yours, or somebody new")),
    Command("contact.promote", "p", "promote", noted("Now a contact"), _CONTACT, (_C,),
            palette=False,
            help=noted("You met: make a contact of the acquaintance")),
    Command("contact.edit", "e", "edit", noted("Edit"), _CONTACT, _PAGES, (_C, _F),
            help=noted("Edit the contact, entry or follow-up")),
    Command("contact.delete", "d", "delete", noted("Delete"), _CONTACT, (_H, _T, _C, _F, _M), (_F,),
            help=noted("Delete it; asks first, u brings it back")),
    Command("contact.more", "full_stop", "more", noted("More"), _CONTACT,
            _PAGES, (_C,), palette=False,
            help=noted("Promises, pause, let go, cadence and more")),
    Command("contact.note", "n", "note", noted("Note…"), _CONTACT, (Scope.MORE,),
            help=noted("Write the note, in your $EDITOR")),
    Command("contact.write-note", "N", "note", noted("Note…"), _CONTACT, (_R, _C), palette=False,
            help=noted("Write the note, in your $EDITOR")),
    Command("contact.reach", "y", "reach", noted("Copy or open…"), _CONTACT, (_H, _R, _C, _V),
            help=noted("Mail, phone, link: a digit copies, o opens")),
    Command("contact.pause", "p", "pause", noted("Pause…"), _CONTACT, (Scope.MORE,),
            help=noted("The clock stands still for a time")),
    Command("contact.let-go", "g", "let_go", noted("Let go"), _CONTACT, (Scope.MORE,),
            help=noted("Out of the circle, but kept; never family")),
    Command("contact.take-back", "b", "take_back", noted("Take back"), _CONTACT, (Scope.MORE,),
            help=noted("Back from pause, snooze or letting go")),
    Command("contact.answered", "a", "answered", noted("Answered"), _CONTACT, (Scope.MORE,),
            help=noted("They answered: no reply is awaited")),
    Command("contact.cadence", "c", "cadence", noted("Cadence…"), _CONTACT, (Scope.MORE,),
            help=noted("How often: 30d, 6w, 3m, 1y, none")),
    Command("contact.deceased", "x", "deceased", noted("Deceased…"), _CONTACT, (Scope.MORE,),
            help=noted("No cadence any more; the day stays")),
    Command("contact.choose", "v", "choose", noted("Values…"), _CONTACT, (Scope.MORE,),
            help=noted("Choose between what two machines wrote")),
    Command("contact.merge", "m", "merge", noted("Merge…"), _CONTACT, (Scope.MORE,),
            help=noted("Make one of the two that are marked")),
    Command("contact.bring-back", "", "bring_back", noted("Bring back a deleted contact…"),
            _CONTACT, _PAGES,
            help=noted("With its log; a list to choose from")),
    # finding and seeing
    Command("view.find", "slash,ctrl+f", "find", noted("Find"), _VIEW, (_H,), (_H,), palette=False,
            help=noted("Filter: words, circle: tag: org: heat:>1")),
    Command("view.save-filter", "", "save_filter", noted("Save this filter…"), _VIEW, (_H,),
            help=noted("Among the circles, by name; d forgets it")),
    Command("triage.start", "t", "triage", noted("Triage"), _TRIAGE, (_H, _D), (_H,),
            help=noted("Sort the unsorted, one key each")),
    Command("follow-up.list", "F", "follow_ups", noted("Show all"), noted("Follow-ups"),
            (_H, _R, _T, _C, _A, _V, _W, *_STAGES),
            help=noted("All open promises, the earliest due first")),
    Command("account.show", "", "account", noted("Account"), noted("Account"),
            (_H, _R, _T, _C, _F, _V, _W),
            help=noted("What you put in and what you took out")),
    Command("revive.show", "", "revive", noted("Revive"), noted("Revive"),
            (_H, _R, _T, _C, _F, _A, _W),
            help=noted("Dormant ties worth taking up again")),
    Command("map.show", "m", "map", noted("Map"), _MAP, (_H,),
            help=noted("Your circles, everybody by heat around you")),
    Command("map.next", "n,tab", "turn(1)", noted("Next"), _MAP, (_M,), (_M,), palette=False,
            help=noted("The next by heat: reaches everybody")),
    Command("map.before", "p,shift+tab", "turn(-1)", noted("Before"), _MAP, (_M,), palette=False,
            help=noted("The one before by heat")),
    Command("map.first", "g,home", "first", noted("Hottest"), _MAP, (_M,), palette=False,
            help=noted("The hottest, far out")),
    Command("map.up", "k,up", "go(0,-1)", noted("Up"), _MAP, (_M,), palette=False,
            help=noted("Up, to the nearest there")),
    Command("map.down", "j,down", "go(0,1)", noted("Down"), _MAP, (_M,), palette=False,
            help=noted("Down, to the nearest there")),
    Command("map.left", "h,left", "go(-1,0)", noted("Left"), _MAP, (_M,), palette=False,
            help=noted("Left, to the nearest there")),
    Command("map.right", "right", "go(1,0)", noted("Right"), _MAP, (_M,), palette=False,
            help=noted("Right, to the nearest there; l logs")),
    Command("map.open", "enter", "select", noted("Open"), _MAP, (_M,), (_M,), palette=False,
            help=noted("Open the contact’s page")),
    Command("insights.show", "i", "insights", noted("Insights"), noted("Insights"), (_H,),
            help=noted("Am I keeping up? Who slips? Who begins?")),
    Command("insights.next", "n,tab", "turn(1)", noted("Next"), noted("Insights"),
            (_N,), (_N,), palette=False,
            help=noted("The next who is named; Enter opens")),
    Command("insights.before", "p,shift+tab", "turn(-1)", noted("Before"), noted("Insights"),
            (_N,), palette=False,
            help=noted("The one who is named before")),
    Command("view.circles", "1", "pane('circles')", noted("Circles"), _VIEW, (_H,), palette=False,
            help=noted("The circles")),
    Command("view.staleness", "2", "pane('staleness')", noted("Staleness"), _VIEW,
            (_H,), palette=False,
            help=noted("The people")),
    Command("view.log", "3", "pane('log')", noted("Outreach log"), _VIEW, (_H,), palette=False,
            help=noted("The outreach log")),
    Command("contact.card", "1", "pane('card')", noted("The contact"), _VIEW, (_C,), palette=False,
            help=noted("The contact: e and d mean it")),
    Command("contact.promises", "2", "pane('promises')", noted("Promises"), _VIEW,
            (_C,), palette=False,
            help=noted("The promises: x, e and d mean one")),
    Command("contact.entries", "3", "pane('entries')", noted("Outreach log"), _VIEW,
            (_C,), palette=False,
            help=noted("The log: e and d mean an entry")),
    Command("contact.known", "4", "pane('knows')", noted("Knows"), _VIEW, (_C,), palette=False,
            help=noted("Whom they know: Enter, e, d and p mean one")),
    Command("view.next", "tab", "turn(1)", noted("Next pane"), _VIEW, (_H, _C), palette=False,
            help=noted("The next pane")),
    Command("view.previous", "shift+tab", "turn(-1)", noted("Pane before"), _VIEW,
            (_H, _C), palette=False,
            help=noted("The pane before")),
    Command("view.zoom", "z", "zoom", noted("Zoom"), _VIEW, (_H,),
            help=noted("This pane alone, and back")),
    Command("netcrm.settings", "comma", "settings", noted("Settings…"), _NETCRM,
            (*_PAGES, *_STAGES, _O),
            help=noted("Theme, language, cadences, budget and more")),
    Command("view.theme", "", "theme", noted("Theme…"), _VIEW, _ALL,
            help=noted("Choose the colours")),
    # movement, in every list
    Command("list.down", "j,down", "move(1)", noted("Down"), _MOVE, (Scope.LIST,), palette=False,
            help=noted("One down")),
    Command("list.up", "k,up", "move(-1)", noted("Up"), _MOVE, (Scope.LIST,), palette=False,
            help=noted("One up")),
    Command("list.page-down", "pagedown", "page(1)", noted("Page down"), _MOVE,
            (Scope.LIST,), palette=False,
            help=noted("A page down")),
    Command("list.page-up", "pageup", "page(-1)", noted("Page up"), _MOVE,
            (Scope.LIST,), palette=False,
            help=noted("A page up")),
    Command("list.first", "g,home", "first", noted("First"), _MOVE, (Scope.LIST,), palette=False,
            help=noted("To the first")),
    Command("list.last", "G,end", "last", noted("Last"), _MOVE, (Scope.LIST,), palette=False,
            help=noted("To the last")),
    Command("list.open", "enter", "select", noted("Open"), _MOVE, (Scope.LIST,), palette=False,
            help=noted("Open the page, the entry or the draft")),
    Command("list.mark", "space", "mark", noted("Mark"), _MOVE, (Scope.LIST,), (_T,), palette=False,
            help=noted("Mark; the next action takes all marked")),
    # netcrm
    Command("netcrm.undo", "u", "undo", noted("Undo"), _NETCRM,
            (*_PAGES, *_STAGES), (*_PAGES, *_STAGES),
            help=noted("Take back the last change, the shell's too")),
    Command("netcrm.redo", "U", "redo", noted("Redo"), _NETCRM, (*_PAGES, *_STAGES),
            help=noted("Do again what was undone")),
    Command("netcrm.discover", "n", "discover", noted("Discover"), _NETCRM, (_H,),
            help=noted("Ten minutes of questions: whom you know")),
    Command("netcrm.save", "ctrl+s", "save", noted("Save again"), _NETCRM, _ALL,
            help=noted("Write what could not be saved")),
    Command("netcrm.mode", "", "mode", noted("Mode…"), _NETCRM, _PAGES,
            help=noted("Job search or peacetime, and the goals")),
    Command("netcrm.backup", "", "back_up", noted("Back up now"), _NETCRM, _ALL,
            help=noted("A copy of everything, on this machine")),
    Command("netcrm.restore", "", "restore", noted("Restore a backup…"), _NETCRM, _ALL,
            help=noted("Says what would change, then asks")),
    Command("netcrm.two-networks", "", "two_networks", noted("Two networks…"), _NETCRM,
            (*_PAGES, *_STAGES),
            help=noted("Asks whether another one here is the same")),
    Command("netcrm.palette", "colon,ctrl+p", "palette", noted("Palette"), _NETCRM,
            _ALL, palette=False,
            help=noted("All commands, and a jump to anybody")),
    Command("netcrm.back", "q,escape", "back", noted("Back"), _NETCRM,
            (*_AWAY, *_STAGES, _O), (*_AWAY, *_STAGES, _O), palette=False,
            help=noted("Back to where you came from")),
    Command("netcrm.step", "escape", "step", noted("Step back"), _NETCRM, (_H,), palette=False,
            help=noted("Clear marks, filter, zoom; never quits")),
    Command("netcrm.quit", "q,ctrl+q", "leave", noted("Quit"), _NETCRM, (_H,),
            help=noted("Quit; everything is saved already")),
    Command("netcrm.help", "question_mark,f1", "help", noted("Help"), _NETCRM, _ALL, _ALL,
            help=noted("The keys of where you are")),
)
# fmt: on


def of(scope: Scope) -> tuple[Command, ...]:
    """Return the commands of a scope, in the order of the table."""
    return tuple(command for command in TABLE if scope in command.scopes)


def shown(scope: Scope) -> tuple[Command, ...]:
    """Return the commands that the key bar of a screen offers, in the order of the table."""
    return tuple(command for command in TABLE if scope in command.show)


def named(id: str) -> Command:
    """Return the command with this id; raises KeyError where there is none."""
    for command in TABLE:
        if command.id == id:
            return command
    raise KeyError(id)


def groups(commands: Iterable[Command]) -> dict[str, list[Command]]:
    """Return COMMANDS under their groups' names, both in the order of the table."""
    found: dict[str, list[Command]] = {}
    for command in commands:
        found.setdefault(_(command.group), []).append(command)
    return found


def bindings(scope: Scope) -> "list[Binding]":
    """Return the bindings of a scope, for the BINDINGS of its screen or widget; Textual's keymap changes them."""
    from textual.binding import Binding  # the shell reads the table too

    return [
        Binding(
            command.own_keys or NO_KEY,
            command.action,
            command.label,
            show=False,
            id=command.id,
            tooltip=command.help,
        )
        for command in of(scope)
    ]


def help_for(scope: Scope) -> tuple[Command, ...]:
    """Return the commands that the help of a screen tells: its own, the lists' and the menu's."""
    no_list = scope in (Scope.REVIEW, Scope.MAP)
    inside = {scope, Scope.MORE} if no_list else {scope, Scope.LIST, Scope.MORE}
    return tuple(command for command in TABLE if inside & {*command.scopes} and command.keys)


def menu_keys(command: Command) -> str:
    """Return the keys of a command as one presses them: those of the menu after its dot."""
    return f". {command.key}" if Scope.MORE in command.scopes else command.all_keys
