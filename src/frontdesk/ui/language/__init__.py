"""The language of the window: the catalogues of translations, and how one of them is spoken."""
