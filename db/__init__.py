"""WHAT is recorded and HOW it is kept: no Qt, no openpyxl, nothing of desktop_app."""
