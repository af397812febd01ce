"""The screens' tests wait for frames, so frames come often; Textual reads this when it is imported."""

import os

os.environ["TEXTUAL_FPS"] = "500"

from collections.abc import Iterable, Iterator
from functools import lru_cache

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.renderables.background_screen import BackgroundScreen

_parse = Stylesheet._parse_rules
_tint = BackgroundScreen.process_segments


@pytest.fixture(scope="session", autouse=True)
def _worked_out_once() -> Iterator[None]:
    """Have Textual keep, from app to app, what it reads from stylesheets and how it tints what is behind a dialog."""
    kept: dict[tuple[object, ...], list[RuleSet]] = {}

    def parse(sheet: Stylesheet, *source: object, **named: object) -> list[RuleSet]:
        key = (source, *sorted(named.items()), *sorted(sheet._variables.items()))
        if key not in kept:
            kept[key] = _parse(sheet, *source, **named)  # type: ignore[arg-type]  # handed on
        return kept[key]

    @lru_cache(maxsize=10_000)
    def tinted(style: Style | None, color: Color) -> Style | None:
        (segment,) = _tint([Segment("x", style)], color)
        return segment.style

    def tint(segments: Iterable[Segment], color: Color) -> Iterator[Segment]:
        for segment in segments:
            text, style, control = segment
            yield segment if control else Segment(text, tinted(style, color), control)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse)
        patch.setattr(BackgroundScreen, "process_segments", staticmethod(tint))
        yield
