"""Kill the program at any moment: no acknowledged save is lost, nothing is half saved."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CRASH = Path(__file__).parent / "crash.py"
KILLS = 120


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_a_hundred_kills_lose_nothing(tmp_path):
    done = subprocess.run([sys.executable, str(CRASH), str(tmp_path / "book"), str(KILLS), "2022"],
                          capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["wrong"] == []
    assert said["kills"] == KILLS and said["acknowledged"] > KILLS
