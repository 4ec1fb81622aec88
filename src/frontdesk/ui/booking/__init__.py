"""The booking panel: hold, countdown, customer, book."""
