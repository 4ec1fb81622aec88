"""The desk's verbs (hold, book, find, configure) and read models; shared by window and CLI."""
