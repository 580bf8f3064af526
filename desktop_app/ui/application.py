"""The Qt application, made once, and what is said when the program fails before it has a window."""

from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from db.errors import KnownError
from db.resources import resource
from desktop_app.ui import messages, theme


def application() -> QApplication:
    """The running application, or a new one in the look of the program."""
    existing = QApplication.instance()
    if existing is not None:
        return existing
    app = QApplication(["suilu"])
    app.setWindowIcon(QIcon(str(resource("icons", "suilu.svg"))))
    theme.install_translation(app)
    theme.apply(app)
    return app


def last_words(error: BaseException, data: Path) -> None:
    """A dialog for a failure before, or instead of, the window."""
    app = application()  # kept for as long as the dialog needs it
    if app.platformName() in ("offscreen", "minimal"):
        return  # nobody could close the dialog
    if isinstance(error, KnownError):
        messages.problem(None, error)
    else:
        messages.crash(None, error, data)
