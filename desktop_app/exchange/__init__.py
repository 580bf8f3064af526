"""Workbooks out and in: the only place that knows workbook libraries. No Qt."""
