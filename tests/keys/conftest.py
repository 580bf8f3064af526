"""What the standard cases take, counted once a run."""

import pytest

from tests.keys.measure import DEPTHS, measure
from tests.keys.slips import measure_slips


@pytest.fixture(scope="session")
def measured(tmp_path_factory, qapp):
    """depth -> (rows, stored, stated)"""
    return {depth: measure(depth, tmp_path_factory.mktemp("keys")) for depth in DEPTHS}


@pytest.fixture(scope="session")
def slips(tmp_path_factory, qapp):
    """(rows, stored, stated)"""
    return measure_slips(tmp_path_factory.mktemp("slips"))
