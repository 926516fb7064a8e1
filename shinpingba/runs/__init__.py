"""A notebook run in a fork of this process, or in a kernel of its own. Knows nothing of reports."""
