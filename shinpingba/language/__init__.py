"""What Chinese progress text is made of: numerals, dates, quantities, clauses, cues and how alike two stretches of words are."""
