"""The day on which a case was keyed into the upper platform: the measure of the entry rate (录入率). Frozen."""


def up(connection) -> None:
    """One column; runs inside the transaction of all steps."""
    connection.execute("ALTER TABLE mediation_case ADD COLUMN ext_on TEXT")
