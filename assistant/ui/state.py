"""What pages share: the study, and where a visitor is.

The study is the same for every visitor (one person, one installation) and holds nothing of a visit; what belongs
to a visit is in the session state, and what must survive a reload is in the address.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import streamlit as st

from assistant.errors import GroundworkError
from assistant.study import Study, build_study

_AFTER_THE_FIRST_PAGE_SECONDS = 1.0


@st.cache_resource(show_spinner=False)
def get_study() -> Study:
    """The study of this server; made once."""
    study = build_study()
    study.recover()
    return study


@st.cache_resource(show_spinner=False)
def start_background_work() -> threading.Thread:
    """Load what the first question needs, and make today's backup, in the background; once.

    Called when a page stands: loading costs seconds of processor time, which the first page would wait for.
    """
    thread = threading.Thread(target=_in_the_background, args=(get_study(),), name="warm-up", daemon=True)
    thread.start()
    return thread


def spare_the_collector() -> None:
    """Let no garbage collection look again at what is loaded now and stays.

    Streamlit collects at the end of each run of a page; over everything that is loaded that took 200 ms, more than all
    the rest of the run.
    """
    gc.collect()
    gc.freeze()


def _in_the_background(study: Study) -> None:
    # The browser draws for a moment after the server is done.
    time.sleep(_AFTER_THE_FIRST_PAGE_SECONDS)
    study.warm_up()
    spare_the_collector()
    # A backup that cannot be made must not keep anybody from studying; Settings and `groundwork backup` say why.
    with suppress(GroundworkError):
        study.backup_daily()


def show_error(error: GroundworkError) -> None:
    """Show an error's three sentences."""
    st.error(
        "  \n".join(part for part in (error.what, error.safe, error.todo) if part), icon=":material/error:"
    )


@contextmanager
def errors_shown() -> Iterator[None]:
    """Turn an error on the way into a message on the page, and end the page there."""
    try:
        yield
    except GroundworkError as error:
        show_error(error)
        st.stop()
