"""The indicators of 村居名册: what stands on the rosters on the last day, and how many villages it covers.

A coverage is of villages: those with at least one valid entry ÷ those on the roster that day (domain: work items §1.2).
"""

from db.measure import BY_LAST, FACILITY, IN_SPAN, Figure, lines, lines_by_code, ratio_line

_R = "村居名册"
_VILLAGE = ("(t.valid_from IS NULL OR t.valid_from <= :last) AND (t.valid_to IS NULL OR t.valid_to > :last) "
            "AND NOT (coalesce(t.closed, 0) = 1 AND t.valid_to IS NULL)")
_HAS = "EXISTS (SELECT 1 FROM {0} c WHERE c.village = t.uid AND c.deleted_at IS NULL AND {1})"
_CONTRACT = "c.contract_from <= :last AND c.contract_to >= :last AND coalesce(c.ended, 0) = 0"
_COMMITTEE = "({0}.set_on IS NULL OR {0}.set_on <= :last) AND ({0}.dissolved_on IS NULL OR {0}.dissolved_on > :last)"
_APPOINTED = "{0}.appoint_on <= :last AND ({0}.exit_on IS NULL OR {0}.exit_on > :last)"
_IN_OFFICE = (f"NOT (coalesce(t.left, 0) = 1 AND t.exit_on IS NULL) AND {BY_LAST.format('t.appoint_on')} AND "
              "(t.exit_on IS NULL OR t.exit_on > :last)")
_MEDIATORS = {"stock": True, "village": "(SELECT c.village FROM committee c WHERE c.uid = t.committee)"}

_COVERED = (  # key, label, where, definition, name of the coverage, more
    ("village_platform", "村级公共法律服务平台", "t.upgraded_on <= :last", "期末已提档升级的", "村级平台覆盖率",
     {"report": "F34", "source": "632个村平台提档升级"}),
    ("village_counsel", "有法律顾问的村（社区）", _HAS.format("counsel", _CONTRACT), "期末合同有效的", "法律顾问覆盖率",
     {"report": "F36", "source": "632个村（社区）法律顾问全覆盖"}),
    ("village_committee", "有调委会的村（社区）",
     _HAS.format("committee", f"c.kind = 'village' AND {_COMMITTEE.format('c')}"), "期末有存续的村级调委会", "调委会覆盖率", {}),
    ("village_law_person", "有法律明白人的村（社区）", _HAS.format("law_person", _APPOINTED.format("c")),
     "期末有在聘的法治带头人或法律明白人", "法律明白人覆盖率", {}))

ROSTERS: list[Figure] = [
    *lines(_R, "village", ("village", "村（社区）", "个", _VILLAGE, "期末在册的村居", {"stock": True, "village": "t.uid"})),
    *[figure for key, label, where, definition, cover, more in _COVERED for figure in (
        Figure(key, label, "个", _R, definition, "village", f"{_VILLAGE} AND {where}", village="t.uid", stock=True, **more),
        ratio_line(f"{key}_rate", cover, _R, f"{label} ÷ 在册村居", key, "village", stock=True))],
    *[Figure(key, label, unit, _R, definition, "culture_site" if "site" in key else "model_village", where,
             owner="village", village="o.uid", **more) for key, label, unit, where, definition, more in (
        ("village_sites", "村级法治文化阵地", "处", "t.built_on <= :last AND (t.closed_on IS NULL OR t.closed_on > :last)",
         "期末在用的", {"stock": True}),
        ("model_applied", "申报民主法治示范村", "村", IN_SPAN.format("t.applied_on") + " AND t.level IN ('province', 'nation')",
         "按申报日期，省级和全国；批次见名册", {"report": "F32", "source": "两村申报第九批民主法治示范村"}),
        ("model_named", "命名民主法治示范村", "村", IN_SPAN.format("t.named_on"), "按命名日期", {}))],
    *lines(_R, "facility",
           ("town_site", "镇级法治文化阵地", "处", FACILITY.format("site", "set_on"), "期末在用的", {"stock": True}),
           ("town_platform", "镇级公共法律服务平台", "个", FACILITY.format("platform", "upgraded_on"), "期末已提档升级的",
            {"stock": True, "report": "F33", "source": "15个镇公共法律服务平台提档升级"})),
    *lines(_R, "law_person",
           ("law_person", "法治带头人、法律明白人", "名", _APPOINTED.format("t"), "期末在聘的",
            {"stock": True, "report": "F31", "source": "选聘2583名“法治带头人”“法律明白人”"})),
    *lines_by_code(_R, "law_person", "law_person", "名", "law_person_kind", "kind", _APPOINTED.format("t"), stock=True),
    *[Figure(f"committee_{kind}", label, "个", _R, "期末存续的", "committee",
             f"{_COMMITTEE.format('t')} AND t.kind = '{kind}'", stock=True, report=report, source=source)
      for kind, label, report, source in (
          ("sector", "行业性专业性调委会", "F58", "25个行业性专业性调解委员会"),
          ("town", "镇级调委会", "F59", "16个镇级人民调解委员会"),
          ("village", "村（社区）调委会", "F60", "632个村（社区）调解委员会"),
          ("enterprise", "企事业单位调委会", "", ""))],
    *lines(_R, "mediator", ("mediator", "调解员", "名", _IN_OFFICE, "期末在任的", _MEDIATORS)),
    *lines_by_code(_R, "mediator", "mediator", "名", "mediator_kind", "kind", _IN_OFFICE, **_MEDIATORS),
]

COVER = Figure("site_cover", "法治文化阵地全覆盖", "%", _R, "本单位期末有在用的阵地（村级或镇级）；几个单位相加时是有阵地的单位占比",
               stock=True, report="F30", source="法治文化阵地全覆盖", ratio=("village_sites", "town_site", ""))
"""A ratio of offices: one book is one office, so that sixteen books give 16 of 16."""
