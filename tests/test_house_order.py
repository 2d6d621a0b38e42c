"""The order of the tests: where several processes share them, the longest files begin."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
FILES = {
    "test_a.py": "def test_short():\n    pass\n",
    "test_b.py": "import pytest\n\n\ndef test_short():\n    pass\n\n\n@pytest.mark.slow\ndef test_long():\n    pass\n",
    "test_c.py": "def test_short():\n    pass\n",
    "test_d.py": "import pytest\n\n\n@pytest.mark.slow\ndef test_long():\n    pass\n",
}


@pytest.mark.parametrize(
    ("processes", "expected"),
    [
        ("0", ["test_a.py", "test_b.py", "test_b.py", "test_c.py", "test_d.py"]),
        ("1", ["test_b.py", "test_b.py", "test_d.py", "test_a.py", "test_c.py"]),
    ],
)
def test_files_with_long_tests_go_first_and_stay_whole(tmp_path: Path, processes: str, expected: list[str]) -> None:
    """One process keeps the order of the folders, which is easier to read."""
    (tmp_path / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    slow: long\n", encoding="utf-8")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    plain = ["-p", "no:django", "-p", "no:schemathesis", "-p", "no:cacheprovider", "-p", "no:playwright"]
    shared = ["-n", processes, "--dist", "loadfile", "--no-loadscope-reorder"]

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", *plain, *shared],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    lines = [line.split() for line in done.stdout.splitlines() if "PASSED" in line]
    assert expected == [next(word for word in words if "::" in word).partition("::")[0] for words in lines]
