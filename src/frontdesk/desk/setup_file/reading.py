"""Reads a whole setup file: all or nothing, with every fault."""

from __future__ import annotations

from dataclasses import dataclass, field

from frontdesk.desk.setup_file import checks
from frontdesk.desk.setup_file.customers import policy_over, read_policy
from frontdesk.desk.setup_file.faults import Fault, FaultLog, InvalidValueError
from frontdesk.desk.setup_file.fields import Fields, Node, attempt, kind_of, plain
from frontdesk.desk.setup_file.places import (
    Known,
    entries,
    read_group,
    read_locations,
    read_resource,
)
from frontdesk.desk.setup_file.services import read_service
from frontdesk.desk.setup_file.syntax import parse_json, report_repeated_keys
from frontdesk.engine.policy import Policy
from frontdesk.engine.values import Business

FORMAT = "frontdesk-setup/1"


@dataclass(frozen=True, slots=True)
class SetupResult:
    """A business, or the faults in file order that kept it from being read; never both.

    ``policy`` is what the company says about customers and holds. ``said`` names the parts of it
    that are in the file; a file need not say anything, and those of older programs don't.
    """

    business: Business | None
    faults: tuple[Fault, ...] = ()
    policy: Policy = field(default_factory=Policy)
    said: frozenset[str] = frozenset()

    def policy_over(self, current: Policy) -> Policy:
        """The policy once the file is loaded where ``current`` is in force.

        What a file says nothing about stays: whoever loads a file from before there were such
        keys, or one that was written by hand for hours and prices, does not mean to lose them.
        """
        return policy_over(current, self.policy, self.said)


def read_setup(text: str | bytes) -> SetupResult:
    """The business that a setup file describes, or everything that is wrong with it.

    Takes any text or bytes and never raises. ``Business.version`` is 0: the file has none.
    """
    try:
        tree = parse_json(text)
    except InvalidValueError as error:
        return SetupResult(None, (Fault("", str(error)),))
    if not isinstance(tree, dict):
        message = f"the file must hold one object, in braces, not {kind_of(tree)}"
        return SetupResult(None, (Fault("", message),))
    log = FaultLog()
    report_repeated_keys(tree, log)
    result = attempt(Node(tree, (), log), _read_business, None)
    return SetupResult(None, log.in_file_order(tree)) if result is None or len(log) else result


def company_policy(company: object) -> Policy:
    """The policy that a sound company says, whatever its name is."""
    return _read_company(Node(company, (), FaultLog()))[1]


def _read_business(node: Node) -> SetupResult:
    known = Known()
    with Fields(node) as fields:
        fields.need("format", plain(_check_format), None)
        name, policy, said = fields.need("company", _read_company, ("", Policy(), frozenset()))
        known.locations = fields.need("locations", read_locations, {})
        known.resources = fields.take(
            "resources", entries(lambda item: read_resource(item, known)), {}
        )
        known.groups = fields.take(
            "resourceGroups", entries(lambda item: read_group(item, known)), {}
        )
        services = fields.take("services", entries(lambda item: read_service(item, known)), {})
    business = Business(name, known.locations, known.resources, known.groups, services)
    return SetupResult(business, (), policy, said)


def _check_format(value: object) -> None:
    if value != FORMAT:
        raise InvalidValueError(f"must be '{FORMAT}', the only format this program reads")


def _read_company(node: Node) -> tuple[str, Policy, frozenset[str]]:
    with Fields(node) as fields:
        return fields.need("name", plain(checks.name), ""), *read_policy(fields)
