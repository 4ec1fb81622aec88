"""Finding people, visits and dates: the search box, its list, and the go-to-date field."""
