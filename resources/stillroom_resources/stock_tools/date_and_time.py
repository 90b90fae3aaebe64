"""The time now, in any zone, and reckoning with dates."""

import calendar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def current_time(zone: str = "") -> dict[str, str]:
    now = datetime.now(_zone(zone)) if zone else datetime.now().astimezone()
    return {"time": now.isoformat(timespec="seconds"), "weekday": calendar.day_name[now.weekday()]}


def convert_time(time: str, from_zone: str, to_zone: str) -> str:
    there = _read(datetime, time).replace(tzinfo=_zone(from_zone))
    return there.astimezone(_zone(to_zone)).isoformat(timespec="minutes")


def add_to_date(date: str, days: int = 0, months: int = 0) -> dict[str, str]:
    start = _read_date(date)
    try:
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        end = start.replace(year=year, month=month + 1, day=min(start.day, last)) + timedelta(days=days)
    except (ValueError, OverflowError):
        raise ValueError("That is before the year 1 or after 9999.") from None
    return {"date": end.isoformat(), "weekday": calendar.day_name[end.weekday()]}


def days_between(start: str, end: str) -> int:
    return (_read_date(end) - _read_date(start)).days


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"There is no time zone {name}. Write for example Europe/Berlin or UTC.") from None


def _read_date(text: str) -> date:
    return _read(date, text)


def _read(kind: type, text: str):
    try:
        return kind.fromisoformat(text)
    except ValueError:
        form = "2026-03-01" if kind is date else "2026-03-01T14:30"
        raise ValueError(f"{text} is no {'date' if kind is date else 'time'}. Write it as {form}.") from None
