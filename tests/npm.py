"""Checkers that npm has: fetched once, and kept in the user's cache."""

import os
import shutil
import subprocess
import tarfile

import pytest
from platformdirs import user_cache_path


def from_npm(package, path):
    """A file of a package of a version, as in `axe-core@4.11`. Where there is no npm, the test that needs it is skipped, but not in CI."""
    kept = user_cache_path("shinpingba") / package / path
    if not kept.is_file():
        if shutil.which("npm") is None and "CI" not in os.environ:
            pytest.skip(f"npm is not installed, so {package} cannot be fetched: apt-get install npm")
        kept.parent.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(
            ["npm", "pack", package], cwd=kept.parent, check=True, capture_output=True, text=True
        ).stdout
        with tarfile.open(kept.parent / packed.split()[-1]) as archive:
            kept.write_bytes(archive.extractfile(f"package/{path}").read())
    return kept
