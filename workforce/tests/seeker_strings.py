"""Where the strings stand that job seekers see: they are needed in Spanish and Vietnamese (`catalogues.py`)."""

MODULES = (
    *("followups/letters/phrases.py", "followups/letters/frame.py", "followups/letters/advice.py"),
    *("followups/seeker/*.py", "followups/nudges/wording.py", "followups/intake/calendar.py"),
    "followups/intake/shared_address.py",
)
TEMPLATES = (
    "base_seeker.html",
    "emails/**/*.*",
    "followups/seeker/**/*.html",
    "followups/paper/*.*",
    "followups/advice/**/*.html",
)
