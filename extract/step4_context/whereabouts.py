"""Where figures are: the region of their own sentence, else the one that the article speaks of."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from extract.models import Span
from extract.pattern import compile_pattern, last_match
from extract.rules import load_words
from extract.step4_context.frames import (
    MARK,
    Frame,
    goes_into_parts,
    is_example,
    is_yardstick,
    paragraph_end,
    paragraph_start,
    sentence_end,
    sentence_start,
)
from extract.step4_context.gazetteer import COUNTRY, ancestors
from extract.step4_context.named_places import NamedPlaces
from extract.step4_context.places import Place, rows_of

__all__ = ["Whereabouts"]

_WORDS: Final = load_words("regions")
_WHOLE: Final[str] = _WORDS["whose"]
_AVERAGE_OF: Final = compile_pattern(_WORDS["average_of"])
_ROW: Final = tuple(_WORDS["listed"])
_PARTS: Final = compile_pattern(_WORDS["parts"])
_LEVEL_OF: Final = compile_pattern(_WORDS["level_of"])
_WHOLE_OF: Final = compile_pattern(_WORDS["whole_of"])
_SHARED: Final = compile_pattern(_WORDS["shared"])
_OF: Final[str] = load_words("items")["of"]
_FROM: Final[str] = _WORDS["from"]
_TOLD_OF: Final = compile_pattern(_WORDS["told_of"])
_COMMA: Final = ","
_VISITED: Final = compile_pattern(_WORDS["visited"])
_COMPARED: Final[tuple[str, ...]] = tuple(_WORDS["compared"])
_SET_IN: Final[str] = _WORDS["set_in"]
_AMONG: Final[tuple[str, ...]] = tuple(_WORDS["among"])
_ZONE: Final = compile_pattern(_WORDS["zone_of"])
_EVERY: Final[str] = _WORDS["every"]
_SHARE_OF: Final[str] = _WORDS["share_of"]
_ZONE_ALONE: Final = compile_pattern(_WORDS["zone_alone"])
_LIES: Final = compile_pattern(_WORDS["lies"])
_NEAR_YARDSTICK: Final = 12
_POINTS: Final = "pp"
_NEAR_SITE: Final = 16


class Whereabouts(NamedPlaces):
    """The regions of one article, asked figure by figure."""

    def of(self, frame: Frame, member: Span | None) -> Place | None:
        """The region: of the list member, else the last one named before in the sentence, else in the article."""
        inside = self.between(*member) if member else []
        if inside and not self._is_base(inside[-1], frame):
            return inside[-1]
        if behind := self._behind(frame):
            return behind
        if self._is_of_row(frame) or self._is_of_zone(frame):
            return None
        start, end = frame.sentence[0], frame.left if frame.continues else frame.number.start
        if yardstick := self._yardstick(frame):
            return yardstick
        named = (
            p for p in self.between(start, end) if self._tells(p) or (p.subject and not self._is_measure(p, frame))
        )
        before = [p for p in named if self._speaks_of(p, frame) and not self._is_passed(p, frame)]
        if before:
            return self._within(before[-1], frame) or before[-1]
        if scene := self._scene(start, end):
            return scene
        if whole := self._of_whole(start):
            return whole
        earlier = bisect_left(self.kept_starts, start)
        if not earlier:
            return self._later(frame)
        last = self.kept[earlier - 1]
        same_paragraph = self.text.find("\n", last.end, start) < 0
        told = self._beyond(last, earlier - 1) if same_paragraph else self._main(last)
        return self._set_above(last.end, start) or told

    def _within(self, around: Place, frame: Frame) -> Place | None:
        """Where in a region a clause says that its figure's project lies: 内蒙古某公司[120万吨]甲醇项目在鄂尔多斯市开工."""
        following = self.between(frame.number.end, frame.right)
        within = (p for p in following if around.code in ancestors(p.code)[1:])
        return next((p for p in within if self.text.endswith(_SET_IN, 0, p.start)), None)

    def _is_passed(self, place: Place, frame: Frame) -> bool:
        """Whether a region is left behind before a figure: named in brackets, in an example, or behind its own figure.

        投资7亿元的[樊城区]某项目,总投资10亿元的某项目.
        """
        start = frame.number.start
        told = _TOLD_OF.search(self.text, frame.sentence[0], place.start)
        behind = told is not None and self.text.find(_COMMA, place.end, start) >= 0
        return behind or self.is_closed(place, start) or is_example(self.text, place.end)

    def _tells(self, place: Place) -> bool:
        """Whether a firm or a zone tells by its name whose figures follow, or where a project lies: 位于[灵石]经开区."""
        sited = _LIES.search(self.text, max(0, place.start - _NEAR_SITE), place.start)
        return self.heads(place) or (sited is not None and self.is_own_county(place))

    def _set_above(self, told: int, start: int) -> Place | None:
        """The county in the name of the park or firm with which its paragraph began: [沙雅县]工业园区里,某厂开工。投资3亿元."""
        above = self.between(max(told, paragraph_start(self.text, start)), start)
        return next((p for p in reversed(above) if self.heads(p) and self.is_own_county(p)), None)

    def sets_scene(self, place: Place, sentence: int) -> bool:
        """Whether the sentence that begins at a position is set in a county: 在[南靖],余额3亿元."""
        opens = place.start == sentence + len(_SET_IN) and self.text.startswith(_SET_IN, sentence)
        return opens and self.is_own_county(place)

    def _is_measure(self, place: Place, frame: Frame) -> bool:
        """Whether a region is only what others are set against: 比全国(5.0%)、[全省](5.2%)分别高1.5个、1.3个百分点."""
        return frame.number.unit == _POINTS and (place.aside or self.text.startswith("(", place.end))

    def _is_base(self, place: Place, frame: Frame) -> bool:
        """Whether a region in a list is what the others are set against: 比全国(5.0%)、[全省](5.2%)分别高1.5个、1.3个百分点.

        So are those that a sum is higher or lower than: 分别高于[甲县]、乙县1.1亿元和0.3亿元.
        """
        row = next(
            (row for row in rows_of(self.text, self.between(place.start - _NEAR_SITE, place.end)) if place in row),
            [place],
        )
        points = frame.number.unit == _POINTS
        shared = self.text.endswith(_SHARE_OF, 0, row[0].start) or self.text.startswith("(", place.end)
        return self._is_compared(row[0]) or (points and shared)

    def _of_whole(self, start: int) -> Place | None:
        """The region told last before a sentence that goes into the parts of that: 放眼[全省],游客4600万人次。其中,.

        Of the country so does any way to part it: [全国]居民收入9万元。分城乡看,.
        """
        if not goes_into_parts(self.text, start):
            return None
        end = start - self.text.endswith("\n", 0, start)
        above = self.between(sentence_start(self.text, end - 1), end)
        told = [p for p in above if p.subject and p.holder != "office" and not self.is_closed(p, start)]
        if told and told[-1].code == COUNTRY and self.opens_clause(told[-1]):
            return told[-1]
        among = self.text.startswith(_AMONG, start)
        return next((p for p in reversed(told) if self.at_home(p)), None) if among else None

    def _behind(self, frame: Frame) -> Place | None:
        """The region right behind a figure that belongs to it: 总投资7亿元的[樊城区]某项目, 全国的香菇70%来自[西峡县]."""
        end = frame.number.end
        joint = next((word for word in (_OF, _FROM) if self.text.startswith(word, end)), None)
        following = self.between(end + len(joint), end + len(joint) + 1) if joint else []
        return next(filter(self.is_own_county, following), None)

    def _is_of_row(self, frame: Frame) -> bool:
        """Whether a figure is that of each of several regions: 甲市5个,乙市、丙县[各]3个."""
        row = self.between(frame.own, frame.number.start)
        return self.text.endswith(_EVERY, 0, frame.number.start) and len(row) > 1 and not row[-1].subject

    def _is_of_zone(self, frame: Frame) -> bool:
        """Whether a figure in brackets is that of a zone of the paper's, told in a row of counties: 甲县(29%)、高新区([-0.9%])."""
        rows = self.between(frame.sentence[0], frame.own)
        zone = _ZONE_ALONE.fullmatch(self.text, frame.own, frame.number.start)
        return zone is not None and len(rows) > 1 and not self.between(frame.own, frame.number.start)

    def _scene(self, start: int, end: int) -> Place | None:
        """The region in the name of the park or farm in which a sentence is set: 在[丹凤县]工业园区,10个项目开工."""
        return next((p for p in self.between(start, end) if p.holder == "firm" and self.sets_scene(p, start)), None)

    def _beyond(self, last: Place, index: int) -> Place:
        """The region that a sentence goes back to after one that told of several, each with its own figures: what holds them all."""
        sentence = sentence_start(self.text, last.start)
        told = {place.code for place in self.kept[:index] if place.start >= sentence}
        told |= {p.code for p in self.between(last.end, sentence_end(self.text, last.end)) if self._is_listed(p)}
        if not told - {last.code} - set(ancestors(last.code)) and not self.text.endswith(_AMONG, 0, last.start):
            return last
        wider = (
            place
            for place in reversed(self.kept[:index])
            if all(place.code in ancestors(code)[1:] for code in {*told, last.code} - {place.code})
        )
        return next(wider, last)

    def _is_listed(self, place: Place) -> bool:
        """Whether a county of the paper's stands in a row of several: [石首]、监利分别增长."""
        row = self.text[place.end : place.end + 1] in _ROW or self.text[place.start - 1 : place.start] in _ROW
        return row and not place.holder and self.is_own_county(place)

    def _main(self, last: Place) -> Place | None:
        """The region to which a new paragraph goes back: the first one, but the last when that one holds it (a scene, then 全省).

        我市 of the lead comes before a region that only the headline names.
        """
        told = [place for place in self.kept if place.start <= last.start and not self._is_part(place)]
        first = next((place for place in told if place.holder != "office"), told[0] if told else None)
        if first is None:
            return None
        if last.code in ancestors(first.code) and last.holder != "office":
            return last
        if first.start >= self.timing.body_start or self.text[first.start] in _WHOLE:
            return first
        lead = next((p for p in self.kept if p.start >= self.timing.body_start and p.holder != "office"), first)
        return lead if self.text[lead.start] in _WHOLE or first.code in ancestors(lead.code)[1:] else first

    def _is_part(self, place: Place) -> bool:
        """Whether a sentence names a region only as one part of the one spoken of: 分区域看,[天元区]成交5230套."""
        return _PARTS.match(self.text, sentence_start(self.text, place.start)) is not None

    def in_row(self, frame: Frame, position: int, size: int) -> Place | None:
        """The region at a position of the last row of so many in the sentence: 甲、乙、丙超过千亿元,分别为12亿元、…."""
        rows = rows_of(self.text, self.between(frame.sentence[0], frame.number.start))
        wide = {COUNTRY, *ancestors(self.home)[1:]}
        return next(
            (
                row[position]
                for row in reversed(rows)
                if len(row) == size and not self._is_compared(row[0]) and wide.isdisjoint(p.code for p in row)
            ),
            None,
        )

    def _is_compared(self, place: Place) -> bool:
        """Whether a figure is only set against that of a region: 比[甲市]、乙市分别高8个、4个百分点."""
        return self.text.endswith(_COMPARED, 0, place.start)

    def _yardstick(self, frame: Frame) -> Place | None:
        """The region whose figure is set beside another's: 高于全国平均水平([6.0%]), 比全省平均[12.5%]的增幅高."""
        start = frame.number.start
        near = self.between(start - _NEAR_YARDSTICK, start)
        if not near:
            return None
        average = frame.number.kind == "ratio" and _AVERAGE_OF.match(self.text, near[-1].end, frame.right)
        if frame.number.kind == "money" or self.text[start - 1 : start] == "(":
            average = average or (near[-1].aside and _LEVEL_OF.fullmatch(self.text, near[-1].end, start))
        whole = near[-1].aside and _WHOLE_OF.fullmatch(self.text, near[-1].end, start)
        whole = whole and _SHARED.match(self.text, frame.number.end)
        return near[-1] if average or whole or is_yardstick(self.text, frame.number) else None

    def _later(self, frame: Frame) -> Place | None:
        """A region named only after the figure, in its paragraph, else in the dateline; none where it is one of all: 全市12个县中."""
        if any(self._is_all(place) for place in self.between(frame.sentence[0], frame.number.start)):
            return None
        following = self.between(frame.number.end, paragraph_end(self.text, frame.number.end))
        above = {COUNTRY, *ancestors(self.home)[1:]}
        named = (p for p in following if p.subject and p.code not in above and not self._is_part(p))
        named = (p for p in named if not self.text.endswith("(", 0, p.start))  # 增长10.2%([全市]9.4%)
        later = (p for p in named if self.at_home(p) or self.text.endswith(_SET_IN, 0, p.start))
        datelines = (p for p in self.places if p.dateline and p.code != self.home and not self.is_capital(p))
        return next(later, None) or next(datelines, None) or self._only_county(frame)

    def _is_all(self, place: Place) -> bool:
        """Whether a region is told as that of the paper, be it only to say among how many of its counties one stands."""
        ranked = self.text.endswith(_SET_IN, 0, place.start)
        return place.code == self.home and self.text[place.start] in _WHOLE and not ranked

    def _is_zone(self, place: Place) -> bool:
        """Whether a region is named as that of a zone: [海东]工业园区."""
        return place.holder == "firm" and _ZONE.match(self.text, place.end) is not None

    def _only_county(self, frame: Frame) -> Place | None:
        """The one place of the paper's city or province that an article names, be it only in the names of its firms.

        A headline is of the city if the article speaks of that too.
        """
        reach = len(self.text) if frame.heading else paragraph_end(self.text, frame.number.end)
        places = self.between(0, reach)
        counties = [p for p in places if self.home in ancestors(p.code)[1:] and not self.is_brand(p)]
        told = any(place.code == self.home and (place.subject or self._is_zone(place)) for place in places)
        return counties[0] if not told and len({place.code for place in counties}) == 1 else None

    def _speaks_of(self, place: Place, frame: Frame) -> bool:
        """Whether a region named before a figure in its sentence is whose figure it is: not a grade, not a far place in passing."""
        if place.code == COUNTRY or not self.at_home(place):
            return (
                self._is_beside(place, frame)
                or self.opens_clause(place)
                or (place.code != COUNTRY and self._is_near(place, frame))
            )
        above = self.between(frame.sentence[0], place.start)
        smaller = (p for p in above if p.subject and p.holder != "office" and self.at_home(p))
        smaller = (p for p in smaller if not _VISITED.match(self.text, p.end))
        named = self.text[place.start] not in _WHOLE
        return not (named and any(place.code in ancestors(p.code)[1:] for p in smaller))

    def _is_beside(self, place: Place, frame: Frame) -> bool:
        """Whether a wider region stands in a row or in brackets before its own figure, but no share of it: 占全省36%、[全国]23%."""
        before = self.text[place.start - 1 : place.start]
        shared = self.text.find(_SHARE_OF, frame.clause[0], place.start) >= 0
        return place.start >= frame.left and (before == "(" or (before in _ROW and not shared))

    def _is_near(self, place: Place, frame: Frame) -> bool:
        """Whether a region stands in a figure's clause; for a rate, in that of the figure before: 兰州市30元,下跌[9.2%]."""
        if frame.number.kind != "ratio":
            return place.start >= frame.clause[0]
        mark = last_match(MARK, self.text, frame.sentence[0], frame.left)
        return place.start >= (mark.end() if mark else frame.sentence[0])
