"""The sentences of the manager's area: what a setup lacks, and whom a change strands."""

from __future__ import annotations

from frontdesk.desk.effects import StrandedVisit
from frontdesk.desk.effects_remarks import Remark, Remarkable
from frontdesk.desk.health_troubles import Problem, Trouble
from frontdesk.desk.sentences import clock_text, day_text, reason_sentence
from frontdesk.desk.translatable import Translate, untranslated
from frontdesk.engine.refusals import Why
from frontdesk.engine.zones import DAY, local_date

_PROBLEMS = {
    Trouble.NO_LOCATION: "There is no location yet. Add one, with its hours.",
    Trouble.NO_SERVICE: "There is no service yet, so nothing can be booked. Add one.",
    Trouble.NO_RESOURCE: "Nobody at {location} gives {service}. Name who does.",
    Trouble.NEVER_OPEN: (
        "{service} has no open time at {location} in the next four weeks: the hours of the place, "
        "of those who give it and of the service itself never meet."
    ),
    Trouble.ALWAYS_BLOCKED: (
        "{service} has no free time at {location} in the next four weeks: blocks take all of it."
    ),
    Trouble.TOO_SHORT: (
        "{service} takes {duration} minutes, but nobody at {location} is free for more than "
        "{longest} minutes at a time."
    ),
    Trouble.NO_DAY: (
        "{location} is not open on any day of the next four weeks: give it hours, or end the "
        "closure."
    ),
    Trouble.TOO_FEW: (
        "{service} needs somebody or something else for each role at the same time, and {location} "
        "has too few for that: {resources}."
    ),
    Trouble.NEVER_THERE: (
        "{service} has no open time at {location} in the next four weeks: the hours of the place "
        "and of those who give it ({resources}) never meet."
    ),
    Trouble.OUT_OF_REACH: (
        "{service} must be booked {ahead} ahead and at most {days} days ahead: no time is left "
        "between the two."
    ),
    Trouble.OFF_GRID: (
        "{service} has no start at {location} that leaves room for the visit: its starts do not "
        "fit the hours."
    ),
    Trouble.NEVER_TOGETHER: (
        "{service} needs several at once, and at {location} they are never free at the same time."
    ),
    Trouble.UNUSED: "{resource} can't be booked: no service names it.",
    Trouble.NO_CALENDAR: (
        "{location} keeps the public holidays of {country}, but this edition of the program does "
        "not know them: they close nothing."
    ),
    Trouble.NO_HOLIDAY: (
        "{location} is to be open on “{holiday}”, but {country} has no public holiday of that name "
        "in the next {years} years."
    ),
}

_REMARKS = {
    Remarkable.OTHER_CLOCK: (
        "Booked visits at {location} ({count}) stay at the same moment and so get another time of "
        "day than their customers were told: the first, on {day} at {time}, would be on "
        "{other_day} at {other_time}."
    ),
    Remarkable.OVERFULL: (
        "{service} would have {places} places, but more are booked already ({count} times; the "
        "first on {day} at {time}, with {taken}). They all stay."
    ),
}

_NOT_OFFERED = {
    "service": "{service} is offered no more.",
    "location": "The location is retired.",
    "elsewhere": "{service} is offered at another location only.",
    "moved": "{resource} belongs to another location.",
    "resource": "{resource} is retired.",
    "role": "{resource} takes no part in {service} any more.",
    "together": "{service} does not take those who have the visit at the same time any more.",
}

_FOR_A_ROLE = {
    Trouble.NO_RESOURCE: "{service} needs a “{role}”, and {location} has none. Name who or what.",
    Trouble.NEVER_OPEN: (
        "{service} has no open time at {location} in the next four weeks: the hours of its "
        "“{role}”, of the place and of the service itself never meet."
    ),
}


_TOO_FAR = "{service} must be booked {ahead} ahead, which is further than anybody can book."


def problem_sentence(problem: Problem, tr: Translate = untranslated) -> str:
    """What is wrong, and what to do about it."""
    template = _PROBLEMS[problem.trouble]
    if problem.facts.get("role"):
        template = _FOR_A_ROLE.get(problem.trouble, template)
    words: dict[str, object] = dict(problem.facts)
    notice = problem.facts.get("notice")
    if isinstance(notice, int):
        words["ahead"] = _length(notice, tr)
        if problem.facts.get("days") is None:
            template = _TOO_FAR
    return tr(template).format(**words)


def _length(minutes: int, tr: Translate) -> str:
    """A notice in its largest whole unit."""
    if minutes % DAY == 0:
        return tr("1 day") if minutes == DAY else tr("{count} days").format(count=minutes // DAY)
    if minutes % 60 == 0:
        return tr("1 hour") if minutes == 60 else tr("{count} hours").format(count=minutes // 60)
    return tr("1 minute") if minutes == 1 else tr("{count} minutes").format(count=minutes)


def stranded_sentence(stranded: StrandedVisit, tr: Translate = untranslated) -> str:
    """Why a visit does not stand on the setup, such as “Ana Reyes has no hours on Mon 7 …”."""
    if stranded.reason.why is not Why.NOT_OFFERED:
        zone = stranded.reason_timezone
        return reason_sentence(stranded.reason, zone, stranded.visit.start, tr)
    names = dict(zip(stranded.visit.resource_ids, stranded.resource_names, strict=True))
    resource = names.get(str(stranded.reason.facts.get("resource_id")), "")
    because = str(stranded.reason.facts["because"])
    if because == "elsewhere" and resource:
        because = "moved"
    return tr(_NOT_OFFERED[because]).format(service=stranded.service_name, resource=resource)


def remark_sentence(remark: Remark, tr: Translate = untranslated) -> str:
    """What becomes of visits that keep their time."""
    words: dict[str, object] = dict(remark.facts)
    start = remark.facts["start"]
    assert isinstance(start, int)
    for prefix, zone in (("", remark.facts["zone"]), ("other_", remark.facts["other_zone"])):
        words[f"{prefix}day"] = day_text(local_date(start, str(zone)), tr)
        words[f"{prefix}time"] = clock_text(start, str(zone))
    return tr(_REMARKS[remark.kind]).format(**words)
