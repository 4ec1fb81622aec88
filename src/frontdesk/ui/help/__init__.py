"""The help in the window: short pages about what is in sight, and the sheet of keys."""
