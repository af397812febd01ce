"""The house: imports run one way, light doors stay light, and every command is documented."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "netcrm"

ALLOWED = {
    "core": {"core"},
    "store": {"core", "store"},
    "formats": {"core", "formats"},
    "cli": {"core", "store", "formats", "cli", "config", "crash", "demo", "tui", "netcrm"},
    "tui": {"core", "tui", "store", "config", "crash", "demo", "netcrm"},
    "demo": {"core", "store", "demo"},
    "config": {"core", "config"},
    "crash": {"core", "netcrm"},
}
STANDARD_LIBRARY = sys.stdlib_module_names
LIBRARIES = {
    "core": {"dateutil"},
    "store": {"tinydb", "orjson", "platformdirs"},
    "formats": set(),
    "cli": {"wcwidth", "platformdirs"},
    "tui": {"textual", "rich"},
    "demo": set(),
    "config": {"tomlkit"},
    "crash": set(),
}


def imports_of(path: Path) -> set[str]:
    """Return the dotted names that a module imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names.add(module)
            names.update(f"{module}.{alias.name}" for alias in node.names if module == "netcrm")
    return names


def modules() -> list[Path]:
    """Return every module of the package that lies in a room."""
    return sorted(p for p in PACKAGE.rglob("*.py") if p.parent != PACKAGE or p.stem == "crash")


def room_of(path: Path) -> str:
    """Return the room a module is in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    """Core ← store, formats ← cli, tui; and each room uses only its own libraries."""
    room = room_of(path)
    for name in imports_of(path):
        top, _, rest = name.partition(".")
        if top == "netcrm":
            target = rest.partition(".")[0] or "netcrm"
            if target == "__version__":
                continue
            assert target in ALLOWED[room], f"{path.name} imports {name}"
        elif top not in STANDARD_LIBRARY:
            assert top in LIBRARIES[room], f"{path.name} imports {name}"


def test_only_the_app_knows_the_store() -> None:
    """In the screens and widgets nobody reads or writes files."""
    for path in (PACKAGE / "tui").rglob("*.py"):
        if path.name not in ("app.py", "screenshots.py"):
            found = {
                name
                for name in imports_of(path)
                if name.startswith(("netcrm.store", "netcrm.demo"))
            }
            assert not found, f"{path.name} imports {found}"


def test_only_one_function_of_the_shell_knows_the_app() -> None:
    """The shell loads Textual in `netcrm.cli.app` alone, inside its functions."""
    for path in (PACKAGE / "cli").rglob("*.py"):
        if path.name != "app.py":
            assert not any(name.startswith("netcrm.tui") for name in imports_of(path)), path.name


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after CODE."""
    script = f"{code}\nimport sys; print('\\n'.join(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(run.stdout.split("\n"))


def test_the_shell_starts_without_the_app() -> None:
    """`import netcrm.cli` loads neither Textual nor Rich."""
    assert not {"textual", "rich"} & loaded_by("import netcrm.cli")


def test_a_note_from_the_shell_loads_nothing_heavy() -> None:
    """`netcrm log` pays for no library and no slow corner of the standard library."""
    heavy = {
        "textual",
        "rich",
        "tinydb",
        "orjson",
        "dateutil",
        "dataclasses",
        "inspect",
        "typing",
        "tomllib",
        "uuid",
    }
    assert not heavy & loaded_by("import netcrm.cli, netcrm.cli.log")


def test_nothing_in_the_house_is_too_large() -> None:
    """A module of more than 400 lines is two modules."""
    large = [p.name for p in PACKAGE.rglob("*.py") if len(p.read_text().splitlines()) > 400]
    assert large == []


def test_the_house_speaks_of_itself_alone() -> None:
    """No path of a machine stands in the code or the texts."""
    for path in [*PACKAGE.rglob("*.py"), ROOT / "README.md", ROOT / "CHANGELOG.md"]:
        text = path.read_text(encoding="utf-8")
        for home in ("/home/", "/root/", "/work/", "/Users/"):
            assert home not in text, f"{path.name} names {home}"


REACHES_OUT = {
    "webbrowser",
    "subprocess",
    "socket",
    "ssl",
    "urllib.request",
    "http",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "pickle",
    "marshal",
    "shelve",
}


def test_nothing_in_the_house_reaches_out() -> None:
    """No module can fetch or load code from data; three start a program.

    One this very one, for backups; the others the user's editor and the desktop's opener, when a key asks for it.
    """
    for path in PACKAGE.rglob("*.py"):
        starts = path.parent == PACKAGE / "tui" and path.name in ("editor.py", "opener.py")
        allowed = {"subprocess"} if starts else set()
        found = {n for n in imports_of(path) if {n, n.partition(".")[0]} & (REACHES_OUT - allowed)}
        assert not found, f"{path.name} imports {found}"
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {node.func.id for node in ast.walk(tree) if _is_plain_call(node)}
        assert not called & {"eval", "exec", "compile"}, path.name
        started = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in ("os", "pty")
            and node.attr.startswith(("exec", "spawn", "posix_spawn", "fork", "popen", "system"))
        }
        assert started <= ({"posix_spawn"} if path.name == "daily.py" else set()), path.name


def _is_plain_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def test_no_widget_reads_markup_or_opens_links() -> None:
    """The widgets of Textual that take foreign text for more than text are not used."""
    risky = {"Markdown", "MarkdownViewer", "Link", "RichLog", "DataTable", "Tree", "DirectoryTree"}
    for path in (PACKAGE / "tui").rglob("*.py"):
        words = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual")
            for alias in node.names
        }
        assert not words & risky, f"{path.name} uses {words & risky}"
        assert "from_markup" not in path.read_text(encoding="utf-8"), path.name
