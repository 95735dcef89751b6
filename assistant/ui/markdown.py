"""Text from models, documents and learners, as Markdown that the page can show safely.

Streamlit renders `$…$` and `$$…$$` and nothing else as mathematics, and fetches remote images even with HTML
switched off. So every text passes through `page_markdown`, which knows the other ways to write formulas, keeps
amounts of money from becoming formulas, and leaves nothing that could load or link to anything elsewhere.
"""

from __future__ import annotations

import re

_CODE = re.compile(r"(?P<fence>^(?P<mark>```+|~~~+)[^\n]*\n.*?(?:^(?P=mark)[ \t]*$|\Z))|(?P<inline>`[^`\n]+`)", re.M | re.S)
_DISPLAY_BRACKETS = re.compile(r"\\\[(.+?)\\\]", re.S)
_INLINE_BRACKETS = re.compile(r"\\\((.+?)\\\)", re.S)
_ENVIRONMENT = re.compile(
    r"\\begin\{(?P<name>align\*?|aligned|gather\*?|gathered|equation\*?|multline\*?)\}(?P<body>.*?)\\end\{(?P=name)\}", re.S
)
_INNER_ENVIRONMENT = {"align": "aligned", "aligned": "aligned", "gather": "gathered", "gathered": "gathered"}
_DISPLAY = re.compile(r"\$\$(?P<body>.+?)\$\$", re.S)
# As in pandoc: no space just inside the dollars, and no digit right after the closing one, so that
# "from $5 to $10" stays money. A formula may run over a line's end, but not over an empty line.
_INLINE = re.compile(r"(?<![\\$])\$(?=[^\s$])(?P<body>(?:\\.|[^$\\]|\n(?!\s*\n))+?)(?<=[^\s\\])\$(?![\d$])", re.S)
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.M)
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?P<target>[^)]*)\)")
_ADDRESS = re.compile(r"<?\b(?:https?|ftp|data|javascript|file|mailto):[^\s<>)\]]+>?|\bwww\.[^\s<>)\]]+", re.I)
_DETAILS = re.compile(r"<details[^>]*>\s*<summary[^>]*>(?P<summary>.*?)</summary>(?P<body>.*?)</details>", re.S | re.I)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_HOLD = "\ue000{}\ue001"
_HELD = re.compile("\ue000(\\d+)\ue001")


def page_markdown(text: str) -> str:
    """Markdown for `st.markdown`: formulas normalised, money escaped, images and links taken out."""
    held: list[str] = []

    def hold(value: str) -> str:
        held.append(value)
        return _HOLD.format(len(held) - 1)

    text = text.replace("\ue000", "").replace("\ue001", "")
    text = _CODE.sub(lambda match: hold(match.group()), text)
    text = _COMMENT.sub("", text)
    text = _hold_formulas(text, hold)
    text = text.replace("\\$", "$").replace("$", "\\$")
    text = _DETAILS.sub(lambda match: f"\n\n**{match['summary'].strip()}**\n\n{match['body'].strip()}\n\n", text)
    text = _without_links(text, hold)
    while _HELD.search(text):
        text = _HELD.sub(lambda match: held[int(match[1])], text)
    return text


def _hold_formulas(text: str, hold: object) -> str:
    def display(body: str) -> str:
        return hold("\n$$\n" + body.strip() + "\n$$\n")  # type: ignore[operator]

    def environment(match: re.Match[str]) -> str:
        inner = _INNER_ENVIRONMENT.get(match["name"].rstrip("*"))
        body = match["body"].strip()
        return display(f"\\begin{{{inner}}}{body}\\end{{{inner}}}" if inner else body)

    text = _DISPLAY.sub(lambda match: display(_plain_environment(match["body"])), text)
    text = _DISPLAY_BRACKETS.sub(lambda match: display(_plain_environment(match[1])), text)
    text = _ENVIRONMENT.sub(environment, text)
    text = _INLINE_BRACKETS.sub(lambda match: hold(f"${match[1].strip()}$"), text)  # type: ignore[operator]
    return _INLINE.sub(lambda match: hold(f"${match['body'].strip()}$"), text)  # type: ignore[operator]


def _plain_environment(body: str) -> str:
    """`align` inside display dollars becomes `aligned`, which is what stands inside a formula."""

    def replace(match: re.Match[str]) -> str:
        inner = _INNER_ENVIRONMENT.get(match["name"].rstrip("*"))
        return f"\\begin{{{inner}}}{match['body']}\\end{{{inner}}}" if inner else match["body"]

    return _ENVIRONMENT.sub(replace, body)


def _without_links(text: str, hold: object) -> str:
    text = _DEFINITION.sub("", text)
    text = _IMAGE.sub(lambda match: match["alt"], text)
    text = _LINK.sub(lambda match: match["text"], text)
    # What is left of an address is shown as code, which no renderer turns into a link.
    text = _ADDRESS.sub(lambda match: hold("`" + match.group().strip("<>").replace("`", "") + "`"), text)  # type: ignore[operator]
    # Anything the patterns above missed (nested brackets, broken ones) loses its power here.
    return text.replace("![", "!\\[").replace("](", "]\\(").replace("][", "]\\[")


def half_streamed(text: str) -> str:
    """Text that is still being written, without the formula at its end that has not closed yet."""
    opened = _last_open_formula(text)
    return text if opened is None else text[:opened].rstrip() + " …"


def _last_open_formula(text: str) -> int | None:
    visible = _CODE.sub(lambda match: " " * len(match.group()), text)
    for pattern in (_DISPLAY, _DISPLAY_BRACKETS, _ENVIRONMENT, _INLINE_BRACKETS, _INLINE):
        visible = pattern.sub(lambda match: " " * len(match.group()), visible)
    candidates = [visible.rfind(mark) for mark in ("$$", "\\[", "\\(", "\\begin{")]
    dollar = re.search(r"(?<!\\)\$(?=[^\s\d$])[^$\n]*$", visible)
    candidates.append(dollar.start() if dollar else -1)
    found = [candidate for candidate in candidates if candidate >= 0]
    return min(found) if found else None
