"""Files are read in the test's own process here: what a process of its own is for, test_hostile_input and test_sources show."""

import in_process
import pytest

from shinpingba.report.sources import formats

BOUNDED = {"test_hostile_input.py", "test_sources.py", "test_scans.py"}


@pytest.fixture(autouse=True)
def read_in_this_process(request, monkeypatch):
    if request.path.name not in BOUNDED:
        monkeypatch.setattr(formats, "opened", in_process.opened)
