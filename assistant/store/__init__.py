"""The learner's record in SQL: tables, repositories, migrations."""
