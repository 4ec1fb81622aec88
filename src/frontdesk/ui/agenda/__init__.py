"""The list: the visits of the shown days in a real table, the twin of the painted calendar."""
