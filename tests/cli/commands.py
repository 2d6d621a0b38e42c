"""What the tests of commands share: running `tashan`, and documents to read."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from tashan.cli.app import app

VISIT = "2023年3月17日至18日，江苏省苏州市委书记李志平率党政代表团赴贵州省铜仁市考察。双方举行座谈。"
TRADITIONAL = "2023年3月22日，河北省黨政代表團到天津市考察，雙方舉行座談。"
ENGLISH = "A delegation from Suzhou, Jiangsu Province, visited Tongren, Guizhou Province, on 17 March 2023."


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    status: int
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def tashan(*arguments: str | Path, env: dict[str, str] | None = None) -> Ran:
    """Run the command in this process: its tables are loaded once for all tests."""
    done = CliRunner().invoke(app, list(map(str, arguments)), env=env)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ran(done.exit_code, done.stdout, done.stderr)


def tashan_process(*arguments: str | Path) -> Ran:
    """Run the command in a process of its own, as a user does."""
    done = subprocess.run(command(*arguments), capture_output=True, check=False, timeout=120, stdin=subprocess.DEVNULL)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", "from tashan.cli import main; main()", *map(str, arguments)]


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def codes(row: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in row["problems"]]


def write_lines(path: Path, count: int) -> Path:
    """Many different short documents as JSON Lines."""
    cities = [
        "江苏省苏州市",
        "江苏省无锡市",
        "浙江省杭州市",
        "安徽省合肥市",
        "贵州省铜仁市",
        "湖北省武汉市",
        "湖南省长沙市",
    ]
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            visitor, host = cities[number % 7], cities[(number // 7 + 1 + number) % 7]
            day = f"2023年{number % 12 + 1}月{number % 28 + 1}日"
            text = f"{day}，{visitor}党政代表团赴{host}考察，第{number}次座谈会签约{number % 90 + 2}个项目。"
            stream.write(json.dumps({"id": f"文{number}", "text": text * 3}, ensure_ascii=False) + "\n")
    return path
