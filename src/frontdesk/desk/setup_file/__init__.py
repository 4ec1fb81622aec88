"""The setup file: everything that a manager configures, in one JSON file.

``read_setup`` takes the file in whole or names every fault; ``write_setup`` is its inverse.
"""

from frontdesk.desk.setup_file.faults import Fault, InvalidValueError
from frontdesk.desk.setup_file.reading import FORMAT, SetupResult, company_policy, read_setup
from frontdesk.desk.setup_file.writing import policy_members, write_setup

__all__ = [
    "FORMAT",
    "Fault",
    "InvalidValueError",
    "SetupResult",
    "company_policy",
    "policy_members",
    "read_setup",
    "write_setup",
]
