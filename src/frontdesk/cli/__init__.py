"""The command line: every verb of the desk for administrators, scripts and tests.

Exit status 0 when done, 1 when refused (one line on standard error and, with ``--json``, an
``error`` object on standard output), 2 for wrong usage.
"""
