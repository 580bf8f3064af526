"""The year of the report: an invented county of 16 offices whose records add up to the figures of 2022."""
