"""From what was read to how far each commitment has come: rules, assessment, roll-ups and comparison."""
