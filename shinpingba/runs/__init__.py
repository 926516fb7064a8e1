"""A notebook run in this process, in a fork of it, or in a kernel of its own. Knows nothing of reports."""
