"""The page of customers: finding them, their cards, merging, files, and what is decided of them."""
