"""Man page and shell completions, made from the command line's own parser so that neither lies.

Run by the build's own Python, which has the program installed: ``manual.py FOLDER VERSION``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

_FILES = {"FILE", "DIR", "PATH_OR_URL"}
_EVERYWHERE = {"help", "json"}
"""Options that nearly every subcommand has, and that the page tells once."""
_INTRODUCTION = r"""
.TH FRONTDESK 1 "" "Frontdesk {version}" "User Commands"
.SH NAME
frontdesk \- appointment book for the front desk
.SH SYNOPSIS
.B frontdesk
[\fIOPTION\fR ...] [\fISUBCOMMAND\fR ...]
.SH DESCRIPTION
Without a subcommand, opens the window on your own book, or brings the window to the front that is
open on it already. With one, works without a window and prints; with \fB\-\-json\fR as JSON.
"""
_END = r"""
.SH EXIT STATUS
0 when done, 1 when refused or when something outside the program failed (one line says why),
2 for wrong usage.
.SH FILES
.TP
.I ~/.local/share/frontdesk/frontdesk.db
Your book. Save it with \fBfrontdesk backup\fR; a plain copy may lack what was booked last.
.TP
.I ~/.local/state/frontdesk/log
Warnings, and reports of crashes, without names.
.TP
.I /etc/frontdesk/frontdesk.ini
What holds for everybody on this computer: another folder, another book, another folder for the
backups of each day or none, no check for newer versions.
.SH EXAMPLES
.nf
frontdesk demo
frontdesk availability \-\-service follow-up \-\-from 2026-11-24 \-\-to 2026-11-27
frontdesk hold \-\-service follow-up \-\-start 2026-11-24T10:00 \-\-resource ana
frontdesk book 1 \-\-customer-name "Dana Fox" \-\-phone "(212) 555-0148"
frontdesk backup monday.frontdesk
.fi
"""


def subcommands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The name of each subcommand with its parser; deeper ones as "setup load"."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, child in action.choices.items():
                yield name, child
                for rest, grandchild in subcommands(child):
                    yield f"{name} {rest}", grandchild


def helps(parser: argparse.ArgumentParser) -> dict[str, str]:
    """The line of help of each subcommand; of deeper ones as "setup load"."""
    found = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, child in action.choices.items():
                found |= {f"{name} {inner}": text for inner, text in helps(child).items()}
    return found


def options(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """The options, without those that are only for machines."""
    return [action for action in parser._actions if action.option_strings]


def man_page(parser: argparse.ArgumentParser, version: str) -> str:
    """The page in troff."""
    lines = [_INTRODUCTION.strip().format(version=version), ".SH OPTIONS"]
    for action in options(parser):
        lines += [".TP", _option(action), _troff(action.help or "")]
    lines.append(".SH SUBCOMMANDS")
    words = helps(parser)
    for name, child in subcommands(parser):
        usage = " ".join(child.format_usage().split())
        lines += [".TP", f".B {_troff(usage.removeprefix('usage: frontdesk '))}"]
        lines += [_troff(_sentence(words[name])), ".RS"]
        for action in options(child):
            if action.dest not in _EVERYWHERE:
                lines += [".TP", _option(action), _troff(action.help or "")]
        lines.append(".RE")
    lines.append(_END.strip())
    return "\n".join(lines) + "\n"


def bash(parser: argparse.ArgumentParser) -> str:
    """Completions for bash: subcommands, their options, and files."""
    cases = "\n".join(
        f"        '{name}') words='{_words(child)}' ;;" for name, child in subcommands(parser)
    )
    return f"""# Completions of frontdesk for bash.
_frontdesk() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} path='' word words
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$path $word" in
        {"|".join(f"'{_path(name)}'" for name, _ in subcommands(parser))}) path="${{path:+$path }}$word" ;;
        esac
    done
    case "$path" in
        '') words='{_words(parser)}' ;;
{cases}
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    if [ ${{#COMPREPLY[@]}} -eq 0 ]; then
        compopt -o default
    fi
}}
complete -F _frontdesk frontdesk
"""  # noqa: E501 - the shell's line


def zsh(parser: argparse.ArgumentParser) -> str:
    """Completions for zsh, through its emulation of bash's."""
    body = bash(parser)
    return f"#compdef frontdesk\nautoload -U +X bashcompinit && bashcompinit\n{body}"


def fish(parser: argparse.ArgumentParser) -> str:
    """Completions for fish."""
    lines = ["# Completions of frontdesk for fish."]
    lines += [_fish_option("__fish_use_subcommand", action) for action in options(parser)]
    words = helps(parser)
    for name, child in subcommands(parser):
        *above, last = name.split()
        where = " ".join(f"; and __fish_seen_subcommand_from {word}" for word in above)
        where = where.removeprefix("; and ") or "__fish_use_subcommand"
        text = words[name].replace("'", "’")
        lines.append(f"complete -c frontdesk -n '{where}' -a {last} -d '{text}'")
        seen = f"__fish_seen_subcommand_from {last}"
        lines += [_fish_option(seen, action) for action in options(child)]
    return "\n".join(lines) + "\n"


def _fish_option(where: str, action: argparse.Action) -> str:
    words = "".join(
        f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}"
        for name in action.option_strings
    )
    takes = " -r" if action.nargs != 0 else ""
    files = "" if _metavar(action) in _FILES else " -f"
    text = (action.help or "").replace("'", "’")
    return f"complete -c frontdesk -n '{where}'{words}{takes}{files} -d '{text}'"


def _path(name: str) -> str:
    """What bash's loop sees before a subcommand is taken: the path so far, a space, the word."""
    return name if " " in name else f" {name}"


def _words(parser: argparse.ArgumentParser) -> str:
    names = [name for action in options(parser) for name in action.option_strings]
    names += [name for name, _child in subcommands(parser) if " " not in name]
    for action in parser._actions:
        if action.choices and not isinstance(action, argparse._SubParsersAction):
            names += [str(choice) for choice in action.choices]
    return " ".join(names)


def _metavar(action: argparse.Action) -> str:
    return action.metavar if isinstance(action.metavar, str) else action.dest.upper()


def _option(action: argparse.Action) -> str:
    names = ", ".join(f"\\fB{_troff(name)}\\fR" for name in action.option_strings)
    value = "|".join(map(str, action.choices)) if action.choices else _metavar(action)
    return names if action.nargs == 0 else f"{names} \\fI{_troff(value)}\\fR"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _troff(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-")


def write(folder: Path, version: str) -> None:
    """Write the page and the three completions into ``folder``."""
    from frontdesk.cli.parser import parser

    whole = parser()
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {
        "frontdesk.1": man_page(whole, version),
        "frontdesk.bash": bash(whole),
        "_frontdesk": zsh(whole),
        "frontdesk.fish": fish(whole),
    }.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2])
