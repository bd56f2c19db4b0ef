"""How days, times and numbers are written in the United States in languages other than English."""
