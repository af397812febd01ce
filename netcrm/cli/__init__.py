"""The command line: one way in, one way out. Nothing here loads Textual before the app is asked for."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


INTERRUPTED = 130


def run() -> None:
    """Run netcrm with the arguments of this process and leave with its exit code."""
    if _said_at_once(sys.argv[1:]):
        return
    _leave_no_core()
    try:
        code = main()
    except Exception as error:  # noqa: BLE001  an error of our own; a traceback would quote the notes
        code = _stopped(error)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = _pipe_closed()
    _back_up_daily()
    sys.exit(code)


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run netcrm with ARGV (without the program's name) and return the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if _said_at_once(words):
        return 0
    if words[:1] == ["--complete"]:
        return _complete(words)
    from netcrm.cli.session import day_first, heed_settings
    from netcrm.core import day_order
    from netcrm.core.errors import NetcrmError

    day_order.install(day_first=day_first())
    heed_settings()
    try:
        if not words:  # the app: it need not wait for argparse
            from netcrm.cli.app import plain

            return plain()
        from netcrm.cli.parser import parse

        arguments = parse(words)
        return arguments.run(arguments) if arguments is not None else 0
    except NetcrmError as error:
        from netcrm.cli.output import complain

        complain(error)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _pipe_closed()


def _said_at_once(words: "Sequence[str]") -> bool:
    """Print what a shell's prompt asks for where it is known without reading anything; return whether it was."""
    if "--count" not in words:
        return False
    from netcrm.cli.prompt import answer

    count = answer(words)
    if count is not None:
        print(count)
    return count is not None


def _complete(words: "Sequence[str]") -> int:
    """Tell a shell what may come next on its line; whatever goes wrong, its line stays as it is."""
    from netcrm.cli.complete import main as complete
    from netcrm.core.errors import NetcrmError

    try:
        return complete(words[1:])
    except NetcrmError as error:
        return error.exit_code


def _back_up_daily() -> None:
    """Let the backup of the day be made where it is due; the command is done and waits for nothing."""
    if "netcrm.cli.session" not in sys.modules:
        return
    from netcrm.cli.session import place_used

    if (place := place_used()) is not None:
        from netcrm.store import daily

        if daily.is_due(place):
            daily.begin(place)


def _leave_no_core() -> None:
    """Let no core file hold what was in memory, whatever happens."""
    from resource import RLIMIT_CORE, setrlimit

    try:  # noqa: SIM105  contextlib is dear to import
        setrlimit(RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        pass


def _stopped(error: Exception) -> int:
    """Leave a report that quotes nothing, say where it is, and return the exit code."""
    from netcrm.cli.output import tell
    from netcrm.crash import leave
    from netcrm.store.place import default_place

    for line in leave(error, default_place().state).splitlines():
        tell(line)
    return 1


def _pipe_closed() -> int:
    """Let the reader go in silence: nobody is left to hear a complaint."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
