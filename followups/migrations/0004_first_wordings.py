from django.db import migrations
from django.db.models import F
from django.utils import timezone

POSITIONS_MOVED = 9_900

# The texts that come with the product; {interview} stands for the sentence that says which interview is meant.
FIRST = "First reminder"
CHECK_IN = "Check-in reminder"
OUTCOME = "Outcome question"
ASKED_FOR = "Reminder that was asked for"
PLAN = "Reminder of a plan"
TEXTS = {
    FIRST: (
        "nudge",
        {
            "en": (
                "{name}, a note to your interviewer?",
                "{interview} Have you been able to write to the people you met? A short thank-you note is remembered,"
                " because most people never send one.",
                "Answer in two taps",
            ),
            "es": (
                "{name}, ¿una nota para su entrevistador?",
                "{interview} ¿Ha podido escribir a las personas que conoció? Una breve nota de agradecimiento se"
                " recuerda, porque casi nadie la envía.",
                "Responda con dos toques",
            ),
            "vi": (
                "{name}, bạn viết vài lời cho người phỏng vấn nhé?",
                "{interview} Bạn đã viết thư cho những người bạn gặp chưa? Một lời cảm ơn ngắn sẽ được nhớ đến, vì hầu"
                " hết mọi người không bao giờ gửi.",
                "Trả lời bằng hai lần chạm",
            ),
        },
    ),
    CHECK_IN: (
        "nudge",
        {
            "en": (
                "{name}, a short check-in note?",
                "{interview} If you have not written yet, it is not too late: a short note to ask how things stand"
                " still works. If you have, or would rather not, please tell us, and we will stop asking.",
                "Answer in two taps",
            ),
            "es": (
                "{name}, ¿una nota breve para saber cómo va?",
                "{interview} Si todavía no ha escrito, no es tarde: una nota breve para preguntar cómo va todo aún"
                " sirve. Si ya lo hizo, o prefiere no hacerlo, díganoslo y dejaremos de preguntar.",
                "Responda con dos toques",
            ),
            "vi": (
                "{name}, một lời hỏi thăm ngắn nhé?",
                "{interview} Nếu bạn chưa viết thì vẫn chưa muộn: vài lời hỏi thăm tình hình vẫn có ích. Nếu bạn đã"
                " viết hoặc không muốn viết, hãy cho chúng tôi biết để chúng tôi thôi hỏi.",
                "Trả lời bằng hai lần chạm",
            ),
        },
    ),
    OUTCOME: (
        "outcome",
        {
            "en": (
                "{name}, what came of it?",
                "{interview} Have you heard back? Whatever the answer is, telling us helps us plan the next step with"
                " you.",
                "Tell us what you heard",
            ),
            "es": (
                "{name}, ¿en qué quedó?",
                "{interview} ¿Ha recibido respuesta? Sea cual sea la respuesta, contárnosla nos ayuda a planear con"
                " usted el siguiente paso.",
                "Cuéntenos qué le dijeron",
            ),
            "vi": (
                "{name}, kết quả ra sao rồi?",
                "{interview} Bạn đã nhận được hồi âm chưa? Dù câu trả lời thế nào, cho chúng tôi biết sẽ giúp chúng tôi"
                " cùng bạn chuẩn bị bước tiếp theo.",
                "Cho chúng tôi biết kết quả",
            ),
        },
    ),
    ASKED_FOR: (
        "asked_for",
        {
            "en": (
                "{name}, the reminder you asked for",
                "This is the reminder you asked for. {interview} A few lines to the people you met are enough; please"
                " tell us when they are sent.",
                "Answer in two taps",
            ),
            "es": (
                "{name}, el recordatorio que pidió",
                "Este es el recordatorio que pidió. {interview} Bastan unas líneas a las personas que conoció; por"
                " favor, avísenos cuando las haya enviado.",
                "Responda con dos toques",
            ),
            "vi": (
                "{name}, lời nhắc mà bạn đã hẹn",
                "Đây là lời nhắc mà bạn đã hẹn. {interview} Chỉ cần vài dòng gửi những người bạn đã gặp; khi gửi"
                " xong, xin cho chúng tôi biết.",
                "Trả lời bằng hai lần chạm",
            ),
        },
    ),
    PLAN: (
        "plan",
        {
            "en": (
                "{name}, it is time to write",
                "{interview} You planned to write to the people you met now, {place}. A few lines are enough; please"
                " tell us when they are sent.",
                "Answer in two taps",
            ),
            "es": (
                "{name}, es hora de escribir",
                "{interview} Usted planeó escribir ahora, {place}, a las personas que conoció. Bastan unas líneas; por"
                " favor, avísenos cuando las haya enviado.",
                "Responda con dos toques",
            ),
            "vi": (
                "{name}, đã đến lúc viết thư",
                "{interview} Bạn đã định viết cho những người bạn đã gặp vào lúc này, {place}. Chỉ cần vài dòng; khi"
                " gửi xong, xin cho chúng tôi biết.",
                "Trả lời bằng hai lần chạm",
            ),
        },
    ),
}


def make_wordings(apps, schema_editor):
    """Make the region's texts, and give every step and every planned mail its own."""
    wordings = {name: make_wording(apps, name, *facts) for name, facts in TEXTS.items()}
    apps.get_model("followups", "Cadence").objects.update(
        asked_for_wording=wordings[ASKED_FOR], plan_wording=wordings[PLAN]
    )
    nudge = apps.get_model("followups", "Nudge").objects
    nudge.filter(kind="nudge", position=1).update(is_first=True)
    nudge.filter(kind="asked_for").update(wording=wordings[ASKED_FOR], position=F("position") + POSITIONS_MOVED)
    for rows in (nudge, apps.get_model("followups", "Step").objects):
        rows.filter(kind="outcome").update(wording=wordings[OUTCOME])
        rows.filter(kind="nudge", position=1).update(wording=wordings[FIRST])
        rows.filter(kind="nudge").exclude(position=1).update(wording=wordings[CHECK_IN])


def make_wording(apps, name, kind, texts):
    wording = apps.get_model("followups", "Wording").objects.create(name=name, kind=kind)
    parts = {
        language: {"subject": subject, "text": text, "button": button}
        for language, (subject, text, button) in texts.items()
    }
    wording.versions.create(number=1, texts=parts, made_at=timezone.now())
    return wording


def take_positions_back(apps, schema_editor):
    asked_for = apps.get_model("followups", "Nudge").objects.filter(kind="asked_for")
    asked_for.update(position=F("position") - POSITIONS_MOVED)


class Migration(migrations.Migration):
    dependencies = [("followups", "0003_wordings_passes_copies")]
    operations = [migrations.RunPython(make_wordings, take_positions_back)]
