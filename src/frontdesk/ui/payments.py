"""The words for the payment of a visit, on its card and in the panel."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from frontdesk.desk.answers import Visit
from frontdesk.engine.clock import datetime_of_moment
from frontdesk.engine.zones import local_date, zone_of
from frontdesk.ui import text


def payment_text(visit: Visit, today: date) -> str:
    """Whether a visit is paid, with the price for whoever may see it; empty where nobody notes it.

    A time without a day is one of the day of the visit, as for all that is noted about it.
    """
    payment, zone = visit.payment, visit.timezone
    if payment is None:
        return ""
    if payment.paid_at is not None:
        day = datetime_of_moment(payment.paid_at, zone_of(zone)).date()
        time = text.moment_text(payment.paid_at, zone)
        if day == local_date(visit.appointment.start, zone):
            return _tr("Paid {time}").format(time=time)
        return _tr("Paid {day}, {time}").format(day=text.short_day_text(day, today), time=time)
    price = text.money_text(payment.price, payment.currency)
    if payment.is_due:
        return _tr("Unpaid, {price}").format(price=price) if price else _tr("Unpaid")
    return _tr("To be paid, {price}").format(price=price) if price else _tr("To be paid")


def payment_told(visit: Visit, today: date) -> str:
    """The same where it is news: nothing of the whole future, of which nobody expects it."""
    payment = visit.payment
    if payment is None or not (payment.is_due or payment.paid_at is not None):
        return ""
    return payment_text(visit, today)


def unpaid_text(status: str) -> str:
    """The word for how a visit stands, with the one that nobody has paid for it."""
    return _tr("{status}, unpaid").format(status=status)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Payments", words)
