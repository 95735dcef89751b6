"""Blocks to claims: alignments, chains, lists and plain lines cut into single relations, with their places.

Every cut keeps character offsets: what is not part of a formula is masked by spaces, never removed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.mathcheck.reading.prose import relations_in_prose
from assistant.mathcheck.reading.spans import Block

RELATION_COMMANDS = {
    "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=", "lt": "<", "gt": ">",
    "ne": "!=", "neq": "!=", "approx": "~", "simeq": "~", "doteq": "~", "cong": "==", "equiv": "==", "sim": "dist",
    "in": "in", "notin": "in", "propto": "propto", "subset": "in", "subseteq": "in", "coloneqq": ":=", "triangleq": ":=",
    "ll": "<<", "gg": ">>", "perp": "perp", "parallel": "perp", "mapsto": "mapsto", "stackrel": "other",
    "overset": "other", "underset": "other", "mid": "mid",
}  # fmt: skip
_ARROWS = frozenset(
    [
        "Rightarrow",
        "Longrightarrow",
        "implies",
        "Leftrightarrow",
        "iff",
        "Longleftrightarrow",
        "rightarrow",
        "longrightarrow",
        "therefore",
        "because",
        "Leftarrow",
        "qquad",
        "quad",
        "to",
        "land",
        "lor",
        "wedge",
        "vee",
    ]
)
_DECLARATIONS = frozenset(("in", "dist", "perp", "propto", "mapsto", "other", "mid"))
"""Relations that say what something is: nothing in them can be computed."""
_ALIGNMENTS = "align|aligned|alignat|alignedat|gather|gathered|equation|eqnarray|multline|split"
_WRAPPER = re.compile(rf"\\(?:begin|end)\{{(?:{_ALIGNMENTS})\*?\}}(?:\{{\d+\}})?")
_MASKED = re.compile(
    r"\\(?:tag|label|intertext|shortintertext|hspace|vspace|textcolor|color)\*?\{[^{}]*\}|\\(?:nonumber|notag|displaystyle|hline)"
    r"|\\\\\[-?[0-9.]+(?:pt|em|ex|mm|cm|in)\](?=)"
)
_REMARK = re.compile(
    r"&\s*&\s*\\(?:text|textrm|mbox)\s*\{(?!\s*(?:if|for|when|where|unless|otherwise)\b)[^{}]*\}(?=\s*(?:\\\\|\Z))"
)
"""A remark in a column of its own: `&& \text{product rule}`."""
_PIECE = re.compile(
    r"\\begin\{[^}]*\}|\\end\{[^}]*\}|\\left\s*(?:\\[A-Za-z]+|\\.|.)|\\right\s*(?:\\[A-Za-z]+|\\.|.)"
    r"|\\(?:text|mbox|textrm|textbf|textit|operatorname\*?|mathrm)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|<=>|<=|>=|==>|==|:=|(?<=\s)!=|=>|->"
    r"|[{}()\[\]]|[=<>≤≥≠≈≡⇒→∈,;&]|.",
    re.DOTALL,
)
_SIGNS = {
    "=": "=", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "==": "=", ":=": ":=", "!=": "!=", "≤": "<=", "≥": ">=",
    "≠": "!=", "≈": "~", "≡": "==", "∈": "in",
}  # fmt: skip
_TEXT = re.compile(r"\\(?:text|mbox|textrm|textbf|textit)\s*\{([^{}]*)\}", re.DOTALL)
_JOINING = re.compile(
    r"^[\s,.;:]*(?:and|or|so|then|thus|hence|therefore|which gives|gives|giving|implies|but|while|i\.e\.|since|because|&|we get|which is)[\s,.;:]*$",
    re.IGNORECASE,
)
_TYPED_LIMIT = re.compile(r"(?<![A-Za-z\\])lim\s+[A-Za-z]\w*\s*\Z")
"""What stands before the arrow of a typed limit, `lim x->5`: that arrow cuts nothing."""
_CONDITION = re.compile(
    r"^[\s,.;:(]*(?:if|for|when|where|whenever|unless|provided|with|such that|as|otherwise|on|over|subject to|s\.t\.)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Side:
    """One operand: `text` stands at `start` (offset in the whole text), masked like the claim."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One written relation between two neighbours of a chain; `whole[start:end] == source`.

    `first` says whether it opens its chain, `alone` whether the chain has no other link, `group` numbers the
    statement it belongs to. `conditional` when a condition is attached (`if x > 0`).
    """

    start: int
    end: int
    source: str
    operator: str
    left: Side
    right: Side
    before: str
    after: str
    heading: str = ""
    plain: bool = False
    first: bool = True
    alone: bool = True
    group: int = 0
    conditional: bool = False
    complete: bool = False
    """Whether it was marked as a calculation by itself (`<<3*4=12>>`)."""
    head: str = ""
    """The first operand of a chain of equalities, for its later links: all of them say that they equal it."""

    @property
    def silent(self) -> bool:
        r"""Whether it only says what something is (`X \sim \mathcal{N}(0, 1)`): remembered, but given no verdict."""
        return self.operator == "dist"


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    start: int
    end: int


def claims_of(block: Block) -> tuple[Claim, ...]:
    """The claims of one block in order; a block that states nothing has none."""
    if block.kind == "prose":
        return tuple(_prose_claims(block))
    claims = []
    for group, statement in enumerate(_statements(block.source)):
        claims.extend(_links(statement, block, group))
    return tuple(claims)


def _mask(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: " " * len(found.group()), text)


def _pieces(text: str) -> list[_Piece]:
    """Cut a formula at depth 0 into relations, separators and the rest."""
    pieces: list[_Piece] = []
    depth = 0
    for found in _PIECE.finditer(text):
        token = found.group()
        kind = "other"
        if (
            token.startswith(("\\begin", "\\left"))
            and not token.startswith("\\leftarrow")
            and not token.startswith("\\leq")
        ):
            depth += 1
        elif token.startswith("\\end") or (
            token.startswith("\\right") and not token.startswith("\\rightarrow")
        ):
            depth = max(0, depth - 1)
        elif token in ("{", "(", "[") or token == "\\{":
            depth += 1
        elif token in ("}", ")", "]") or token == "\\}":
            depth = max(0, depth - 1)
        elif depth == 0 and not (token in ("->", "→") and _TYPED_LIMIT.search(text, 0, found.start())):
            kind = _kind(token)
        pieces.append(_Piece(kind, token, found.start(), found.end()))
    return pieces


def _kind(token: str) -> str:
    if token in _SIGNS:
        return "relation"
    if token == "\\\\":
        return "row"
    if token in ("=>", "->", "⇒", "→", "==>", "<=>", ";"):
        return "cut"
    if token == ",":
        return "comma"
    if token == "&":
        return "ampersand"
    if token.startswith("\\"):
        name = token[1:]
        if name in RELATION_COMMANDS:
            return "relation"
        if name in _ARROWS:
            return "cut"
        words = _TEXT.fullmatch(token)
        if words is not None:
            if _JOINING.match(words.group(1)):
                return "cut"
            if _CONDITION.match(words.group(1)):
                return "condition"
            if len(words.group(1).split()) > 3:
                return "cut"
    return "other"


@dataclass(frozen=True, slots=True)
class _Statement:
    """A chain in the making: operands as (start, end) in the masked text, and the relations between them."""

    text: str
    operands: tuple[tuple[int, int], ...]
    operators: tuple[str, ...]
    conditional: bool = False


def _statements(source: str) -> list[_Statement]:
    text = _mask(_mask(_mask(source, _WRAPPER), _MASKED), _REMARK)
    statements: list[_Statement] = []
    operands: list[tuple[int, int]] = []
    operators: list[str] = []
    conditional = False
    in_condition = False
    start = row_start = 0

    def close(end: int) -> None:
        nonlocal operands, operators, conditional, in_condition
        if not in_condition:
            operands.append((start, end))
        if operators:
            operators = operators[: len(operands) - 1]
            statements.append(_Statement(text, tuple(operands), tuple(operators), conditional))
        operands, operators, conditional, in_condition = [], [], False, False

    pieces = _pieces(text)
    for place, piece in enumerate(pieces):
        if piece.kind == "relation" and not in_condition:
            operands.append((start, piece.start))
            name = piece.text[1:] if piece.text.startswith("\\") else ""
            operators.append(RELATION_COMMANDS.get(name) or _SIGNS[piece.text])
            start = piece.end
        elif piece.kind == "ampersand":
            text = text[: piece.start] + " " + text[piece.end :]
        elif piece.kind == "condition":
            if not in_condition:
                operands.append((start, piece.start))
            in_condition = conditional = True
        elif piece.kind == "row":
            row_start = piece.end
            if _continues(text, pieces, place):
                # `a &= b \\ &= c`: the chain goes on; the break itself is white space.
                text = text[: piece.start] + "  " + text[piece.end :]
            else:
                close(piece.start)
                start = piece.end
        elif piece.text in ("\\quad", "\\qquad") and not text[row_start : piece.start].strip():
            text = text[: piece.start] + " " * len(piece.text) + text[piece.end :]
        elif piece.kind == "cut" or (piece.kind == "comma" and _splits(pieces, place)):
            close(piece.start)
            start = piece.end
    close(len(text))
    return [replace(statement, text=text) for statement in statements]


def _continues(text: str, pieces: list[_Piece], row: int) -> bool:
    """Whether the row after this break goes on with the chain: it starts with a relation or an operator."""
    before = text[: pieces[row].start].rstrip()
    for piece in pieces[row + 1 :]:
        if piece.text.isspace() or piece.kind == "ampersand" or piece.text in ("\\quad", "\\qquad"):
            continue
        starts = piece.kind == "relation" or piece.text in ("+", "-", "\\cdot", "\\times")
        signed = piece.text == "-" and not before.endswith(("=", "+", "-"))
        if piece.text in ("+", "-"):
            # A row that starts with a sign continues a sum only when it has no relation of its own.
            return signed is False or not _row_has_relation(pieces, row)
        return starts or before.endswith(("=", "+", "\\cdot", "\\times", "\\approx"))
    return False


def _row_has_relation(pieces: list[_Piece], row: int) -> bool:
    for piece in pieces[row + 1 :]:
        if piece.kind == "row":
            return False
        if piece.kind == "relation":
            return True
    return False


def _splits(pieces: list[_Piece], comma: int) -> bool:
    """Whether a comma separates two statements: a relation follows before the next comma, and one stood before."""
    for piece in pieces[comma + 1 :]:
        if piece.kind == "relation":
            break
        if piece.kind in ("comma", "cut", "row", "condition"):
            return piece.kind != "comma" and False
    else:
        return False
    return any(piece.kind == "relation" for piece in _since_last_cut(pieces, comma))


def _since_last_cut(pieces: list[_Piece], place: int) -> list[_Piece]:
    found = []
    for piece in reversed(pieces[:place]):
        if piece.kind in ("cut", "row"):
            break
        found.append(piece)
    return found


_TRIM = " \t\r\n,.;:~"


def _side(text: str, start: int, end: int) -> Side | None:
    """An operand without the white space and punctuation around it."""
    piece = text[start:end]
    shorter = piece.rstrip(_TRIM)
    while shorter.endswith(("\\quad", "\\qquad", "\\,", "\\ ", "\\;", "\\!")) and not shorter.endswith(
        "\\\\"
    ):
        cut = shorter.rfind("\\")
        shorter = shorter[:cut].rstrip(_TRIM)
    if shorter.endswith("\\"):
        shorter += piece[len(shorter) : len(shorter) + 1]
    lead = len(shorter) - len(shorter.lstrip(_TRIM.replace(".", "")))
    if lead >= len(shorter):
        return None
    return Side(shorter[lead:], start + lead)


def _links(statement: _Statement, block: Block, group: int) -> list[Claim]:
    sides = [_side(statement.text, start, end) for start, end in statement.operands]
    claims = []
    count = len(statement.operators)
    for place, operator in enumerate(statement.operators):
        left, right = sides[place], sides[place + 1]
        if left is None or right is None or (operator in _DECLARATIONS and operator != "dist"):
            continue
        start, end = left.start, right.start + len(right.text)
        claims.append(
            Claim(
                start=block.start + start,
                end=block.start + end,
                source=block.source[start:end],
                operator=operator,
                left=Side(left.text, block.start + left.start),
                right=Side(right.text, block.start + right.start),
                before=_words_before(block, statement.text, statement.operands[0][0]),
                after=_words_after(block, statement.operands[-1][1]),
                heading=block.heading,
                first=place == 0,
                alone=count == 1,
                group=group,
                conditional=statement.conditional,
                head=_head(sides, statement.operators, place),
            )
        )
    return claims


def _head(sides: list[Side | None], operators: tuple[str, ...], place: int) -> str:
    first = sides[0]
    equal = all(operator == "=" for operator in operators[: place + 1])
    return first.text if place and first is not None and equal else ""


def _words_before(block: Block, text: str, start: int) -> str:
    inside = block.source[:start]
    words = " ".join(_TEXT.findall(inside))
    return f"{block.before} {words}"


def _words_after(block: Block, end: int) -> str:
    words = " ".join(_TEXT.findall(block.source[end:]))
    return f"{words} {block.after}"


def _prose_claims(block: Block) -> list[Claim]:
    claims: list[Claim] = []
    starts_line = not block.before or block.before.endswith("\n")
    cut_off = block.after.startswith(("$", "\\", "`"))
    for found in relations_in_prose(block.source, starts_line=starts_line, cut_off=cut_off):
        for statement in _statements(found.text):
            shifted = replace(
                block,
                start=block.start + found.start,
                end=block.start + found.start + len(found.text),
                source=block.source[found.start : found.start + len(found.text)],
                before="" if found.complete else block.before + block.source[: found.start],
                after=""
                if found.complete
                else block.source[found.start + len(found.text) :][:48] + block.after,
            )
            links = _links(statement, shifted, found.start)
            claims.extend(replace(link, plain=True, complete=found.complete) for link in links)
    return claims
