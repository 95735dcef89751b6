"""The page's entry: navigation and nothing else."""

import streamlit as st

from assistant.ui.frame import ICON, draw_frame, pages
from assistant.ui.state import start_background_work

st.set_page_config(page_title="Groundwork", page_icon=ICON, layout="centered")

page = st.navigation(list(pages().values()), expanded=True)
draw_frame()
try:
    page.run()
finally:
    start_background_work()
