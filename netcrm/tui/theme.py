"""The look in variables: netcrm's own two themes, and the colours that every other theme lacks.

The heat ramp rises in lightness alone (falls, on light themes), so that it keeps its order in grey
and for every kind of colour blindness; it is lifted where a theme's background would swallow it.
"""

from textual.color import Color
from textual.theme import Theme

DARK_RAMP = ("#6b7280", "#8b8478", "#b0995f", "#d3a83f", "#f0bd4a", "#ffe08a")
LIGHT_RAMP = ("#8a9099", "#827a68", "#86692e", "#8a5200", "#6b3400", "#431a00")
"""One colour a band, from fresh to cold."""

HEAT_VARIABLES = tuple(f"heat-{step}" for step in range(6))
"""The names of the ramp's variables, from fresh to cold."""

_LEAST_CONTRAST = (3.0, 3.4, 4.0, 4.6, 5.2, 6.0)
_LIFT = 0.04
_ANSI_DARK = {
    "heat-0": "ansi_bright_black",
    "heat-1": "ansi_white",
    "heat-2": "ansi_white",
    "heat-3": "ansi_yellow",
    "heat-4": "ansi_bright_yellow",
    "heat-5": "ansi_bright_white",
    "quiet": "ansi_bright_black",
    "faint": "ansi_bright_black",
    "frame": "ansi_bright_black",
    "frame-focus": "ansi_blue",
    "mark": "ansi_cyan",
    "cursor": "ansi_blue",
    "cursor-text": "ansi_default",
    "cursor-blurred": "ansi_bright_black",
    "track": "ansi_default",
}
_ANSI_LIGHT = _ANSI_DARK | {
    "heat-1": "ansi_bright_black",
    "heat-2": "ansi_yellow",
    "heat-3": "ansi_red",
    "heat-4": "ansi_red",
    "heat-5": "ansi_black",
    "cursor-blurred": "ansi_white",
}

NETCRM_DARK = Theme(
    name="netcrm",
    primary="#7fabe8",
    secondary="#5f7ea8",
    accent="#7fabe8",
    warning="#f0bd4a",
    error="#e2808a",
    success="#86c28b",
    foreground="#d6dae1",
    background="#111419",
    surface="#171b21",
    panel="#1d222a",
    dark=True,
    variables={
        "quiet": "#8a93a2",
        "faint": "#5a6270",
        "frame": "#343b47",
        "cursor": "#22314a",
        "cursor-blurred": "#1c222b",
        "track": "#1d232c",
        "footer-background": "#111419",
        "footer-key-foreground": "#7fabe8",
        "footer-description-foreground": "#8a93a2",
    },
)
NETCRM_LIGHT = Theme(
    name="netcrm-light",
    primary="#2462a8",
    secondary="#5f7ea8",
    accent="#2462a8",
    warning="#8a5a00",
    error="#a3303f",
    success="#2b6b34",
    foreground="#22262c",
    background="#faf9f6",
    surface="#f3f1ec",
    panel="#eae7e0",
    dark=False,
    variables={
        "quiet": "#636b77",
        "faint": "#9ba1aa",
        "frame": "#cdc9bf",
        "cursor": "#d5e3f5",
        "cursor-blurred": "#eceae4",
        "track": "#ebe8e1",
        "footer-background": "#faf9f6",
        "footer-key-foreground": "#2462a8",
        "footer-description-foreground": "#636b77",
    },
)
THEMES = (NETCRM_DARK, NETCRM_LIGHT)
"""The themes an app registers before it shows anything; the first is the default."""


_known: dict[tuple[str, ...], dict[str, str]] = {}  # by the colours of a theme: mixing takes 3 ms


def variable_defaults(theme: Theme) -> dict[str, str]:
    """Return a value for each variable that the stylesheet uses beyond those that Textual makes.

    An app returns this from `get_theme_variable_defaults`, so that every theme has them.
    """
    if theme.ansi:
        return dict(_ANSI_DARK if theme.dark else _ANSI_LIGHT)
    key = tuple(str(value) for value in vars(theme).values())
    if key not in _known:
        _known[key] = _mixed(theme)
    return dict(_known[key])


def _mixed(theme: Theme) -> dict[str, str]:
    colours = theme.to_color_system().generate()
    background = Color.parse(colours["background"])
    foreground = Color.parse(colours["foreground"])
    primary = Color.parse(colours["primary"])

    def mixed(share: float, colour: Color = foreground) -> str:
        return background.blend(colour, share, alpha=1).hex

    return {
        "quiet": _readable(background.blend(foreground, 0.6, alpha=1), background, 4.0).hex,
        "faint": mixed(0.35),
        "frame": mixed(0.22),
        "frame-focus": primary.hex,
        "mark": _readable(primary, background, 3.0).hex,
        "cursor": mixed(0.25, primary),
        "cursor-text": foreground.hex,
        "cursor-blurred": mixed(0.07),
        "track": mixed(0.07),
        **dict(zip(HEAT_VARIABLES, _ramp(background, dark=theme.dark), strict=True)),
    }


def _ramp(background: Color, *, dark: bool) -> list[str]:
    """Return the ramp: each step readable on BACKGROUND, further from it than the one before."""
    ramp: list[str] = []
    before: Color | None = None
    towards = Color(255, 255, 255) if dark else Color(0, 0, 0)
    for text, least in zip(DARK_RAMP if dark else LIGHT_RAMP, _LEAST_CONTRAST, strict=True):
        colour = _readable(Color.parse(text), background, least)
        while before and (colour.brightness > before.brightness) != dark and colour != towards:
            colour = colour.blend(towards, _LIFT)
        ramp.append(colour.hex)
        before = colour
    return ramp


def _readable(colour: Color, background: Color, least: float) -> Color:
    """Return COLOUR, moved towards white or black until its contrast on BACKGROUND is LEAST."""
    towards = Color(255, 255, 255) if background.brightness < 0.5 else Color(0, 0, 0)
    for _step in range(int(1 / _LIFT)):
        if contrast(colour, background) >= least:
            break
        colour = colour.blend(towards, _LIFT)
    return colour


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Color) -> float:
    """Return the relative luminance of COLOUR, 0 to 1 (WCAG 2.2)."""

    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
