"""How a setup file differs from the setup in force, entry by entry. Nothing here is Qt."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.desk.setup_edit import SECTIONS, Document


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Names of entries, in the order of the file; ``retired`` in the order of the setup."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """Whether the file says what is in force."""
        return not (self.added or self.changed or self.retired)


def file_changes(base: Document, wanted: Document) -> FileChanges:
    """What importing ``wanted`` would do to ``base``, both written in full.

    Only the company need not be: what a file does not say of it stays as it is.
    """
    added, changed, retired = [], [], []
    if base["company"] | wanted["company"] != base["company"]:
        changed.append(str(wanted["company"]["name"]))
    for section in SECTIONS:
        before = {entry["id"]: entry for entry in base[section]}
        after = {entry["id"]: entry for entry in wanted[section]}
        added += [entry["name"] for key, entry in after.items() if key not in before]
        changed += [
            entry["name"] for key, entry in after.items() if key in before and before[key] != entry
        ]
        retired += [entry["name"] for key, entry in before.items() if key not in after]
    return FileChanges(tuple(added), tuple(changed), tuple(retired))
