"""From a record to a page description; no Qt."""
