"""What customers are called and which of their fields are needed; and the business's own policy.

A location may say its own word and fields; the company says what holds for all, in keys that a
file may leave out: those it leaves out it says nothing about, and loading leaves them as they are.
"""

from __future__ import annotations

from dataclasses import replace

from frontdesk.desk.setup_file import checks
from frontdesk.desk.setup_file.faults import InvalidValueError, quoted
from frontdesk.desk.setup_file.fields import Fields, Node, Parser, each, nullable, plain
from frontdesk.engine.policy import Policy

FIELD_KEYS = {
    "name": "name",
    "email": "email",
    "phone": "phone",
    "birth_date": "birthDate",
    "address": "address",
    "language": "language",
    "tags": "tags",
    "notes": "notes",
    "alerts": "alerts",
}
"""What the file calls the fields of a customer (``CustomerFields``)."""
WORD, REQUIRED = "customerWord", "requiredCustomerFields"
TYPING, HOLDS = "typingKeepsHold", "holdsPerDesk"
COUNTRY, PAYMENTS = "phoneCountry", "paymentsNoted"
POLICY_KEYS = {
    "customer_word": WORD,
    "required_fields": REQUIRED,
    "typing_renews": TYPING,
    "holds_per_desk": HOLDS,
    "phone_country": COUNTRY,
    "payments_noted": PAYMENTS,
}
"""What the file calls the parts of a policy (``Policy``)."""

_NAMES = {key: name for name, key in FIELD_KEYS.items()}
_check_key = checks.one_of(tuple(_NAMES))


def read_required(node: Node) -> tuple[str, ...]:
    """A list of fields of ``CustomerFields``, each named once, by the file's names for them."""
    seen: set[str] = set()

    def once(item: Node) -> str:
        key = _check_key(item.value)
        if key in seen:
            raise InvalidValueError(f"{quoted(key)} is named twice")
        seen.add(key)
        return _NAMES[key]

    return each(once)(node)


read_word: Parser[str] = plain(checks.customer_word)


def read_policy(fields: Fields) -> tuple[Policy, frozenset[str]]:
    """The policy that a company's members say, and the names of what they say of it.

    The rest of the policy is that of a new book.
    """
    usual = Policy()
    policy = Policy(
        fields.take(WORD, read_word, usual.customer_word),
        fields.take(REQUIRED, read_required, usual.required_fields),
        fields.take(TYPING, plain(checks.flag), usual.typing_renews),
        fields.take(
            HOLDS, nullable(plain(checks.whole_number(1, checks.MOST_HOLDS))), usual.holds_per_desk
        ),
        fields.take(COUNTRY, nullable(plain(checks.phone_country)), None) or "",
        fields.take(PAYMENTS, plain(checks.flag), usual.payments_noted),
    )
    said = frozenset(name for name, key in POLICY_KEYS.items() if fields.names(key))
    return policy, said


def policy_over(policy: Policy, wanted: Policy, said: frozenset[str]) -> Policy:
    """``policy`` with what a file says of it in ``wanted``."""
    return replace(policy, **{name: getattr(wanted, name) for name in said})
