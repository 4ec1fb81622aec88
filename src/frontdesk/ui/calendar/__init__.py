"""The calendar surface: one painted widget that shows a day by resource."""
