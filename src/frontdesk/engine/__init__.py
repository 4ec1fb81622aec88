"""The scheduling rules: pure functions on frozen values, with the present moment as an argument.

Units, everywhere in this package:

* an *instant* is an ``int``: whole minutes since 1970-01-01 00:00 UTC;
* a *moment* is an ``int``: whole seconds since the same epoch (booking-timer deadlines and the
  time at which a record was made);
* ``now`` is an aware ``datetime``, read once by the caller;
* a *wall minute* is the minute of a local day, 0 to 1440 (24:00).
"""
