"""What a quarrel is about: the line without the pieces that say who, when, how it ended and how much.

Only whole pieces go. A word that reaches beyond a piece that is cut out (征地补偿 before 26,800元, 婆媳不和) stays
whole, and what only joined two parties (诉, 与, 家的) goes with them.
"""

import re
from collections.abc import Iterator

from desktop_app.entry.amounts import Amount
from desktop_app.entry.cutting import is_chinese, name_words
from desktop_app.entry.numbers import CHINESE
from desktop_app.entry.phrases import Words, phrases, word_list

Span = tuple[int, int]

PUNCTUATION = " \t\r\n,;。:、.!?|()[]{}<>《》“”\"'-—/\\·~*&+=_#…"
_BREAK = re.compile(r"(?:[\s;。:、!?|()<>《》“”]|(?<![0-9]),|,(?![0-9]{3}))+")
_CUT, _CLOSED = "\0", "\3"  # what was cut out; over an amount of which the words around speak on: 押金1000不退
_TIME = (rf"(?:限期|按期|到期|逾期|分期|分批|一次性?|当场|当天|当面|现场|马上|立即|[月年]底前?|[明后]年|[麦秋年节]后|[春中秋]+节前?"
         rf"|[0-9{CHINESE}]+(?:天|日|个?月|周|年)[之以]?内|分?[0-9{CHINESE}]+[期次回批年])")
_HOW_PAID = re.compile(  # 限期付清, 分三期还清, 月底前还, 当场给; 5年 alone is none
    rf"(?<![\u4e00-\u9fff])(?:{_TIME}+(?:内|前)?[付还给交退结赔兑拿清完齐了现款钱账]+|分期|分批|分[0-9{CHINESE}]+[期次回批年])(?![\u4e00-\u9fff])"
    rf"|{_TIME}+(?:内|前)?[付还给交退结赔][清完齐了款钱]+")
_NOUN_ENDS = "款钱费修资金礼酬租折欠借"
_TELLING_ALONE = "吵骂打砸偷撞咬"  # of single characters that are left over
_AFTER_NAME = re.compile("家的|家里的|家(?=[\u4e00-\u9fff]{2})|的|等[人户]?")
_BEFORE_NAME = re.compile("(?:与|和|跟|同|及|被|把|将|对|向|给|找|诉|状告|起诉|告)$")


def read_matter(text: str, used: list[Span], parties: list[Span], told: list[Span], amount: Amount | None,
                names: set[str], story: Words) -> str:
    """The matter of ``text``: ``used`` are the spans that say something else, ``parties`` those of names among them,
    ``told`` the words of the kind of dispute; a piece that is one of ``names`` again is no matter."""
    paid, stop = (_money_start(text, amount), amount.end) if amount else (0, 0)
    owed = amount is not None and amount.owed
    spoken_on = owed and text[stop:stop + 1] in ("不", "没", "未")
    kept = {at for start, end in told if owed or not paid <= start < stop for at in range(start, end)}
    signs = list(text)
    for start, end in [*used, (paid, stop), *(found.span() for found in _HOW_PAID.finditer(text))]:
        for at in range(start, end):
            if at not in kept:
                signs[at] = _CLOSED if spoken_on and paid <= at < stop else _CUT
    open_text = "".join(signs)
    ends, starts = {end for _, end in parties}, {start for start, _ in parties}
    pieces = []
    for found in re.finditer(rf"[^{_CUT}\s]+", open_text):
        for part in _parts(found[0]):
            piece = part.replace(_CLOSED, "")
            if found.start() in ends and found[0].startswith(part):
                piece = _AFTER_NAME.sub("", piece, count=1) if _AFTER_NAME.match(piece) else piece
            if found.end() in starts and found[0].endswith(part):
                piece = _BEFORE_NAME.sub("", piece)
                piece = "" if piece.lstrip("与和跟同及被") in name_words("leads").words else piece
            piece = "" if _BEFORE_NAME.fullmatch(piece) or piece in names else without_noise(piece, story)
            if len(piece) > 1 or piece and piece in _TELLING_ALONE:
                pieces.append(piece)
    return " ".join(pieces)


def words_outside(text: str, used: list[Span], story: Words) -> str:
    """The words of the text that no span covers, in their order."""
    signs = list(text)
    for start, end in used:
        signs[start:end] = " " * (end - start)
    return " ".join(kept for piece in _parts("".join(signs)) if (kept := without_noise(piece, story)))


def _parts(text: str) -> Iterator[str]:
    return (piece.strip(PUNCTUATION) for piece in _BREAK.split(text))


def _money_start(text: str, amount: Amount) -> int:
    """Where the words that lead to the amount begin: 赔 in 赔医药费860元; a noun is not torn off (卖虾款1.26万)."""
    start = amount.start
    noun = text[start:amount.number].rstrip()[-1:] in tuple(_NOUN_ENDS)
    if noun and (amount.owed or is_chinese(text[start - 1:start]) and not _leads_money(text, start)):
        return amount.number
    while word := _leads_money(text, start):
        start -= len(word)
    return start


def _leads_money(text: str, end: int) -> str:
    word = word_list("money", "verbs").before(text, end)
    return word if len(word) < 3 and word[-1:] not in tuple(_NOUN_ENDS) else ""


def without_noise(piece: str, story: Words) -> str:
    """The piece without the words around it that say nothing; '' when it is made of nothing else. A word of the
    dispute (夫妻矛盾, 婆媳不和) is never cut into."""
    noise = word_list("outcomes", "noise")
    if sum(len(word) for _, word in noise.cut(piece)) == len(piece):
        return ""
    while (word := noise.at(piece, 0)) and (len(word) > 1 or word in "因为") and len(story.at(piece, 0)) <= len(word):
        piece = piece[len(word):]
    while (word := noise.before(piece, len(piece))) and (len(word) > 1 or word in "的了与和跟") and (
            word in "的了" or len(story.before(piece, len(piece))) <= len(word)):
        piece = piece[:-len(word)]
    return piece if piece not in phrases("names")["joiners"] else ""
