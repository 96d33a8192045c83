"""Drafting a rule from a sentence: the draft loads, its example passes, and what cannot be drafted is told."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from extract import extract_text
from extract.commands import app
from extract.pipeline import read_page
from extract.rules import RuleError, load_indicators, load_themes
from extract.step1_read import Metadata, Source
from extract.step5_name import terms
from extract.step8_store import Filters, open_store, queries
from extract.step8_store.worklist import work_list
from extract.teaching import Draft, Lesson, TeachingError, draft_rule, find_lesson, save_draft

FESTIVALS = "今年以来,全市共举办音乐节18场,吸引观众23万人次。"
FLIGHTS = "全市出口94亿元,低空飞行里程3.5万公里,同比增长40%。"


def forget() -> None:
    """Let rules be loaded again."""
    for load in (load_indicators, load_themes, terms._lexicon):
        load.cache_clear()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an office's own rules."""
    (tmp_path / "rules").mkdir()
    monkeypatch.setenv("ZHIBIAO_RULES", str(tmp_path / "rules"))
    forget()
    yield tmp_path / "rules"
    forget()


def draft(text: str, code: str = "test_code", number: str = "", **options: str) -> Draft:
    return draft_rule(Lesson(text, number), code, **options)


def test_a_draft_has_all_that_an_entry_needs() -> None:
    made = draft(FESTIVALS, "music_festivals")
    entry = tomllib.loads(made.text)["music_festivals"]
    assert made.theme == "services"
    assert entry == {
        "zh": "音乐节",
        "en": "Music festivals",
        "kind": "count",
        "unit": "item",
        "polarity": 0,
        "hits": [{"text": FESTIVALS, "finds": ["level 18 item"]}],
        "misses": [],
        "names": [{"terms": ["音乐节"]}],
    }


@pytest.mark.parametrize(
    ("text", "number", "finds"),
    [
        (FESTIVALS, "", {("level", 18, "item")}),
        (FLIGHTS, "", {("level", 35_000, "km"), ("yoy", 40, "%")}),
        ("元宇宙活跃度同比增长12%。", "", {("yoy", 12, "%")}),
        ("3月,全市低空旅游3到5万架次。", "", {("level", 30_000, "item")}),
        ("“村晚”今年计划再办120场演出。", "120场", {("level", 120, "item")}),
    ],
)
def test_a_draft_loads_and_its_example_passes(
    text: str, number: str, finds: set[tuple[str, float, str]], office: Path
) -> None:
    made = draft(text, number=number)
    save_draft(made, office / f"{made.theme}.toml")
    forget()
    example = load_indicators()["test_code"].hits[0]
    rows = extract_text(example.text, example.published, example.home)
    rows = rows[rows["indicator"] == "test_code"]
    assert set(zip(rows["measure"], rows["value"], rows["unit"], strict=True)) == finds
    assert [find.split()[:3] for find in example.finds] == [
        [row.measure, f"{row.value:.15g}", row.unit] for row in rows.itertuples()
    ]


def test_a_known_indicator_is_given_one_more_name(office: Path) -> None:
    made = draft(FLIGHTS, "freight_volume")
    entry = tomllib.loads(made.text)["freight_volume"]
    assert set(entry) == {"hits", "misses", "names"}
    assert entry["names"] == [{"terms": ["低空飞行里程"], "units": ["km"]}]
    known = load_indicators()["freight_volume"]
    save_draft(made, office / f"{known.theme}.toml")
    forget()
    more = load_indicators()["freight_volume"]
    assert (more.names[:-1], more.names[-1].terms) == (known.names, ("低空飞行里程",))
    with pytest.raises(TeachingError, match=r"\[freight_volume\]: stands there already"):
        save_draft(made, office / f"{known.theme}.toml")


def test_a_figure_and_a_refusal_of_the_store_are_lessons(tmp_path: Path) -> None:
    text = FESTIVALS.replace("举办", "举\n办") + "演出历时3小时。\n"
    store = open_store(str(tmp_path / "s.db"))
    page = Source(tmp_path / "a.txt", text.encode(), Metadata("样报", dt.date(2025, 5, 6), "330400")).read()
    store.ingest(read_page(page))
    figures, refused = queries.observations(store, Filters()), work_list(store, Filters(), "refusal")
    lesson = find_lesson(store, figures.set_index("raw").at["18场", "observation_id"])
    assert lesson == Lesson(FESTIVALS, "18场", dt.date(2025, 5, 6), "330400")
    assert 'published = "2025-05-06", home = "330400"' in draft_rule(lesson, "test_code").text
    lesson = find_lesson(store, refused.set_index("raw").at["3小时", "target"])
    entry = tomllib.loads(draft_rule(lesson, "test_code").text)["test_code"]
    assert (entry["zh"], entry["hits"][0]["finds"]) == ("演出历时", ["level 3 hour"])
    with pytest.raises(TeachingError, match="'x': no figure or refusal in the store has this id"):
        find_lesson(store, "x")
    store.close()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"code": "Wrong"}, "'Wrong' is no code; expected lower snake English"),
        ({"text": "全市出口94亿元。"}, r"no figure without a name; .*: 94亿元 \(exports:出口\)"),
        ({"number": "19场"}, "no figure 19场; choose with --number"),
        (
            {"text": "3月5日,共举办音乐节,共计12。", "number": "12"},
            r"12 is no figure \(no_unit\), so no indicator's rule",
        ),
        ({"theme": "sports"}, "'sports' is no theme; expected one of consumption, "),
        ({"term": "足球"}, "'足球' does not stand in the sentence"),
        ({"text": "18场。"}, "no words beside the number look like a name"),
        ({"term": "观众"}, "'观众' does not come to name 18场: other words are nearer"),
    ],
)
def test_what_cannot_be_drafted_is_told(options: dict[str, str], told: str) -> None:
    with pytest.raises(TeachingError, match=told) as refused:
        draft(**{"text": FESTIVALS, **options})
    assert refused.value.code, "an interface in another language knows it by its code"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.toml", "[x", "a.toml: not valid TOML"),
        ("a.toml", "", r"a.toml: a new theme needs \[theme\] with zh and en"),
        ("trade.toml", '[theme]\nzh = "外贸"', "trade.toml: the theme trade is known already"),
        ("trade.toml", "[x]\nzh = '外'", r"trade.toml \[x\] en: Field required; mend it as CONTRIBUTING.md shows"),
        ("trade.toml", "x = 1", r"trade.toml \[x\] .*: Field required"),
        ("trade.toml", "[gdp]\nunit = 't'", r"trade.toml \[gdp\]: is known from output.toml, so only hits, misses"),
        ("trade.toml", "[gdp]\nnames = 1", r"trade.toml \[gdp\] names: Input should be a valid tuple"),
    ],
)
def test_a_bad_rule_file_is_told_with_file_and_entry(office: Path, name: str, content: str, told: str) -> None:
    (office / name).write_text(content, "utf-8")
    with pytest.raises(RuleError, match=told):
        assert [load() for load in (load_themes, load_indicators)] == []


def test_a_theme_of_the_office_is_one_more(office: Path) -> None:
    (office / "sport.toml").write_text('[theme]\nzh = "体育"\nen = "Sport"\n', "utf-8")
    assert load_themes()["sport"] == {"zh": "体育", "en": "Sport"}


def test_the_command_prints_or_adds_and_tells_mistakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*words: str) -> Result:
        return CliRunner().invoke(app, ["rules", "new", *words])

    monkeypatch.chdir(tmp_path)
    assert run("--help").stdout.count("Example: zhibiao rules new") == 1
    printed = run("test_code", FESTIVALS)
    assert tomllib.loads(printed.stdout)["test_code"]["zh"] == "音乐节"
    added = run("test_code", FESTIVALS, "--theme", "other", "--into", "other.toml")
    assert added.stdout.startswith("[test_code] is drafted in other.toml; look it over, then run `zhibiao reextract`")
    assert tomllib.loads(Path("other.toml").read_text("utf-8"))["test_code"]["zh"] == "音乐节"
    Path("bad").mkdir()
    Path("bad/other.toml").write_text("[x", "utf-8")
    for words, told in (
        (("test_code", FESTIVALS, "--into", "sport.toml"), "belongs into a file services.toml"),
        (("test_code", FESTIVALS, "--theme", "other", "--into", "bad/other.toml"), "bad/other.toml: not valid TOML"),
        (("test_code", FESTIVALS, "--into", "none/services.toml"), "none/services.toml: No such file or directory"),
        (("test_code",), "expected either a sentence or --figure"),
        (("test_code", "--figure", "x", "--store", "none.db"), "none.db: no such store"),
    ):
        result = run(*words)
        assert (result.exit_code, "Traceback" in result.output) == (2, False)
        assert told in result.stderr
    monkeypatch.setenv("ZHIBIAO_RULES", "nowhere")
    forget()
    assert "ZHIBIAO_RULES: nowhere is no folder; make it" in run("test_code", FESTIVALS).stderr
    forget()
