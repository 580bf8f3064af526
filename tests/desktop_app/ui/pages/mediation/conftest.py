"""The page 纠纷调解 by itself, empty or with the standard cases."""

import pytest

from desktop_app.ui.pages.mediation import MediationPage


@pytest.fixture
def page(hands, session, sources):
    made = hands.show(MediationPage(session, sources), 1366, 660)
    made.enter()
    return made


@pytest.fixture
def full_page(uids, page):
    page.refresh()
    return page
