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


def mean_of(what: str, rows: list[Row]) -> float:
    """Weighted mean of a count: keys, clicks, thoughts."""
    return sum(getattr(row, what) * row.weight for row in rows) / sum(row.weight for row in rows)


def printed(rows: list[Row]) -> str:
    """All that was counted, one block a depth, with the weighted means beside the pen; then the matrix."""
    lines = []
    for depth in dict.fromkeys(row.depth for row in rows):
        block = [row for row in rows if row.depth == depth]
        lines += ["", depth, "  案件  权重  按键  点击  思考  " + "  ".join(f"{name}（加倍）" for name in K) + "  单位：秒"]
        lines += [f"  {row.case:<4}  {row.weight:.2f}  {row.keys:>4}  {row.clicks:>4}  {row.thoughts:>4}  "
                  + _times(row.seconds(k) for k in K.values()) for row in block]
        means = [mean_of(what, block) for what in ("keys", "clicks", "thoughts")]
        lines.append(f"  加权平均    {means[0]:>5.0f} {means[1]:>5.0f} {means[2]:>5.0f}  "
                     + _times(mean(block, k) for k in K.values()) + f"  纸笔写一行 {PEN}")
    return "\n".join([*lines, "", matrix(rows)])


def matrix(rows: list[Row]) -> str:
    """Keys of every case in every way as a Markdown table, as it stands in the README, with the times beside the pen."""
    depths = list(dict.fromkeys(row.depth for row in rows))
    keys = {(row.case, row.depth): row.keys for row in rows}
    weights = {row.case: row.weight for row in rows}
    blocks = [[row for row in rows if row.depth == depth] for depth in depths]
    table = [["case", "weight", *depths], ["---", *["---:"] * (1 + len(depths))]]
    table += [[case, f"{weight:.2f}", *(str(keys.get((case, depth), "–")) for depth in depths)]
              for case, weight in weights.items()]
    table.append(["weighted mean", "", *(f"{mean_of('keys', block):.0f} keys" for block in blocks)])
    for typist, times in (("average typist", 1), ("older typist", 2)):
        table.append([typist, "", *(f"{times * mean(block, K['一般']):.0f} s" for block in blocks)])
    table.append(["the pen", "", *[f"{PEN} s"] * len(depths)])
    return "\n".join(f"| {' | '.join(line)} |" for line in table)


def _times(seconds) -> str:
    return "  ".join(f"{one:>4.0f}（{2 * one:>4.0f}）" for one in seconds)
