"""The county is built once for all tests of the year: 16,000 records take half a minute."""

import pytest

from tests.year import county


@pytest.fixture(scope="session")
def offices(tmp_path_factory) -> list[county.Office]:
    """16 closed record books, and what was planned for each."""
    return county.build(tmp_path_factory.mktemp("county"))
