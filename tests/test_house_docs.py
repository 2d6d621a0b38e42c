"""The documentation kept true: commands, links, and no trace of one machine."""

from __future__ import annotations

import re
import shlex
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from tashan.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
HANDBOOKS = [ROOT / "docs" / "handbook.md", ROOT / "docs" / "handbook.zh.md"]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _tracked() -> list[Path]:
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git or no checkout, so what belongs to the project is not known")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def _blocks(text: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", READMES, ids=lambda path: path.name)
def test_readme_begins_with_the_two_commands(page: Path) -> None:
    """Whoever arrives can run it and test it at once."""
    assert ["python3 dev.py run\n", "python3 dev.py test\n"] == _blocks(_read(page))[:2]


@pytest.mark.parametrize("pages", [READMES, HANDBOOKS], ids=["readme", "handbook"])
def test_both_languages_show_the_same_commands(pages: list[Path]) -> None:
    """Neither language lags behind."""
    english, chinese = (_blocks(_read(page)) for page in pages)

    assert english == chinese


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    """A link to a file that is not there is a promise that is not kept."""
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", re.sub(r"```.*?```", "", _read(page), flags=re.DOTALL))

    assert [] == [link for link in links if not (page.parent / link).exists()]


def test_contributing_explains_every_command_of_dev() -> None:
    """A command nobody finds might as well not exist."""
    usage = re.findall(r"^    python3 dev\.py (\w+)", _read(ROOT / "dev.py"), re.MULTILINE)

    assert usage
    assert [] == [name for name in usage if f"`python3 dev.py {name}" not in _read(ROOT / "CONTRIBUTING.md")]


@cache
def _program() -> Any:
    """`tashan` with all its commands."""
    return typer.main.get_command(app)


def _commands() -> dict[str, list[str]]:
    """Each command of `tashan` with its long options."""
    commands: dict[str, Any] = vars(_program())["commands"]
    return {
        name: [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        for name, command in commands.items()
    }


@pytest.mark.parametrize("name", sorted(_commands()))
def test_every_command_and_option_is_documented(name: str) -> None:
    """Each command has its heading, and below it each of its options."""
    sections = re.split(r"^## ", _read(ROOT / "docs" / "commands.md"), flags=re.MULTILINE)
    section = next((text for text in sections if text.startswith(f"tashan {name}\n")), "")

    assert section
    assert [] == [option for option in _commands()[name] if f"`{option}" not in section]


def _known(words: list[str]) -> tuple[Any, list[str]]:
    """The command that a line calls, and what is left of the line."""
    command = _program()
    while words and words[0] in vars(command).get("commands", {}):
        command = vars(command)["commands"][words.pop(0)]
    return command, words


@pytest.mark.parametrize("page", HANDBOOKS, ids=lambda path: path.name)
def test_commands_of_the_handbook_can_be_typed(page: Path) -> None:
    """Each line is a command with options that it has, and as many arguments as it takes."""
    lines = [shlex.split(line) for block in _blocks(_read(page)) for line in block.splitlines()]
    asked = [words[1:] for words in lines if words[:1] == ["tashan"]]

    assert len(asked) > 20
    for words in asked:
        command, rest = _known(list(words))
        assert not vars(command).get("commands"), words
        command.make_context(words[0], rest)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_examples_in_python_run(page: Path) -> None:
    """Examples of a page run one after another."""
    if page.name == "rules.md":
        pytest.skip("run in tests/rules/test_manual.py, with the page's own rule files")
    names: dict[str, Any] = {}

    for example in re.findall(r"^```python\n(.*?)^```", _read(page), re.MULTILINE | re.DOTALL):
        exec(compile(example, page.name, "exec"), names)  # our own pages


def test_every_room_is_in_the_architecture() -> None:
    """No room stands in src that the page does not describe."""
    described = set(re.findall(r"^\| `(\w+)` \|", _read(ROOT / "docs" / "architecture.md"), re.MULTILINE))

    assert set() == {path.parent.name for path in (ROOT / "src" / "tashan").glob("*/__init__.py")} - described


def test_no_file_knows_one_machine() -> None:
    """Paths of one machine work nowhere else."""
    folders = "work|root|Users|farm"
    path_of_a_machine = re.compile(rf"(?:^|[\"'\s(=])/(?:{folders})/\w", re.MULTILINE)

    found = []
    for path in _tracked():
        try:
            text = _read(path)
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {hit.group().strip()}" for hit in path_of_a_machine.finditer(text)]

    assert [] == found
