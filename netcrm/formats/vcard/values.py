"""What stands after the colon of a vCard line: escapes, lists, numbers; knows no property.

vCard 2.1 escapes semicolons only (backslashes are common in its notes); 3.0 and 4.0 (RFC 2426, 4;
RFC 6350, 3.4) escape line ends, commas, semicolons and backslashes, and exporters colons and quotes.
"""

from urllib.parse import unquote


def unescaped(text: str, *, old: bool) -> str:
    """Return TEXT with its escapes resolved; `old` is version 2.1. Unknown escapes stay."""
    if "\\" not in text:
        return text
    if old:
        return text.replace("\\;", ";").replace("\\,", ",")
    first, *pieces = text.split("\\")
    result = [first]
    literal = False
    for piece in pieces:
        if literal:
            result.append(piece)
            literal = False
        elif not piece:
            result.append("\\")
            literal = True
        elif piece[0] in "nN":
            result += ("\n", piece[1:])
        elif piece[0] in ",;:\"'":
            result.append(piece)
        else:
            result += ("\\", piece)
    return "".join(result)


def split(text: str, mark: str) -> list[str]:
    """Return TEXT split at each MARK that no backslash escapes; the pieces keep their escapes."""
    pieces = text.split(mark)
    if "\\" not in text:
        return pieces
    result: list[str] = []
    unfinished: list[str] = []
    for piece in pieces:
        unfinished.append(piece)
        if (len(piece) - len(piece.rstrip("\\"))) % 2 == 0:
            result.append(mark.join(unfinished))
            unfinished = []
    if unfinished:
        result.append(mark.join(unfinished))
    return result


def telephone(text: str) -> str:
    """Return the number a TEL holds; of a `tel:` address (RFC 3966) number and extension."""
    if text[:4].casefold() != "tel:":
        return text
    number, *parameters = unquote(text[4:]).lstrip("/").split(";")
    for parameter in parameters:
        name, _equals, extension = parameter.partition("=")
        if extension and name.strip().casefold() == "ext":
            return f"{number} ext. {extension}"
    return number
