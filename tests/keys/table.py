"""The table of keys, and the time they take by the keystroke-level model (Card, Moran and Newell).

K one key: .28 s an expert, .5 s an average, 1.2 s an old and unpractised typist; P 1.1 s pointing and clicking;
H .4 s the hand between keyboard and mouse; M 1.35 s thinking of the next thing to state. For an older user every
operator is doubled (design §1), which is printed beside the model's own time.
"""

from dataclasses import dataclass

K = {"熟练": 0.28, "一般": 0.5, "生疏": 1.2}
P, H, M = 1.1, 0.4, 1.35
PEN = 67  # s: one line on paper (design §1)


@dataclass(frozen=True, slots=True)
class Row:
    """What one case took at one depth."""

    depth: str
    case: str
    weight: float
    keys: int
    clicks: int
    thoughts: int

    def seconds(self, k: float) -> float:
        """Time of a typist who needs ``k`` seconds a key; a click costs pointing and the hand going there and back."""
        return self.keys * k + self.clicks * (P + 2 * H) + self.thoughts * M


def mean(rows: list[Row], k: float) -> float:
    """Weighted mean time of some rows."""
    return sum(row.seconds(k) * row.weight for row in rows) / sum(row.weight for row in rows)


def printed(rows: list[Row]) -> str:
    """The whole table, one block a depth, with the weighted means beside the pen."""
    lines = []
    for depth in dict.fromkeys(row.depth for row in rows):
        block = [row for row in rows if row.depth == depth]
        lines += ["", depth, "  案件  权重  按键  点击  思考  " + "  ".join(f"{name}（加倍）" for name in K) + "  单位：秒"]
        lines += [f"  {row.case:<4}  {row.weight:.2f}  {row.keys:>4}  {row.clicks:>4}  {row.thoughts:>4}  "
                  + _times(row.seconds(k) for k in K.values()) for row in block]
        weight = sum(row.weight for row in block)
        means = [sum(getattr(row, of) * row.weight for row in block) / weight for of in ("keys", "clicks", "thoughts")]
        lines.append(f"  加权平均    {means[0]:>5.0f} {means[1]:>5.0f} {means[2]:>5.0f}  "
                     + _times(mean(block, k) for k in K.values()) + f"  纸笔写一行 {PEN}")
    return "\n".join(lines)


def _times(seconds) -> str:
    return "  ".join(f"{one:>4.0f}（{2 * one:>4.0f}）" for one in seconds)
