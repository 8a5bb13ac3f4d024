"""Times as people read them: in the school's local time, by the minutes east of UTC that they came with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from inspect_app.texts.words import Words

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
YEAR_DAYS = 365.25


def local(at_ms: int, offset_minutes: int) -> datetime:
    """The local wall time, as a naive datetime."""
    moment = datetime.fromtimestamp(at_ms / 1000, UTC) + timedelta(minutes=offset_minutes)
    return moment.replace(tzinfo=None)


def day_of(at_ms: int, offset_minutes: int) -> str:
    """The local date, as '2026-09-01'."""
    return local(at_ms, offset_minutes).date().isoformat()


def clock_time(at_ms: int, offset_minutes: int) -> str:
    """'08:41'."""
    return local(at_ms, offset_minutes).strftime("%H:%M")


def moment(t: Words, at_ms: int, now_ms: int, offset_minutes: int) -> str:
    """'08:41' today, '昨天 08:41', '9月1日 08:41', with the year when it is another one."""
    then, now = local(at_ms, offset_minutes), local(now_ms, offset_minutes)
    clock = then.strftime("%H:%M")
    days = (now.date() - then.date()).days
    if days == 0:
        return clock
    if days == 1:
        return t("yesterday {clock}", clock=clock)
    if then.year == now.year:
        return t("{month}/{day} {clock}", month=then.month, day=then.day, clock=clock)
    return t("{year}/{month}/{day} {clock}", year=then.year, month=then.month, day=then.day, clock=clock)


def ago(t: Words, at_ms: int, now_ms: int) -> str:
    """'刚刚', '5 分钟前', '3 小时前', '2 天前'."""
    minutes = max(0, (now_ms - at_ms) // MINUTE_MS)
    if minutes < 1:
        return t("just now")
    if minutes < 60:
        return t.count("{n} minute ago", "{n} minutes ago", minutes)
    if minutes < 24 * 60:
        return t.count("{n} hour ago", "{n} hours ago", minutes // 60)
    return t.count("{n} day ago", "{n} days ago", minutes // (24 * 60))


def span(t: Words, ms: int) -> str:
    """'8 分钟', '5 小时', '40 天', '10 年': how long, in the largest unit that says it well."""
    minutes = round(abs(ms) / MINUTE_MS)
    days = minutes / (24 * 60)
    if minutes < 120:
        return t.count("{n} minute", "{n} minutes", minutes)
    if days < 2:
        return t.count("{n} hour", "{n} hours", round(minutes / 60))
    if days < 2 * YEAR_DAYS:
        return t.count("{n} day", "{n} days", round(days))
    return t.count("{n} year", "{n} years", round(days / YEAR_DAYS))


def size(content_bytes: int) -> str:
    """'310 KB', '1.2 MB'."""
    if content_bytes < 1_000_000:
        return f"{max(1, content_bytes // 1000)} KB"
    return f"{content_bytes / 1_000_000:.1f} MB"
