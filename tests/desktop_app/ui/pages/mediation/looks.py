"""What is read off the book behind the page, and its usual line."""

from db import repository
from db.items import CASE

S1 = "高兴民 隋建波 树枝遮光 口头和解 赔300"


def stored(session):
    ids = repository.find(session.store, CASE, repository.Filter())
    return repository.page(session.store, CASE, ids)
