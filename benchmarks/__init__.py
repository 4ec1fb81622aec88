"""What the program promises about speed, measured: ``./run bench [NAME ...]``."""
