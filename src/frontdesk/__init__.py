"""Frontdesk: an appointment book for front-desk staff over an embedded scheduling engine."""
