"""Looking at page descriptions."""

from collections.abc import Iterable

import pytest

from desktop_app.printing.page import Box, Line, Mark, Page, Qr, Text


class Look:
    """What a reader sees on pages."""

    def texts(self, pages: Iterable[Page]) -> list[str]:
        return [mark.text.strip() for page in pages for mark in page.marks if isinstance(mark, Text)]

    def words(self, pages: Iterable[Page]) -> str:
        return "".join(self.texts(pages))

    def inside(self, page: Page, margin: float = 4.2) -> bool:
        """Whether every mark but the cut line keeps the margin that a laser printer cannot print (mm)."""
        return all(self._inside(page, mark, margin) for mark in page.marks
                   if not (isinstance(mark, Line) and mark.x1 == 0))

    def _inside(self, page: Page, mark: Mark, margin: float) -> bool:
        match mark:
            case Line():
                right, bottom = max(mark.x1, mark.x2), max(mark.y1, mark.y2)
            case Text() | Box():
                right, bottom = mark.x + mark.w, mark.y + mark.h
            case Qr():
                right, bottom = mark.x + mark.size, mark.y + mark.size
        return (mark.x >= margin and mark.y >= margin
                and right <= page.width - margin and bottom <= page.height - margin)


@pytest.fixture
def look() -> Look:
    return Look()
