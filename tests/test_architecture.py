"""What keeps the repository small and honest: sizes, where Chinese may stand, and pages that tell the truth."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from extract.rules import load_regions

ROOT = Path(__file__).parents[1]
CODE = sorted(chain((ROOT / "extract").rglob("*.py"), (ROOT / "dashboard").rglob("*.py")))
FILES = sorted(
    path
    for folder in ("extract", "dashboard", "tests")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".js", ".css"}
)
HAN = re.compile(r"[\u3400-\u9fff]")
CHINESE_TOOLS = {
    f"extract/{tool}.py"
    for tool in (
        "step3_figures/numerals",
        "step3_figures/number",
        "step3_figures/numbers",
        "step3_figures/phrases",
        "step3_figures/figures",
        "step4_context/asides",
        "step4_context/days",
        "step4_context/dates",
        "step4_context/periods",
        "step4_context/time_words",
        "step4_context/year_spans",
        "step4_context/years_told",
        "step4_context/gazetteer",
        "step4_context/mentions",
        "step4_context/places",
    )
}
"""Numerals, periods and regions: their subject is the language itself; all other Chinese lies in data files."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_file_has_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".py"], ids=name)
def test_functions_have_at_most_30_lines(path: Path) -> None:
    functions = [node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {function: lines for function, lines in lengths.items() if lines > 30} == {}


def chinese_strings(path: Path) -> list[str]:
    """String literals with Chinese, docstrings aside: those may quote what they speak of."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [str(node.value) for node in strings if id(node) not in told and HAN.search(str(node.value))]


@pytest.mark.parametrize("path", CODE, ids=name)
def test_chinese_stands_in_data_files(path: Path) -> None:
    found = chinese_strings(path)
    if name(path) in CHINESE_TOOLS:
        assert found, f"{name(path)} has no Chinese any more: take it off the list"
    else:
        assert found == [], "move these into a rule file or dashboard/texts.toml"


def rule_words(value: Any) -> Iterator[str]:
    """Every string of a rule file but its examples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from chain.from_iterable(rule_words(part) for part in value)
    elif isinstance(value, dict):
        kept = [(key, part) for key, part in value.items() if key not in {"hits", "misses"}]
        yield from chain.from_iterable([key, *rule_words(part)] for key, part in kept)


def names_on_the_sample_pages() -> set[str]:
    """Companies, towns, villages, persons and regions of the sample pages, and of the real ones where they are at hand."""
    folders = [ROOT / "seeds", ROOT.parent / "shared" / "seeds"]
    text = "\n".join(path.read_text("utf-8") for folder in folders for path in folder.glob("*.txt"))
    gold = (ROOT.parent / "shared" / "gold").glob("*.jsonl")
    entities = re.findall(r'"entity": "([^"]+)"', "\n".join(path.read_text("utf-8") for path in gold))
    companies = re.findall(r"[\u4e00-\u9fff]{4,12}(?:有限公司|集团|合作社)", text)
    persons = re.findall(r"(?:记者|通讯员|摄影)\s([\u4e00-\u9fff]{2,3})(?=\s)", text)
    towns = re.findall(r"[县市区]([\u4e00-\u9fff]{2,3}(?:镇|街道))", text)
    regions = {region.name for region in load_regions().values() if region.code.startswith(HOMES)}
    short = {region[:-1] for region in regions if len(region) > 2}
    return {
        *chain.from_iterable(entity.split("、") for entity in entities),
        *companies,
        *persons,
        *towns,
        *regions,
        *short,
    }


HOMES = ("3304", "3305")
"""The cities of the sample pages; a title of a paper may hold the name of one of their counties."""


def test_no_rule_or_module_knows_a_name_of_the_sample_pages() -> None:
    names = names_on_the_sample_pages()
    assert len(names) > 40
    texts = {path: path.read_text("utf-8") for path in CODE if name(path) not in CHINESE_TOOLS}
    texts |= {path: "\n".join(chinese_strings(path)) for path in CODE if name(path) in CHINESE_TOOLS}
    for path in (ROOT / "extract" / "rules").rglob("*.toml"):
        rules = tomllib.loads(path.read_text("utf-8"))
        rules.pop("titles", None)
        texts[path] = "\n".join(rule_words(rules))
    assert [f"{path.name}: {word}" for path, text in texts.items() for word in names if word in text] == []


def test_changelog_speaks_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert re.search(rf"^## \[?{re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


def requirements() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = [needs for extra, needs in project["optional-dependencies"].items() if extra != "dev"]
    needs = chain(project["dependencies"], *optional)
    return {re.split(r"[\[<>=]", need)[0].lower().replace("_", "-") for need in needs}


@cache
def imported() -> set[str]:
    """Distributions that the code imports, by name."""
    distributions = packages_distributions()
    found = set[str]()
    for node in chain.from_iterable(nodes(path) for path in CODE):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        tops = {module.split(".")[0] for module in modules} - set(sys.stdlib_module_names) - {"extract", "dashboard"}
        found |= {distributions.get(top, [top])[0].lower().replace("_", "-") for top in tops}
    return found


@pytest.mark.parametrize("need", sorted(requirements()))
def test_requirement_is_used_and_explained(need: str) -> None:
    by_others = {"onnxruntime", "psycopg"}  # loaded by rapidocr, and by sqlalchemy when a store's address names it
    assert need in imported() | by_others, "no module imports it: take it out of pyproject.toml"
    assert f"**{need}**" in (ROOT / "DECISIONS.md").read_text("utf-8"), "DECISIONS.md does not say why"


def test_imports_are_declared() -> None:
    assert imported() - requirements() == set()


def locked(name: str) -> set[str]:
    """`name==version ; condition` lines of a lock."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return {line.removesuffix("\\").strip() for line in lines if re.match(r"[a-z].*==", line)}


def test_the_locks_agree_and_the_extra_is_locked_whole() -> None:
    base, extra = locked("requirements.lock"), locked("requirements-ocr.lock")
    names = {line.split("==")[0] for line in base}
    assert {line for line in extra - base if line.split("==")[0] in names} == set(), "run make lock"
    assert requirements() - {"psycopg"} <= {line.split("==")[0] for line in extra}, "run make lock"
