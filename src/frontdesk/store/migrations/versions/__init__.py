"""The revisions. Each is frozen once released: it never imports today's tables."""
