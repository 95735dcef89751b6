"""Pages and rendering in Streamlit; they call the facade only."""
