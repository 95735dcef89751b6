"""The only reader of the environment and of the platform's folders.

Every setting is an environment variable with the prefix `GROUNDWORK_`; `OPENAI_API_KEY` is
read as well, because that is where people already keep it.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_PACKAGE = Path(__file__).resolve().parent


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

    connect_timeout_seconds: float = 5.0
    read_timeout_seconds: float = 60.0
    turn_deadline_seconds: float = 240.0
    """A whole answer, repair included, never takes longer than this."""

    run_code: bool = True
    """Whether code typed by a learner is run on this machine; false where several people share one Groundwork."""

    port: int | None = Field(default=None, ge=1, le=65535)
    """The page's port on 127.0.0.1; None takes the first free one from 8501."""

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
    """Read the settings from the environment."""
    return Settings()


def bundled_path(name: str) -> Path:
    """Find something that ships with Groundwork: `corpus`, `prompts` or `app.py`.

    A checkout keeps them at its top; an installed wheel inside the package.
    """
    inside = _PACKAGE / "bundled" / name
    return inside if inside.exists() else _PACKAGE.parent / name
