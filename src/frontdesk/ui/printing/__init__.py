"""The day sheet on paper: the calendar and the list, as pages that screen and printer share."""
