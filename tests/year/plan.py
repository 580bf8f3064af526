"""What each of the 16 offices contributes: the report's totals, shared out so that they add up exactly.

Where the report says 余 or 以上, an exact number was chosen that fits. Sums of money are 元 here, 分 in the books.
"""

from dataclasses import dataclass

from tests.year.dice import Dice

SEAT = "城关街道"
NEW_AREA = "滨海新区"
OFFICES = (
    (SEAT, 58), ("海阳所镇", 52), ("南黄镇", 50), ("云岭镇", 48), ("柳溪镇", 46), ("石桥镇", 45), ("松林镇", 44),
    ("清泉镇", 42), ("望海镇", 41), ("金沟镇", 40), ("槐树镇", 38), ("北山镇", 36), ("东河镇", 33), ("长坡镇", 28),
    ("新集镇", 22), (NEW_AREA, 9))
"""Name and number of villages of every office: 15 towns and a development area, 632 villages."""

APPLICANTS = {"海阳所镇": ("海阳所村", "2022-06-28"), "南黄镇": ("南黄村", "2022-07-05")}
"""The two villages that applied as model villages of the ninth batch (F32), and when."""

WEIGHTED = {
    "F7": 31, "F10": 1348, "F13": 265, "F14": 6_711_400, "F16": 10, "F28": 612, "F29": 20_460,
    "F37": 152, "F38": 60, "F39": 215, "F40": 34, "F41": 512, "F47": 2446, "F48": 596, "F49": 1_713_000,
    "F50": 2_624_000, "F56": 2301, "F62": 175, "F63": 137, "F71": 157, "F73": 1330, "opening": 204}
"""Totals that follow the size of an office. ``opening``: under correction on the eve of the year."""

FLOWS = {"in": 5, "out": 4, "ended": 2}
"""204 + 175 + 5 - 137 - 2 - 4 = 241: moved in, moved out, and 终止, of which the report is silent."""

PERSONS = 1951
"""法律明白人 beside one 法治带头人 for each of the 632 villages: 2583 (F31)."""


@dataclass(frozen=True)
class Plan:
    """Shares of one office: figure or name of a flow -> whole number (元 for F14, F49, F50)."""

    name: str
    villages: int
    shares: dict[str, int]

    def __getitem__(self, key: str) -> int:
        return self.shares[key]


def plans(dice: Dice) -> list[Plan]:
    """The shares of all offices."""
    sizes = [size for _, size in OFFICES]
    ones = [1] * len(OFFICES)
    whole = {key: dice.spread(total, sizes) for key, total in WEIGHTED.items()}
    whole |= {"F5": dice.within(4, whole["F7"]), "F12": dice.spread(537, whole["F10"]),
              "F15": dice.within(5, ones), "F17": dice.within(4, ones), "F18": dice.within(118, whole["F47"]),
              "F24": dice.within(7, [2] * len(OFFICES)), "F58": dice.within(25, [4] * len(OFFICES)),
              "F32": [int(name in APPLICANTS) for name, _ in OFFICES],
              "F33": [int(name != NEW_AREA) for name, _ in OFFICES],
              "F34": sizes, "F36": sizes, "F59": ones, "F60": sizes,
              "F61": [1 + (name == SEAT) for name, _ in OFFICES]}
    whole["F31"] = [a + b for a, b in zip(sizes, dice.spread(PERSONS, sizes), strict=True)]
    whole |= {"F19": dice.within(9, whole["F18"]), "failed": dice.within(2301 - 2262, whole["F56"])}
    whole |= _enterprises(dice)
    whole |= _corrections(dice, whole)
    sessions = {"F74": 108, "F75": 22, "F76": 15, "F77": 4}
    whole |= {key: dice.spread(total, sizes) for key, total in sessions.items()}
    return [Plan(name, size, {key: shares[at] for key, shares in whole.items()})
            for at, (name, size) in enumerate(OFFICES)]


def _enterprises(dice: Dice) -> dict[str, list[int]]:
    """46 enterprises by office, since one of the 45 is examined by two offices (``both``: the first two)."""
    own = dice.spread(44, [size for _, size in OFFICES])
    both = [1, 1, *[0] * (len(OFFICES) - 2)]
    distinct = [a + b for a, b in zip(own, both, strict=True)]
    rows = [a + b for a, b in zip(distinct, dice.within(6, [min(n, 2) for n in own]), strict=True)]
    return {"both": both, "F44": distinct, "checks": rows, "F45": dice.within(6, rows),
            "F46": dice.spread(33, rows)}


def _corrections(dice: Dice, whole: dict[str, list[int]]) -> dict[str, list[int]]:
    """Flows and stock of every office, and who of the stock is what."""
    flows = {key: dice.within(total, whole["F63"]) for key, total in FLOWS.items()}
    stock = [opening + first + come - released - ended - gone for opening, first, come, released, ended, gone
             in zip(whole["opening"], whole["F62"], flows["in"], whole["F63"], flows["ended"], flows["out"],
                    strict=True)]
    parole = dice.within(6, stock)
    outside = dice.within(4, [a - b for a, b in zip(stock, parole, strict=True)])
    probation = [a - b - c for a, b, c in zip(stock, parole, outside, strict=True)]
    return flows | {
        "F64": [a + b for a, b in zip(flows["in"], flows["out"], strict=True)], "F65": stock,
        "F66": probation, "F67": parole, "F68": outside, "F69": dice.within(10, probation)}
