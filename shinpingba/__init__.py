"""shinpingba: from a district's quarterly report to what is done and what is behind."""
