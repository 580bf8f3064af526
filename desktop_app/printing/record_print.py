"""One record of any work item as the papers need it: the words of its fields, its rows and what surrounds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from db.items import BY_KEY, Item
from db.items.kinds import Record
from desktop_app.printing.words import in_words


@dataclass(frozen=True, slots=True)
class RecordPrint:
    """A record and what its papers say besides: the words behind its links (uid -> name or number), the name of
    the office, whether this is the sample office, the limits in force (key of resources/limits.json -> days), and
    the entries of its registers (item key -> entries, the oldest first).
    """

    item: Item
    record: Record
    names: Mapping[str, str] = field(default_factory=dict)
    office: str = ""
    sample: bool = False
    limits: Mapping[str, int] = field(default_factory=dict)
    entries: Mapping[str, Sequence[Record]] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """What a field says, in words; '' when it says nothing."""
        return in_words(self.item.fields[key], self.record.get(key), self.names)

    def rows(self, key: str) -> list["RecordPrint"]:
        """The rows of a ROWS field."""
        item = BY_KEY[self.item.fields[key].of]
        return [replace(self, item=item, record=row) for row in self.record.get(key) or ()]

    def register(self, key: str) -> list["RecordPrint"]:
        """The entries of one register of this person."""
        return [replace(self, item=BY_KEY[key], record=entry) for entry in self.entries.get(key, ())]

    @property
    def number(self) -> str:
        return self.record.get("record_no") or ""

    @property
    def office_name(self) -> str:
        """Who stamps the paper."""
        return self.office or "司法所"

    @property
    def warning(self) -> str:
        """What the head of every sheet has to say: an invented record, or the file of a juvenile."""
        if self.sample:
            return "样例，不是真实记录"
        return "未成年人档案，注意保密" if self.item.restricted(self.record) else ""
