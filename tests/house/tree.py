import os
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".hypothesis", ".venv", "var", "__pycache__", "node_modules", "test-results"}
AS_TEXT = {
    *("", ".cfg", ".conf", ".css", ".csv", ".html", ".ini", ".js", ".json", ".md", ".py", ".service", ".sh"),
    *(".svg", ".toml", ".txt", ".xml", ".yaml", ".yml"),
}


@cache
def text_files():
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith("_cache")]
        found += [Path(folder) / name for name in files if Path(name).suffix in AS_TEXT and name != ".git"]
    return sorted(found)


def lines_that_match(pattern: re.Pattern, files):
    """Each as path:line: text, so that a failing test says where to look."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def modules():
    """(its path, its text) of each that we wrote, but for migrations and tests."""
    paths = [path.relative_to(ROOT) for path in text_files() if path.suffix == ".py"]
    ours = [path for path in paths if path.parts[0] in {"articles", "portal"} and "migrations" not in path.parts]
    return [(str(path), (ROOT / path).read_text("utf-8")) for path in ours]
