"""The window. Knows the desk's verbs and Qt; never SQL."""
