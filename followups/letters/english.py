"""Tell English from Spanish and Vietnamese, by words and letters alone: the same text always gets the same answer.

A sentence is taken for English unless there is more to say against it than for it. So names, addresses, lists of
things and short bits are let through: a false alarm in front of a job seeker costs more than a miss.
"""

import re
import unicodedata
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
# A sentence ends at its mark, with what closes around it, before a space; or at the end of its line.
# (Read once from its first mark on, so that a long row of dots takes no longer than other text.)
END = re.compile(r"(?<![.!?…])[.!?…]++[”’\"')\]]*+(?=\s|$)|\n|\Z")
# Points that end no sentence: "Mr. Diaz", "J. Diaz", "8 a.m. to 5".
ABBREVIATED = re.compile(r"\b(?:mr|mrs|ms|dr|st|sr|jr|sra|dra|inc|co|no|ave|rd|[^\W\d_])\.$", re.IGNORECASE)
CAPITAL = "[" + "".join(filter(str.isupper, map(chr, [*range(0x250), *range(0x1E00, 0x1F00)]))) + "]"
# "de la Cruz", "Juan y María": small words that belong to a name on both sides of them.
IN_A_NAME = re.compile(rf"\b{CAPITAL}[\w’']*\.?(?:\s+(?:de|del|la|las|los|el|y|e|san|da|do|von|van)\b)+\s+{CAPITAL}\w*")

ENGLISH = frozenset(
    """about after again all also always am an and another any are as at away back be because been before being
    best better between both but by can come could day did do does done down during each either end even ever every
    few find first for friendly from get give glad go going good got had has have hear help her here him his hope
    how i if in into is it its job just keep kind know learn let like liked little long look looking lot love made
    make many may met might more most much must my myself need never new next nice not now of off on once one
    only open or other our out over own part people place please put really said same saw say see seem she should show
    showed so some soon stay still such sure take talk talked team thank thanks that the their them then there these
    they thing things think this those through time to today together told too two under until up us use very want was
    way we week well went were what when where which while who why will willing with without work worked working would
    year years yes yet you your i'm i'd i'll i've it's don't didn't can't couldn't wasn't that's they're you're we're
    isn't won't doesn't let's experience interview manager position question questions skills company boss interested
    since anything everything something someone somebody everyone than able enough fast quick hard easy
    """.split()
)
# A word of two languages ("a", "me", "no", "he", "son", "once", "hay") says nothing, so it stands in no list.
SPANISH = frozenset(
    """el la los las un una unos unas del al y o que qué de en por para con pero porque como cómo muy más mas mi mis tu
    tus su sus nos les se lo le yo tú él ella ellos ellas usted ustedes nosotros este esta esto estos estas ese esa eso
    esos esas aquel aquella es soy eres somos fue fui fueron eran ser estar estoy está están estaba estuve estuvo
    había tengo tiene tienen tenía tuve tuvo hace hacer hago hizo puedo puede pueden pude podría quiero quiere quería
    quisiera gusta gustó gustaría gustan encanta encantó trabajo trabajar trabajé trabaja trabajaba trabajos trabajado
    empleo empresa gracias gente equipo jefe jefa entrevista experiencia años año mucho mucha muchos muchas bien
    también tambien siempre nunca cuando donde dónde quien quién cual cuál hasta desde sobre entre embargo toda todo
    todos todas otro otra otros otras cada nada algo alguien nadie ahora después despues antes aquí allí ahí así
    aunque si sí ya aún todavía sólo casa cocina cocinar limpiar limpieza ventas aprender aprendo rápido rapido ayudar
    ayudó personas clientes cliente horario turno tiempo día días dia dias semana mañana noche noches lugar
    amable amables bueno buena buenos buenas mejor hablar hablé hablamos habló hablo dijo dijeron decir mostró
    mostraron enseñó preguntó pregunta preguntas preguntaron manera poco poca menos vez veces ambiente tuvimos estudié
    puesto oportunidad puntual trabajador trabajadora cerca lejos familia carretilla almacén cuidar niños sé tener
    inglés español computadora manejar licencia certificado ganas edificio máquina máquinas compañeros compañero
    """.split()
)
# With tone marks, and without them those that are not English: phones are often typed on without marks.
VIETNAMESE = frozenset(
    """tôi của là và được công việc người không những một các với cho này đó có trong để rất làm khi đã đang sẽ cũng như
    nhưng vì nên từ đến tại về thì mà rằng nếu họ chúng mình bạn anh chị ông bà cô thích muốn cần biết học nói hỏi
    thấy gặp giúp nhà bếp nhân viên quản lý khách hàng kinh nghiệm phỏng vấn thời gian ngày giờ năm tháng cám cảm ơn
    nhiều ít tốt giỏi nhanh chăm chỉ sạch đúng tiếng nâng lái đêm gần xa thân thiện vui tháo
    toi khong viec nguoi thich duoc muon rat nhung cua cung nghiem voi truoc nhieu biet giup minh khach nhan dinh
    nang nau bep gio
    """.split()
)
# Letters that only Vietnamese puts together so; those it shares with Spanish or French say nothing.
VIETNAMESE_LETTERS = frozenset("ăắằẳẵặấầẩẫậđếềểễệốồổỗộơớờởỡợưứừửữựạảẹẻẽịỉĩọỏụủũỳỵỷỹ")
SPANISH_ENDING = re.compile(r"(?:é|ó|ando|iendo|yendo|ado|ción|cion|ciones|siones|amente|idad|idades|ía|ían|ísim[oa])$")
# English has taken these in with their marks.
TAKEN_IN = frozenset(
    """café cafés résumé résumés resumé jalapeño jalapeños habanero piñata piñatas piñon entrée entrées fiancé fiancée
    décor naïve sauté sautéed purée puréed flambé soufflé rosé protégé protégée touché née cliché crème brûlée pâté
    façade señor señora avocado tornado commando desperado aficionado suspicion coercion phở bánh mì""".split()
)
SIGN = re.compile("[¿¡]")
# Fewer words say too little, unless they are surely of another language.
SHORT = 2
# Fewer letters of another alphabet may be a name.
LETTERS_OF_A_NAME = 5


@dataclass(frozen=True)
class Sentence:
    """A sentence and where it stands in its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Signs:
    """How many words of a sentence speak for each language, and how many words it has besides names."""

    english: int
    spanish: int
    vietnamese: int
    words: int
    is_in_other_letters: bool

    @property
    def are_foreign(self) -> bool:
        foreign = max(self.spanish, self.vietnamese)
        if self.is_in_other_letters:
            return True
        if self.words <= SHORT:
            return foreign >= SHORT and self.english == 0
        return foreign > self.english and (foreign > 1 or self.english == 0)


def is_english(text: str) -> bool:
    """Tell whether nothing in a text is surely in another language; an empty one is fine."""
    return not foreign_sentences(text)


def is_surely_english(text: str) -> bool:
    """Tell the same of somebody who would rather write another language: a bit that says nothing is not enough."""
    signs = [signs_of(sentence.text) for sentence in sentences_of(text)]
    return not any(sign.are_foreign or (sign.words and not sign.english) for sign in signs)


def foreign_sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text that are in Spanish, Vietnamese or other letters, with where they stand."""
    return [sentence for sentence in sentences_of(text) if signs_of(sentence.text).are_foreign]


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences of a text with where they stand; an end of line ends one, too."""
    found, start = [], 0
    for end in END.finditer(text):
        words = text[start : end.end()]
        if end[0] == "." and end.end() < len(text) and text[end.end()] != "\n" and ABBREVIATED.search(words[-6:]):
            continue
        stripped = words.strip()
        if stripped:
            start += len(words) - len(words.lstrip())
            found.append(Sentence(start, start + len(stripped), stripped))
        start = end.end()
    return found


def signs_of(sentence: str) -> Signs:
    """Count what speaks for each language. Names count for none."""
    sentence = unicodedata.normalize("NFKC", sentence).replace("’", "'")
    if sentence.isupper():
        sentence = sentence.lower()
    found = [word for word in words_besides_names(sentence) if word not in TAKEN_IN]
    return Signs(
        english=sum(word in ENGLISH for word in found),
        spanish=sum(is_spanish(word) for word in found) + 2 * len(SIGN.findall(sentence)),
        vietnamese=sum(is_vietnamese(word) for word in found),
        words=len(found),
        is_in_other_letters=is_in_other_letters(sentence),
    )


def is_in_other_letters(sentence: str) -> bool:
    """Tell whether most letters are of another alphabet than ours, and too many for a name."""
    letters = [letter for letter in sentence if letter.isalpha()]
    others = sum(not unicodedata.name(letter, "LATIN").startswith("LATIN") for letter in letters)
    return others > max(LETTERS_OF_A_NAME, len(letters) / 2)


def words_besides_names(sentence: str) -> list[str]:
    """Return the words in small letters: without those with a capital, save a first word that no other name follows."""
    words = WORD.findall(IN_A_NAME.sub(" ", sentence))
    first_stays = bool(words) and (len(words) == 1 or not words[1][0].isupper() or words[0] in ("I", "A"))
    kept = [word for number, word in enumerate(words) if not word[0].isupper() or word == "I" or number == 0]
    return [word.lower() for word in (kept if first_stays or not words or words[0][0].islower() else kept[1:])]


def is_spanish(word: str) -> bool:
    return word in SPANISH or "ñ" in word or bool(SPANISH_ENDING.search(word))


def is_vietnamese(word: str) -> bool:
    return word in VIETNAMESE or not VIETNAMESE_LETTERS.isdisjoint(word)
