"""Where the strings stand that job seekers see: they are needed in Spanish and Vietnamese (`catalogues.py`)."""

MODULES = (
    *("followups/letters/phrases.py", "followups/letters/frame.py", "followups/letters/advice.py"),
    "followups/letters/checks/*.py",
    *("followups/seeker/*.py", "followups/nudges/wording.py", "followups/intake/calendar.py"),
    "followups/intake/shared_address.py",
    *("followups/intake/questions.py", "followups/intake/what_to_send.py", "followups/intake/forms/debrief.py"),
    *("followups/intake/forms/begin.py", "workforce/text.py"),
    *("followups/letters/page.py", "followups/letters/composer.py", "followups/models/letter.py"),
    *("followups/intake/letters.py", "followups/intake/forms/letter.py", "workforce/addresses.py"),
)
TEMPLATES = (
    "base_seeker.html",
    "emails/**/*.*",
    "followups/seeker/**/*.html",
    "followups/paper/*.*",
    "followups/advice/**/*.html",
    "followups/letters/*.html",
    *("followups/debrief/*phone.html", "followups/debrief/question*.html", "followups/debrief/message.html"),
    *("followups/debrief/said_of_field.html", "includes/error_title.html", "includes/kept_news.html"),
)
