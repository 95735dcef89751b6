"""The steps, one module each, loaded by Alembic."""
