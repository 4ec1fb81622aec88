"""What the command line prints: data on standard output, one clear line on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from frontdesk.cli.arguments import Arguments
from frontdesk.desk import documents, sentences
from frontdesk.desk.answers import Cause, Done, EnvironmentFault, Refused, Visit
from frontdesk.desk.documents import Document
from frontdesk.desk.setup_file import Fault
from frontdesk.engine.refusals import Code, Refusal
from frontdesk.engine.zones import zone_of


class FailureError(Exception):
    """Ends a command with exit status 1: the refusal's code, its sentence, and what else to say."""

    def __init__(self, code: Code, message: str, more: Document | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.more = more or {}


def failure_of_fault(fault: EnvironmentFault) -> FailureError:
    """The failure that tells of the environment: what happened, and the next step."""
    codes = {Cause.SCHEMA_TOO_NEW: Code.SCHEMA_TOO_NEW, Cause.NO_PERMISSION: Code.NO_PERMISSION}
    code = codes.get(fault.cause, Code.DATABASE)
    return FailureError(code, " ".join(sentences.fault_sentence(fault)))


def failure_of(refusal: Refusal, answer: Refused | None = None) -> FailureError:
    more: Document = {}
    if refusal.reason is not None:
        facts = refusal.reason.facts
        more["reason"] = refusal.reason.why.value
        if facts.get("customer") or facts.get("desk"):
            more["takenBy"] = facts.get("customer") or facts.get("desk")
    if answer is not None and answer.nearest:
        zone = zone_of(str(refusal.facts["timezone"]))
        more["nearest"] = [documents.opening_document(entry, zone) for entry in answer.nearest]
    return FailureError(refusal.code, sentences.refusal_sentence(refusal), more)


def invalid_setup(file: str, faults: Sequence[Fault]) -> FailureError:
    count = len(faults)
    message = f"{file} has {count} {'fault' if count == 1 else 'faults'}; nothing was changed."
    listed = [{"path": fault.path, "message": fault.message} for fault in faults]
    return FailureError(Code.INVALID_SETUP, message, {"faults": listed})


def show_visit(args: Arguments, answer: Done[Visit] | Refused) -> int:
    if isinstance(answer, Refused):
        raise failure_of(answer.refusal, answer)
    visit = answer.value
    document = documents.visit_document(visit)
    if visit.warnings:
        warnings = [sentences.customer_needed_sentence(missing) for missing in visit.warnings]
        document["warnings"] = warnings
        for warning in warnings:
            print(f"frontdesk: the time is held, not booked: {warning}", file=sys.stderr)
    return done(args, document, visit_line(visit))


def visit_line(visit: Visit) -> str:
    entry = visit.appointment
    document = documents.visit_document(visit)
    who = visit.customer.name if visit.customer is not None else "-"
    return (
        f"{entry.id}  {entry.status.value}  {document['startDateTime']}  {entry.duration} min  "
        f"{entry.service_id}  {','.join(entry.resource_ids)}  {who}"
    )


def done(args: Arguments, document: Document, text: str | None = None) -> int:
    if args.json or text is None:
        print_json(document)
    elif text:
        print(text)
    return 0


def print_json(document: Document) -> None:
    """Write a document: indented for a person at a terminal, on one line for a program.

    A year of available times takes three times as long to write when it is indented.
    """
    indent = 2 if sys.stdout.isatty() else None
    print(json.dumps(document, ensure_ascii=False, indent=indent))


def refused(args: Arguments, failure: FailureError) -> int:
    print(f"frontdesk: {failure.message}", file=sys.stderr)
    faults = failure.more.get("faults")
    if isinstance(faults, list):
        for fault in faults:
            line = f"{fault['path']}: {fault['message']}" if fault["path"] else fault["message"]
            print(f"  {line}", file=sys.stderr)
    if args.json:
        error = {"code": failure.code.value, "message": failure.message, **failure.more}
        print_json({"error": error})
    return 1
