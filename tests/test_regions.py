"""Which region a name means: full, short, former and shared names, by the paper's home and the page's year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from extract import extract_text
from extract.rules import load_other_names, load_regions
from extract.step4_context.gazetteer import ancestors, find_names

SHARED_BY_SEVERAL = sorted(
    name for name, times in Counter(region.name for region in load_regions().values()).items() if times > 1
)


def region_of(text: str, home: str, published: str = "2025-04-10") -> str:
    """The region of the only figure of a text."""
    (code,) = extract_text(text, published=published, home_region=home)["region_code"]
    return str(code)


def meanings(text: str, year: int = 2025) -> set[str]:
    return {meaning.code for _, _, found in find_names(text, dt.date(year, 7, 1)) for meaning in found}


def test_the_gazetteer_is_complete_and_one_tree() -> None:
    regions = load_regions()
    levels = Counter(region.level for region in regions.values())
    assert levels == {"country": 1, "province": 34, "city": 333, "county": 2845}
    for region in regions.values():
        assert region.parent in regions or region.level in ("country", "province")
        assert len(ancestors(region.code)) <= 3


def test_every_full_name_is_found_and_means_its_region() -> None:
    lost = [
        region.name
        for region in load_regions().values()
        if region.level != "country" and region.code not in meanings(f"，{region.name}。")
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("德清", "330521"),
        ("内蒙古", "150000"),
        ("内蒙", "150000"),
        ("恩施州", "422800"),
        ("恩施", "422800"),
        ("克州", "653000"),
        ("景宁县", "331127"),
        ("莫旗", "150722"),
        ("香港", "810000"),
        ("神农架", "429021"),
    ],
)
def test_short_names_are_found(name: str, code: str) -> None:
    assert code in meanings(f"，{name}出口")


def test_everyday_words_are_no_regions() -> None:
    assert meanings("资源合作和平前进通道东方光明") == set()
    assert meanings("建成县级公路,评出56个城区,提高县域产值") == set()


@pytest.mark.parametrize(
    "words",
    [
        "创新和产业升级", "村民和企业", "提高安全水平", "重大理论成果", "投资中小企业", "党和政府", "完成安装",
        "示范县", "高要求", "搭建平台", "黄金水道", "协会理事", "居民和游客", "拆迁安置", "大城市", "规定西侧",
    ],
)  # fmt: skip
def test_a_name_does_not_begin_in_the_last_character_of_a_word(words: str) -> None:
    assert find_names(words) == []


def test_a_word_before_a_name_does_not_hide_it() -> None:
    assert meanings("其中山东增长8%") == {"370000"}
    assert meanings("全新大庆") == {"230600"}
    assert meanings("湖南和安徽") == {"430000", "340000"}
    assert meanings("包含山东在内") == {"370000"}
    assert meanings("从江西出发") == {"360000"}


def test_words_that_are_also_cities_are_regions_only_near_these() -> None:
    assert region_of("前10月,公司生产白银765吨。", home="419001") == "419001"
    assert region_of("上半年,城区固定资产投资720亿元。", home="210000") == "210000"
    assert region_of("白银工业增加值120亿元。", home="620100") == "620400"


@pytest.mark.parametrize("name", SHARED_BY_SEVERAL)
def test_a_name_of_several_regions_is_decided_by_the_home(name: str) -> None:
    codes = [region.code for region in load_regions().values() if region.name == name]
    text = f"1月，{name}出口12亿元。"
    assert [region_of(text, code) for code in codes] == codes
    parents = [load_regions()[code].parent for code in codes]
    assert [region_of(text, parent) for parent in parents] == codes


@pytest.mark.parametrize("name", SHARED_BY_SEVERAL)
def test_a_name_of_several_regions_is_refused_far_from_them(name: str) -> None:
    assert region_of(f"1月，{name}出口12亿元。", "820000") == "820000"


def test_there_are_28_such_names() -> None:
    assert len(SHARED_BY_SEVERAL) == 28


@pytest.mark.parametrize(
    ("name", "home", "published", "code"),
    [
        ("达县", "511700", "2012-11-16", "511703"),
        ("宜宾县", "511500", "2024-11-16", "511504"),
        ("绍兴县", "330600", "2011-03-01", "330603"),
        ("胶南", "370200", "2010-03-01", "370211"),
        ("襄樊市", "420000", "2009-03-01", "420600"),
        ("莱芜市", "370000", "2016-03-01", "370116"),
        ("崇文区", "110000", "2008-03-01", "110101"),
        ("邯郸县", "130400", "2014-03-01", "130400"),
        ("市中区", "370800", "2012-03-01", "370811"),
        ("城区", "140400", "2017-03-01", "140403"),
        ("余杭市", "330100", "2000-11-01", "330110"),
        ("海门市", "320600", "2019-11-01", "320614"),
    ],
)
def test_former_names_mean_what_came_of_them(name: str, home: str, published: str, code: str) -> None:
    assert region_of(f"1月，{name}出口12亿元。", home, published) == code


def test_a_former_name_gives_way_to_a_region_called_so_today() -> None:
    assert meanings("东乡县", 2012) == {"361003", "622926"}
    assert meanings("东乡县", 2020) == {"622926"}
    assert "370811" in meanings("市中区", 2013)
    assert "370811" not in meanings("市中区", 2014)


def test_short_former_names_end_with_their_year() -> None:
    assert meanings("召开县委全会", 2016) == {"500154"}
    assert meanings("召开县委全会", 2017) == set()


def test_new_areas_shadow_the_names_inside_theirs() -> None:
    assert meanings("雄安新区") == {"130600"}
    assert meanings("江北新区") == {"320100"}


def test_other_names_are_well_formed() -> None:
    names = load_other_names()
    assert len(names) == len({(name.name, name.code) for name in names}) > 400
    for name in names:
        assert name.code in load_regions()
        assert name.until == 0 or 2001 <= name.until <= 2025
        assert name.name != load_regions()[name.code].name


def test_the_readme_of_the_rules_names_every_file(root: Path) -> None:
    rules = root / "extract" / "rules"
    told = (rules / "README.md").read_text("utf-8")
    files = {path.name for path in rules.iterdir() if path.suffix in {".toml", ".csv"}} | {"indicators/"}
    assert [name for name in sorted(files) if f"`{name}`" not in told] == []
