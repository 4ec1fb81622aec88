"""Brings the catalogues of translations up to date with the texts of the program."""
