"""How a text is set, which says nothing: blanks around numbers, digits and signs in full width, straight or cornered quotation marks.

新建 12 座,完成率 75 % is read as 新建12座,完成率75%, which every pattern would miss else. The blanks are taken out of running text, and
of cells where they are the rule: the words of a cell are else kept as they are printed. Left are the blank behind a number that
opens a line (1 新建公厕, 3706 完成比例109%), and those of a line whose numbers are cells (公厕 12 9 75%).
１２％ becomes 12%, 「…」 and "…" become “…”.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle

from .document import Document, Piece, Table, with_pieces

_BLANK = "[ \u00a0\u2002-\u200a]"
_JOINT = re.compile(  # where a Chinese character meets a number or a letter, with a blank or without one; not 选址 2.施工
    rf"(?<=[\u4e00-\u9fff])(?P<ahead>{_BLANK}?)(?=[0-9A-Za-z])(?![0-9]{{1,2}}[.、．)）](?![0-9]))|(?<=[0-9A-Za-z%％])(?P<behind>{_BLANK}?)(?=[\u4e00-\u9fff])"
)
_SIGNS = str.maketrans("０１２３４５６７８９％－「」『』", "0123456789%-“”“”")
_STRAIGHT = re.compile('"')
_OF_SIGN = re.compile(rf"(?<=[0-9]){_BLANK}(?=[%％‰])")
_OPENING = re.compile(rf"\s*[0-9][0-9.,，]*[%％]?{_BLANK}")
_CELLS = re.compile(r"[0-9%％]\s[0-9]")
_RULE, _AT_LEAST = 0.75, 2  # of the joints of a cell have a blank; one alone may be where a line ended
_RULE_OF_ALL, _AT_LEAST_OF_ALL = 0.1, 6  # of those of a document: where no rule is kept to, a hundredth and less


def set_plainly(document: Document) -> Document:
    """The document in digits and signs of half width, without the blanks around its numbers."""
    is_rule = _is_rule([piece.text for piece in document.pieces], _RULE_OF_ALL, _AT_LEAST_OF_ALL)
    cells = {id(piece) for block in document.blocks if isinstance(block, Table) for piece in block.pieces}

    def closed_up(piece: Piece) -> Piece:
        """A piece that was recognised on a picture stays what it is: each of its characters has its place there."""
        may_be = piece.seen is None and (is_rule or id(piece) not in cells or _is_rule([piece.text], _RULE, _AT_LEAST))
        text = plain_signs(closed(piece.text) if may_be else piece.text)
        return piece if text == piece.text else replace(piece, text=text)

    return with_pieces(document, closed_up)


def all_set_plainly(texts: Sequence[str]) -> list[str]:
    """Some cells in half width, without the blanks around numbers: all of them where that is their rule, else those whose own it is."""
    is_rule = _is_rule(texts, _RULE_OF_ALL, _AT_LEAST_OF_ALL)
    return [plain_signs(closed(text) if is_rule or _is_rule([text], _RULE, _AT_LEAST) else text) for text in texts]


def plain_signs(text: str) -> str:
    """A text with its digits and signs in half width and its quotation marks curled, character for character.

    >>> plain_signs("１－９月完成７５％"), plain_signs('「改厕３００户」和"新建2座"')
    ('1-9月完成75%', '“改厕300户”和“新建2座”')
    """
    text = text.translate(_SIGNS)
    if text.count('"') % 2 or '"' not in text:
        return text
    marks = cycle("“”")
    return _STRAIGHT.sub(lambda _: next(marks), text)


def closed(text: str) -> str:
    """A text without the blanks around its numbers.

    >>> closed("截至 9 月底,新建公厕 12 座,完成率 75 %"), closed("1 新建公厕 2 座"), closed("公厕 12 9 75%")
    ('截至9月底,新建公厕12座,完成率75%', '1 新建公厕2座', '公厕 12 9 75%')
    """
    if _CELLS.search(text):
        return text
    opening = found.end() if (found := _OPENING.match(text)) else 0
    return text[:opening] + _OF_SIGN.sub("", _JOINT.sub("", text[opening:]))


def _is_rule(texts: Sequence[str], share: float, least: int) -> bool:
    """Whether that share of the places where Chinese characters meet numbers has a blank, and no fewer of them."""
    joints = [bool(joint["ahead"] or joint["behind"]) for text in texts for joint in _JOINT.finditer(text)]
    return sum(joints) >= max(least, share * len(joints))
