"""The only reader of the environment and of the platform's folders.

Every setting is an environment variable with the prefix `GROUNDWORK_`; `OPENAI_API_KEY` is
read as well, because that is where people already keep it.
"""

from __future__ import annotations

import json
from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_PACKAGE = Path(__file__).resolve().parent
_CHOICE_FILE = "model.json"
_CHOOSABLE = ("model", "base_url")
_LONGEST_CHOICE = 300


class Settings(BaseSettings):
    """Where things are and which model answers; immutable once read."""

    model_config = SettingsConfigDict(
        env_prefix="GROUNDWORK_", frozen=True, extra="ignore", populate_by_name=True
    )

    home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("groundwork")))
    """All state of one learner's installation: database and index."""
    cache: Path = Field(default_factory=lambda: Path(platformdirs.user_cache_dir("groundwork")))
    """Downloads shared by all homes: the embedded model, the embedder's tokenizer."""

    model: str = "auto"
    """`auto`, `none`, `embedded`, or the name of a model at `base_url` or OpenAI."""
    model_path: Path | None = None
    """A GGUF file to use as the embedded model in place of the default one."""
    base_url: str | None = None
    """An OpenAI-compatible endpoint, for example `http://127.0.0.1:11434/v1`."""
    api_key: SecretStr | None = None
    """Key for `base_url`; never logged, exported or put into a prompt."""
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    """Key for OpenAI, where people already keep it; sent to OpenAI and to nobody else."""

    embeddings_url: str | None = None
    """An OpenAI-compatible endpoint that gives embeddings in place of the built-in model."""
    embeddings_model: str | None = None
    """The model's name at `embeddings_url`."""
    embeddings_api_key: SecretStr | None = None
    """Key for `embeddings_url`; sent there and nowhere else."""

    connect_timeout_seconds: float = 5.0
    read_timeout_seconds: float = 60.0
    turn_deadline_seconds: float = 240.0
    """A whole answer, repair included, never takes longer than this."""

    run_code: bool = True
    """Whether code typed by a learner is run on this machine; false where several people share one Groundwork."""

    port: int | None = Field(default=None, ge=1, le=65535)
    """The page's port on 127.0.0.1; None takes the first free one from 8501."""

    @property
    def embeds_elsewhere(self) -> bool:
        """Whether an endpoint gives the embeddings, in place of the built-in model."""
        return bool(self.embeddings_url or self.embeddings_model)

    @property
    def database_path(self) -> Path:
        """The learner's SQLite database."""
        return self.home / "groundwork.sqlite3"

    @property
    def index_path(self) -> Path:
        """The folder of index generations; may be deleted at any time, it is rebuilt from the database."""
        return self.home / "index"

    @property
    def documents_path(self) -> Path:
        """The folder of documents that were uploaded in the page."""
        return self.home / "documents"

    @property
    def downloads_path(self) -> Path:
        """The folder of verified downloads."""
        return self.cache / "downloads"


def load_settings() -> Settings:
    """Read the settings: the environment first, then what was chosen in the page or by `groundwork model use`."""
    settings = Settings()
    chosen = load_choice(settings.home)
    return settings.model_copy(
        update={name: value for name, value in chosen.items() if name not in settings.model_fields_set}
    )


def load_choice(home: Path) -> dict[str, str]:
    """The model and its endpoint as they were chosen; empty when nothing was, or the file cannot be read.

    Keys are never kept here: they come from the environment alone.
    """
    try:
        values = json.loads((home / _CHOICE_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {
        name: value
        for name in _CHOOSABLE
        if isinstance(value := values.get(name), str) and 0 < len(value) <= _LONGEST_CHOICE
    }


def save_choice(home: Path, choice: dict[str, str]) -> None:
    """Keep the model and its endpoint for the next start, whole or not at all; an empty choice forgets them."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = home / (_CHOICE_FILE + ".part")
    unfinished.write_text(
        json.dumps({name: choice[name] for name in _CHOOSABLE if choice.get(name)}), "utf-8"
    )
    unfinished.replace(home / _CHOICE_FILE)


def bundled_path(name: str) -> Path:
    """Find something that ships with Groundwork: `corpus`, `prompts` or `app.py`.

    A checkout keeps them at its top; an installed wheel inside the package.
    """
    inside = _PACKAGE / "bundled" / name
    return inside if inside.exists() else _PACKAGE.parent / name
