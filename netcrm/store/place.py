"""Where a store lies: its data, which may be carried around, and this machine's state of it; makes nothing."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

# The built-in hash module: importing hashlib loads OpenSSL, which costs `netcrm log` about 5 ms.
try:
    sha256 = __import__("_sha2" if sys.version_info >= (3, 12) else "_sha256").sha256
except ImportError:
    from hashlib import sha256


class Place:
    """The folders of one store."""

    __slots__ = ("data_path", "state_path")

    def __init__(self, data: "str | Path", state: "str | Path") -> None:
        self.data_path = str(data)
        self.state_path = str(state)

    @property
    def data(self) -> "Path":
        """The folder that holds the store, and may be synchronised."""
        from pathlib import Path  # dear to import, and `netcrm log` does not ask

        return Path(self.data_path)

    @property
    def state(self) -> "Path":
        """The folder of what this machine knows of the store; never synchronised."""
        from pathlib import Path

        return Path(self.state_path)

    @property
    def journal_path(self) -> str:
        """The folder of the journals."""
        return os.path.join(self.data_path, "journal")

    def file(self, name: str) -> str:
        """Return the path of a file in the data folder."""
        return os.path.join(self.data_path, name)

    def state_file(self, name: str) -> str:
        """Return the path of a file in the state folder."""
        return os.path.join(self.state_path, name)

    def __repr__(self) -> str:
        return f"Place({self.data_path!r}, {self.state_path!r})"


def default_place(folder: str | None = None) -> Place:
    """Return the place of the store in FOLDER; without one, NETCRM_STORE or the platform's data folder."""
    folder = folder or os.environ.get("NETCRM_STORE") or _data_home()
    data = os.path.realpath(os.path.expanduser(folder))
    identity = "\n".join((_machine(), str(os.getuid()), data))
    name = sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Place(data, os.path.join(_state_home(), name))


def _data_home() -> str:
    """Return the platform's folder for data, made by hand on Linux: importing platformdirs costs 15 ms."""
    if sys.platform == "darwin":
        from platformdirs import user_data_dir

        return user_data_dir("netcrm", appauthor=False)
    return os.path.join(xdg("XDG_DATA_HOME", ".local/share"), "netcrm")


def _state_home() -> str:
    if sys.platform == "darwin":
        from platformdirs import user_state_dir

        return os.path.join(user_state_dir("netcrm", appauthor=False), "state")
    return os.path.join(xdg("XDG_STATE_HOME", ".local/state"), "netcrm")


def xdg(variable: str, default: str) -> str:
    """Return a base folder; the XDG base directory specification has relative paths ignored."""
    value = os.environ.get(variable, "")
    return value if os.path.isabs(value) else os.path.join(os.path.expanduser("~"), default)


def _machine() -> str:
    """Return what tells this machine from others, also when a home folder is carried to another one."""
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            with open(path, encoding="ascii") as file:
                if text := file.read(64).strip():
                    return text
        except (OSError, ValueError):
            continue
    return _darwin_machine() if sys.platform == "darwin" else os.uname().nodename


def _darwin_machine() -> str:
    import ctypes

    try:
        libc = ctypes.CDLL(None)
        answer = ctypes.create_string_buffer(16)
        wait = (ctypes.c_long * 2)(1, 0)
        if libc.gethostuuid(answer, wait) == 0:
            return answer.raw.hex()
    except (OSError, AttributeError):
        pass
    return os.uname().nodename
