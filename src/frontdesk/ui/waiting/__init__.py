"""The waiting list in the window: who waits, putting somebody on it, and offering a time."""
