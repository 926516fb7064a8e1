"""What the signs of a column of verdicts mean, where a line over or under the table says it: 绿灯表示达序时, ★★为进度偏慢."""

import re
from collections.abc import Iterable, Mapping, Sequence

from ...language.verdicts import class_of
from ..document import Piece
from ..records import Record
from .column import ReadColumn

_SIGN = re.compile(
    r"[^\w\s]+|[A-EⅠ-Ⅴ][+]?|[红黄绿蓝橙紫白灰黑]色?|无|优秀?|良好?|中等?|较?[好差]|一般|(?:不|基本)?合格|[一二三四]"
)
_OPEN, _CLOSE = "[“\"'‘(（【\\[]?", "[”\"'’)）】\\]]?"
_KIND = "(?:[灯牌色旗星级档榜]|标识|预警)*"
_BARE = re.compile(f"^{_OPEN}(?P<sign>.+?){_KIND}{_CLOSE}$")
_SAYS = r"\s*(?:的?(?:表示|代表|意为|指|即|是|为)|[:：=＝]|[-—–]{1,2})\s*(?P<says>[^,，。；;、()（）“”\"]+)"
_MARKED = r"(?P<says>[^,，。；;、:：()（）“”\"]{2,16}?)的?(?:项目|任务|指标|事项|工作)?的?[以亮挂标打画评记用](?:示|注|记|为)?"
_BEHIND = r"\s*(?P<says>[一-鿿]{2,8})(?![一-鿿])"  # ●已完成 ○推进中
_MORE = r"\s*[、,，/和及与或]\s*"
_SYMBOL = re.compile(r"[^\w\s]|[A-Za-z]")


def bare(sign: str) -> str:
    """A sign without what it is called: 绿 of 绿灯, ★★ of “★★”, A of A级."""
    found = _BARE.match(sign.strip())
    return found["sign"] if found else sign.strip()


def read_legend(line: str, signs: Iterable[str]) -> dict[str, str]:
    """What a line says that signs mean, by their bare forms; those that it says nothing of left out.

    signs  as the cells of a column print them; words such as 完成 say themselves what they mean

    >>> read_legend("注:★★★★、★★★为达到序时进度,★★为进度偏慢", ["★★★★", "★★★", "★★", "★"])
    {'★★★★': '达到序时进度', '★★★': '达到序时进度', '★★': '进度偏慢'}
    >>> read_legend("达序时的亮绿灯,滞后的亮红灯。", ["绿灯", "红灯", "黄灯"])
    {'绿': '达序时', '红': '滞后'}
    >>> read_legend("●已完成 ▲滞后,其中:园区除外", ["●", "▲", "中"])
    {'●': '已完成', '▲': '滞后'}
    """
    known = sorted({sign for each in signs if _SIGN.fullmatch(sign := bare(each))}, key=len, reverse=True)
    if not known:
        return {}
    one = "|".join(map(_alone, known))
    symbols = "|".join(_alone(sign) for sign in known if _SYMBOL.match(sign)) or "(?!)"
    listed = f"{_OPEN}(?:{one}){_KIND}{_CLOSE}(?:{_MORE}{_OPEN}(?:{one}){_KIND}{_CLOSE})*"
    found: dict[str, str] = {}
    for pattern in (
        f"(?<![一-鿿])(?P<signs>{listed}){_SAYS}",
        f"{_MARKED}(?P<signs>{listed})",
        f"(?P<signs>{symbols}){_BEHIND}",
    ):
        for match in re.finditer(pattern, line):
            for sign in re.findall(one, match["signs"]):
                found.setdefault(sign, match["says"].strip())
        if found:
            break
    return found


def _alone(sign: str) -> str:
    """A pattern for a sign that is no part of a longer one: ★ is none of ★★."""
    return f"(?<!{re.escape(sign[0])}){re.escape(sign)}(?!{re.escape(sign[-1])})"


def explain_signs(records: Sequence[Record], columns: Sequence[ReadColumn], lines: Sequence[Piece]) -> list[Piece]:
    """Put what they mean in place of the signs that the verdicts of some records are; the lines that say it.

    A sign keeps its own column. Where the lines say two things of one sign it means nothing that can be told.

    columns  of the table
    lines    those around the table
    """
    name = next((column.name for column in columns if column.field == "verdict"), "")
    signs = {words for record in records if (words := record.texts.get("verdict", ""))}
    if not name or not signs:
        return []
    told = [(line, read_legend(line.text, signs)) for line in lines]
    for record in records:
        sign = record.texts.get("verdict", "")
        if says := _meaning(sign, [legend for _, legend in told]):
            record.texts |= {"verdict": says, name: sign}
    return [line for line, legend in told if any(map(class_of, legend.values()))]


def _meaning(sign: str, legends: Iterable[Mapping[str, str]]) -> str:
    """What some legends say of a sign; "" where they say nothing, or more than one thing."""
    says = {legend[key] for legend in legends if (key := bare(sign)) in legend} if sign else set()
    return says.pop() if len(says) == 1 else ""
