"""The word lists, one CSV file each, and the reader and scanner that turn them into patterns."""
