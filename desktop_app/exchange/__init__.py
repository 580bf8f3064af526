"""Workbooks in and out: openpyxl and calamine live here and nowhere else; no Qt."""
