"""Chance that repeats itself: invented people, days and parts of a sum, all from one seeded generator.

Nobody is real: the area code 379983 of the identity numbers was never given out,
their check digits are right.
"""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from db.identity import check_digit
from db.items.kinds import Record

AREA = "379983"
FIRST, LAST = "2022-01-01", "2022-12-31"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹姜于宫丛"
GIVEN = {"1": ("建国", "志强", "永刚", "德福", "明远", "海涛", "文博", "振宇", "立新", "春生", "长河", "晓东", "守信", "广田"),
         "2": ("秀英", "桂兰", "玉梅", "淑芬", "丽华", "晓燕", "春霞", "美玲", "爱华", "雪琴", "红梅", "文静", "巧云", "佳慧")}


def plus(day: str, days: int) -> str:
    """ISO date so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


class Dice(random.Random):
    """random.Random with the things that records are made of."""

    def uid(self) -> str:
        return str(UUID(int=self.getrandbits(128), version=4))

    def day(self, first: str = FIRST, last: str = LAST) -> str:
        """An ISO day between two, both included."""
        return plus(first, self.randint(0, (date.fromisoformat(last) - date.fromisoformat(first)).days))

    def days(self, count: int, first: str = FIRST, last: str = LAST) -> list[str]:
        """So many days, among them the two at the ends, where a period is miscounted."""
        ends = self.sample([first, last], min(count, 2))
        found = ends + [self.day(first, last) for _ in range(count - 2)]
        self.shuffle(found)
        return found

    def name(self, sex: str) -> str:
        return self.choice(SURNAMES) + self.choice(GIVEN[sex])

    def phone(self) -> str:
        return f"139{self.randrange(10 ** 8):08d}"

    def person(self, youngest: int = 2000, oldest: int = 1948, sex: str = "") -> Record:
        """name, sex, birth, id_no and phone of somebody born between two years."""
        sex = sex or self.choice("12")
        birth = self.day(f"{oldest}-01-01", f"{youngest}-12-31")
        serial = self.randrange(500) * 2 + (sex == "1")
        first17 = f"{AREA}{birth.replace('-', '')}{serial:03d}"
        return {"name": self.name(sex), "sex": sex, "birth": birth, "id_type": "id_card",
                "id_no": first17 + check_digit(first17), "phone": self.phone()}

    def split(self, total: int, parts: int) -> list[int]:
        """Numbers >= 0 that add up to ``total``."""
        cuts = sorted(self.randint(0, total) for _ in range(parts - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]

    def spread(self, total: int, weights: Sequence[float]) -> list[int]:
        """Shares of ``total`` about in proportion to the weights; they add up exactly."""
        rough = [weight * self.uniform(0.8, 1.2) for weight in weights]
        exact = [total * weight / sum(rough) for weight in rough]
        shares = [int(share) for share in exact]
        for at in sorted(range(len(exact)), key=lambda at: shares[at] - exact[at])[:total - sum(shares)]:
            shares[at] += 1
        return shares

    def within(self, total: int, caps: Sequence[int]) -> list[int]:
        """Shares of ``total`` of which none is above its cap: so many marked among so many."""
        drawn = Counter(self.sample([at for at, cap in enumerate(caps) for _ in range(cap)], total))
        return [drawn[at] for at in range(len(caps))]
