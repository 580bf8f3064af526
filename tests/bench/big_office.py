"""A record book with 100,000 cases of invented people, written past the repository in one transaction."""

import random
from pathlib import Path
from uuid import UUID

from db import search
from db.database import Store, open_store
from db.identity import check_digit
from db.items import CASE, PARTY, VILLAGE
from db.pinyin import full, initials
from db.repository import records
from db.tables import columns
from desktop_app.actions import transcribe
from desktop_app.actions.office import OfficeSetup, set_up
from desktop_app.actions.session import Session

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹"
GIVEN = "建国军秀英桂兰海涛志强玉梅永红丽华明德福民春雷晓东淑芬文博振宇立新"
MATTERS = ("树枝遮光", "宅基地边界", "夫妻吵架", "倒车撞坏大门", "共用墙渗水", "承包地界桩", "借款未还", "噪音扰民")


def _insert(store: Store, table: str, rows: list[dict]) -> None:
    keys = list(rows[0])
    store.db.connection().executemany(
        f"INSERT INTO {table} ({', '.join(keys)}) VALUES ({', '.join('?' * len(keys))})",
        [tuple(row[key] for key in keys) for row in rows])


def make(folder: Path, size: int = 100_000) -> Store:
    """Open ``folder`` with an office of ``size`` cases, two parties each, and as many people in the directory."""
    dice = random.Random(2022)
    store = open_store(folder)
    told = transcribe.standard()["office"]
    set_up(store, OfficeSetup("town", told["name"], told["committee"], "海", told["mediators"], told["registrar"],
                              [f"第{n}村" for n in range(1, 633)]))
    session = Session(store)
    villages = [(row["uid"], row["name"]) for row in records(store, VILLAGE)]
    stamps = {"revision": 1, "created_at": "2022-09-30T10:00:00", "created_by": "刘淑芬",
              "updated_at": "2022-09-30T10:00:00", "updated_by": "刘淑芬"}
    model = transcribe.full_record(session, transcribe.entries()["S4"])
    case_base = {key: model.get(key) for key in columns(CASE)}
    party_base = {key: model["parties"][0].get(key) for key in columns(PARTY)}
    cases, parties, people, words = [], [], [], []
    for n in range(1, size + 1):
        village, village_name = dice.choice(villages)
        matter = dice.choice(MATTERS)
        day = f"{dice.randint(2013, 2022)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
        state = "accepted" if dice.random() < 0.97 else "new"
        case = case_base | {"case_no": f"海人调字〔{day[:4]}〕第{n:06d}号", "village": village, "summary": matter,
                            "event_on": day, "accept_date": day, "mediation_date": day, "closed_date": day,
                            "agreement_date": day, "perform_due": day, "perform_status": "done",
                            "perform_place": "村委会", "report_state": state}
        cases.append({"id": n, "uid": str(UUID(int=n)), **stamps, **case})
        both = []
        for place in (0, 1):
            name = dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(("", dice.choice(GIVEN)))
            birth = f"{dice.randint(1940, 2003)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
            first17 = f"371083{birth.replace('-', '')}{(2 * n + place) % 1000:03d}"
            party = party_base | {"role": ("applicant", "respondent")[place], "name": name, "village": village,
                                  "phone": f"13{dice.randrange(10 ** 9):09d}", "birth": birth,
                                  "sex": "1" if int(first17[-1]) % 2 else "2",
                                  "id_no": first17 + check_digit(first17)}
            both.append(party)
            parties.append({"uid": str(UUID(int=10 ** 9 + 2 * n + place)), "owner_id": n, "position": place, **party})
        text = search.document(CASE, case | {"parties": both}, {village: village_name})
        words.append({"rowid": n, "tokens": search.tokens(text)})
        person = {key: both[0][key] for key in ("name", "kind", "id_type", "id_no", "phone", "village")}
        people.append({"id": n, "uid": str(UUID(int=2 * 10 ** 9 + n)), **stamps, **person,
                       "initials": initials(person["name"]), "pinyin": full(person["name"])})
    with store.writing():
        _insert(store, "mediation_case", cases)
        _insert(store, "party", parties)
        _insert(store, "person", people)
        _insert(store, "mediation_case_search", words)
    return store
