"""What a page tells of its paper, its day and its home region when nobody else does."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from extract.models import Page
from extract.step1_read import Source, infer_metadata, why_inferred


def page(text: str, **known: Any) -> Page:
    return Page(**({"document": "a.txt", "document_id": "0" * 64, "text": text} | known))


@pytest.mark.parametrize(
    ("document", "text", "day"),
    [
        ("2025-04-25_pinghu.txt", "2025年4月20日,全市举行会议。", dt.date(2025, 4, 25)),
        ("hz20230315A01.txt", "", dt.date(2023, 3, 15)),
        ("20231345.txt", "", None),
        ("134.txt", "湖州日报\n2025年6月4日 星期三\n到2022年6月30日为止。", dt.date(2025, 6, 4)),
        ("a.txt", "记者2024年3月5日获悉,全市出口94亿元。", dt.date(2024, 3, 5)),
        ("a.txt", "2024年1月至4月,出口94亿元。本报5月9日讯。", dt.date(2024, 5, 9)),
        ("a.txt", "工程须在2025年12月31日前完工。", None),
        ("a.txt", "2019年5月2日落成。2024年出口94亿元,2024年进口12亿元。", None),
        ("a.txt", "记者2024年2月30日获悉。", None),
        ("a.txt", "(记者方圆)1月9日,市统计局通报2024年全市数据。", dt.date(2025, 1, 9)),
        ("a.txt", "本报3月8日讯。2023年春季项目开工,预计2025年建成。", dt.date(2023, 3, 8)),
        ("a.txt", "本报3月8日讯。2021年进口3亿元。2023年出口4亿元。", None),
        ("a.txt", "国庆假期,接待量最高出现在10月2日,比2019年同期增长。", None),
        ("a.txt", "受理时间:4月15日至6月30日,2023年名额有限。", None),
        ("a.txt", "全市出口94亿元。", None),
    ],
)
def test_the_day_is_inferred_and_flagged(document: str, text: str, day: dt.date | None) -> None:
    found = infer_metadata(page(text, document=document))
    assert found.published == day
    assert ("published_inferred" in found.flags) == (day is not None)


@pytest.mark.parametrize(
    ("text", "region", "newspaper"),
    [
        ("湖州日报\n\n全市出口94亿元。", "330500", "湖州日报"),
        ("齐 鲁 晚 报\n\n出口94亿元。", "370000", "齐鲁晚报"),
        ("吉林日报\n\n出口94亿元。", "220000", "吉林日报"),
        (
            "据湖州日报报道,昨天在杭州市举行的会上,来自各地的代表参观了新落成的展馆并座谈,杭州市有关负责人介绍了情况。",
            "330100",
            "",
        ),
        ("德清、长兴、安吉三县出口增长,湖州市领导到会。", "330500", ""),
        ("阿里巴巴到访。阿里巴巴与娱乐业企业签约,投资中小企业。阿里巴巴在德清县设点。", "330521", ""),
        ("德清县召开会议。我县今年出口增长,德清企业信心足。", "330521", ""),
        ("平湖市出口增长。我市企业信心足,平湖港繁忙。嘉兴市领导到会。", "330482", ""),
        ("德清县企业出口增长。我市今年出口增长,德清企业信心足。", "330500", ""),
        ("我省出口增长,杭州市领先,宁波市跟上。", "330000", ""),
        ("今年出口增长。", "", ""),
        ("本报德清讯（记者 方圆） 出口增长,高于全市平均,杭州企业来访。", "330521", ""),
        ("本报互助讯（记者 方圆） 出口增长,西宁市企业来访。", "630223", ""),
        ("本报讯（郑报全媒体记者 方圆） 新建商品住宅价格上涨。", "410100", "郑报"),
        ("出口增长\n宁夏日报讯（记者 方圆） 中卫市出口增长,全市企业信心足。", "640500", "宁夏日报"),
        ("出口增长\n四川日报讯（记者 方圆） 成都市、绵阳市出口增长,全省企业信心足。", "510000", "四川日报"),
        ("德清县出口增长,占全市一成,居全市第三。湖州市领导到会,德清港繁忙。", "330521", ""),
    ],
)
def test_the_home_is_inferred_and_flagged(text: str, region: str, newspaper: str) -> None:
    found = infer_metadata(page(text))
    assert (found.home_region_code, found.newspaper) == (region, newspaper)
    assert ("home_region_inferred" in found.flags) == bool(region)


def test_what_is_given_is_kept_without_a_flag() -> None:
    given = page("杭州日报\n2025年6月4日 星期三", published=dt.date(2020, 1, 1), home_region_code="330500")
    assert infer_metadata(given) is given


def test_a_given_paper_tells_the_home() -> None:
    found = infer_metadata(page("杭州市、杭州市。", newspaper="嘉兴日报", published=dt.date(2020, 1, 1)))
    assert (found.newspaper, found.home_region_code, found.flags) == ("嘉兴日报", "330400", ("home_region_inferred",))


@pytest.fixture(scope="module")
def golden() -> list[tuple[dict[str, str], Page]]:
    """Each golden passage's metadata, and the page as inferred without any."""
    folder = Path(__file__).parent / "golden"
    known = list(csv.DictReader((folder / "pages.csv").read_text("utf-8").splitlines()))
    pages = [Source(Path("a.txt"), (folder / row["document"]).read_bytes()).read() for row in known]
    return list(zip(known, map(infer_metadata, pages), strict=True))


def test_most_golden_passages_tell_their_home(golden: list[tuple[dict[str, str], Page]]) -> None:
    right = [row for row, found in golden if found.home_region_code == row["home_region_code"]]
    assert len(golden) == 69
    assert len(right) >= 60


def test_a_day_is_inferred_only_where_it_is_told(golden: list[tuple[dict[str, str], Page]]) -> None:
    """A report is printed on the day that it is sent from or soon after; most passages tell no day or no year."""
    told = {row["document"]: (found.published, row["published"]) for row, found in golden if found.published}
    late = {
        document: dt.date.fromisoformat(printed) - (day or dt.date.min) for document, (day, printed) in told.items()
    }
    assert len(told) >= 7
    assert {document: days for document, days in late.items() if not dt.timedelta(0) <= days <= dt.timedelta(2)} == {}


def test_what_is_inferred_comes_with_its_reason() -> None:
    found = infer_metadata(page("本报5月9日讯（记者 方圆）德清县出口94亿元。2024年1月至4月，全县出口增长。"))
    assert why_inferred(found) == [
        "published 2024-05-09, by '本报5月9日'",
        "home 德清县, by the regions that the page names",
    ]
    assert why_inferred(infer_metadata(page("湖州日报\n\n出口94亿元。"))) == ["home 湖州市, by '湖州日报'"]
    assert why_inferred(page("湖州日报", published=dt.date(2020, 1, 1), home_region_code="330500")) == []
