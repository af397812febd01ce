"""Bytes of a file → bytes in UTF-8 or text, whatever wrote them; knows no format."""

from netcrm.formats.guess import guess

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_UTF8_MARK = b"\xef\xbb\xbf"
_LOOKED_AT = 512


def unwrapped(data: bytes) -> bytes:
    """Return DATA without byte order mark; what was UTF-16 or UTF-32 comes back as UTF-8.

    A character that the end of the file cut in two is dropped.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as_utf8(data[len(mark) :], name)
    if data.startswith(_UTF8_MARK):
        data = data[len(_UTF8_MARK) :]
    elif name := _unmarked(data):
        return _as_utf8(data, name)
    return _without_cut_end(data)


def decoded(data: bytes) -> str:
    """Return unwrapped DATA as text: UTF-8, else what makes most sense of it; never fails."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return loosely(data, guess(data))


def loosely(data: bytes, name: str) -> str:
    """Return DATA in the encoding NAME, with a sign for each byte it has no character for."""
    if name == "cp1252":
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")
    return data.decode(name, "replace")


def _without_cut_end(data: bytes) -> bytes:
    """Return DATA without half a character at its very end, where all else is UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data":
            return data[: error.start]
    return data


def _as_utf8(data: bytes, name: str) -> bytes:
    width = 4 if "32" in name else 2
    whole = data[: len(data) // width * width]
    return whole.decode(name, "replace").removeprefix("\ufeff").encode()


def _unmarked(data: bytes) -> str:
    """Return which UTF-16 this is although it has no mark: every other byte is zero."""
    start = data[:_LOOKED_AT]
    half = len(start) // 2
    if half < 2 or start.count(0) * 3 < half:
        return ""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd * 3 > half and not even:
        return "utf-16-le"
    return "utf-16-be" if even * 3 > half and not odd else ""
