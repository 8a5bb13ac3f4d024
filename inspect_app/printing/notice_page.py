"""The notice to visitors as a page of the server, for any phone: no script, no token, nothing about a person."""

from __future__ import annotations

from html import escape

from inspect_app.gate.notice import Notice, NoticePart
from inspect_app.texts import LANGUAGES, Words

_STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif;
  margin: 0 auto; max-width: 42rem; padding: 1rem; }
h1 { font-size: 1.45rem; line-height: 1.35; margin: .2rem 0 1rem; }
h2 { font-size: 1.1rem; margin: 1.3rem 0 .3rem; }
p { margin: .3rem 0; }
table { border-collapse: collapse; width: 100%; }
td { border: 1px solid #8888; padding: .35rem .6rem; }
td + td { text-align: right; white-space: nowrap; }
nav { font-size: .95rem; }
small { opacity: .8; }
@media print { nav { display: none; } body { font-size: 11pt; max-width: none; } h2 { break-after: avoid; } }
"""


def notice_html(notice: Notice, t: Words) -> str:
    """The whole page, with links to the other languages and to the paper."""
    parts = "".join(map(_part, notice.parts))
    days = "".join(f"<tr><td>{escape(group)}</td><td>{escape(held)}</td></tr>" for group, held in notice.days)
    return (
        f'<!DOCTYPE html><html lang="{t.language.replace("_", "-")}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(notice.title)}</title><style>{_STYLE}</style></head><body>"
        f"<nav>{_links(t)}</nav><p>{escape(notice.school)}</p><h1>{escape(notice.title)}</h1>"
        f"{parts}<h2>{escape(notice.days_heading)}</h2><table>{days}</table>"
        f"{_part(notice.law)}</body></html>"
    )


def _part(part: NoticePart) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in part.lines)
    return f"<h2>{escape(part.heading)}</h2>{lines}"


def _links(t: Words) -> str:
    others = [
        f'<a href="/notice?language={key}">{escape(name)}</a>'
        for key, name in LANGUAGES.items()
        if key != t.language
    ]
    paper = f'<a href="/notice.pdf?language={t.language}">{escape(t("To print (PDF)"))}</a>'
    return " · ".join([*others, paper])
