"""Workbooks and documents out and in: the only place that knows their libraries. No Qt."""

import os

# Word documents bring lxml along. Where openpyxl finds it, it reads without defusedxml and writes every Chinese
# character as a number, so it is told to leave it; openpyxl asks once, when it is first imported.
os.environ["OPENPYXL_LXML"] = "False"
