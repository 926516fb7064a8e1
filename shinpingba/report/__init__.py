"""A report from its file to its rows: sources, titles, tables, departments and corrections."""
