"""Does somebody who wrote back want no more mail? A line that says nothing else counts; a person reads the rest."""

import re

from workforce.text import words

# English, Spanish and Vietnamese as `words` gives them: small letters without accents.
STOP = {"stop", "unsubscribe", "remove", "parar", "pare", "paren", "basta", "detener", "baja", "dung", "ngung"}
NO_MORE = ({"no", "more"}, {"no", "mas"})
BESIDE = set(
    "please pls thanks thank you now all any more no me us these those the this from my your list sending send emails"
    " email mails mail e messages reminders reminder to and por favor gracias ya mas los las estos recordatorios"
    " correos mensajes correo darme dar de enviar enviarme xin lai cam on gui thu nhac nho cho toi nua vui long".split()
)
QUOTED = re.compile(r"\s*(>|-{2,}|_{5,}|on .* wrote:|el .* escribi|vao .* da viet)", re.IGNORECASE)


def wants_stop(text: str) -> bool:
    """Tell whether the first line that somebody wrote says "stop", in some polite words, and nothing else."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if QUOTED.match(first):
        return False
    said = set(words(first[:200]).split())
    return bool(said & STOP or any(both <= said for both in NO_MORE)) and said <= STOP | BESIDE
