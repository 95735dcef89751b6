"""Prompts: templates in `prompts/<use>.<role>.md`, rendered strictly and known by the hash of their content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import ConfigurationError

_VARIABLE = re.compile(r"\{\{([a-z_]+)\}\}")
_NAME = re.compile(r"[a-z_]+\.(?:system|user)\.md")


class Prompts:
    """The templates of a folder, read once.

    A template is plain text with `{{variable}}` in it. Values are put in as they are and not looked through again,
    so a value that holds `{{…}}` stays what it is.
    """

    def __init__(self, templates: Mapping[str, str]) -> None:
        self._templates = dict(templates)

    def render(self, use: str, role: str, **variables: str) -> str:
        """Fill a template.

        Raises:
            ValueError: a variable is missing or not used; both are mistakes in the calling code or the template.
            ConfigurationError: there is no such template.
        """
        name = f"{use}.{role}.md"
        template = self._template(name)
        wanted = set(_VARIABLE.findall(template))
        if missing := sorted(wanted - variables.keys()):
            raise ValueError(f"the prompt {name} asks for {', '.join(missing)}, which was not given")
        if unused := sorted(variables.keys() - wanted):
            raise ValueError(f"the prompt {name} has no place for {', '.join(unused)}")
        return _VARIABLE.sub(lambda match: variables[match.group(1)], template)

    def variables(self, use: str, role: str) -> frozenset[str]:
        """The variables that a template asks for."""
        return frozenset(_VARIABLE.findall(self._template(f"{use}.{role}.md")))

    def sha256(self, *names: str) -> str:
        """The hash of some templates, such as `answer.user`, names included: it changes when any of their words does."""
        digest = hashlib.sha256()
        for name in names:
            digest.update(f"{name}\n{self._template(f'{name}.md')}\n".encode())
        return digest.hexdigest()

    def _template(self, name: str) -> str:
        if name not in self._templates:
            raise ConfigurationError(f"The prompt {name} is missing.", todo="Install Groundwork again.")
        return self._templates[name]


def load_prompts(folder: Path) -> Prompts:
    """Read all templates of a folder; raises ConfigurationError when there are none."""
    paths = sorted(path for path in folder.glob("*.md") if _NAME.fullmatch(path.name))
    if not paths:
        raise ConfigurationError(
            f"There are no prompts in {folder}.",
            safe="Nothing of yours is kept there.",
            todo="Install Groundwork again.",
        )
    return Prompts({path.name: path.read_text(encoding="utf-8").strip() for path in paths})
