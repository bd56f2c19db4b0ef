from followups.models.cadence import Cadence, CadenceChange, Step
from followups.models.debrief import Debrief
from followups.models.delivery import Claim, Delivery
from followups.models.follow_up import FollowUp, TransitionNotAllowed
from followups.models.hold import Heartbeat, Hold, Pause
from followups.models.letter import Letter, LetterChanged, LetterComment, LetterVersion
from followups.models.nudge import Nudge
from followups.models.paper import Digits, Slip
from followups.models.run import Pass
from followups.models.suppression import Suppression
from followups.models.task import CounselorTask
from followups.models.timeline import Entry
from followups.models.wording import Wording, WordingVersion

__all__ = [
    "Cadence",
    "CadenceChange",
    "Claim",
    "CounselorTask",
    "Debrief",
    "Delivery",
    "Digits",
    "Entry",
    "FollowUp",
    "Heartbeat",
    "Hold",
    "Letter",
    "LetterChanged",
    "LetterComment",
    "LetterVersion",
    "Nudge",
    "Pass",
    "Pause",
    "Slip",
    "Step",
    "Suppression",
    "TransitionNotAllowed",
    "Wording",
    "WordingVersion",
]
