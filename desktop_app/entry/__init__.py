"""From typed words to values: the one-line parser, dates, money; no Qt."""
