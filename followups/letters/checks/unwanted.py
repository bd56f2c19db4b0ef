"""Patterns for what does not belong in a letter. They are laid upon small letters, straight apostrophes, single spaces.

All look for what is said of the writer (or of an earlier job), so that a nurse can write of patients and a cook of a
family restaurant. Each repeat is bounded, so that no text makes them slow.
"""

import re


def one_of(words: str) -> str:
    """Make a group of alternatives; `_` is a space inside one of them."""
    return "(?:" + "|".join(words.replace("_", " ") for words in words.split()) + ")"


def pattern(*alternatives: str) -> re.Pattern:
    # Not \b: some begin with a $.
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")\b")


def up_to(count: int) -> str:
    """So many words in between, or fewer."""
    return rf"(?:[\w'-]{{1,30}} ){{0,{count}}}"


HOW = one_of("not very still now often never also being been a little")
I_AM = one_of("i_am i'm i_was i've_been i_have_been") + rf" (?:{HOW} ){{0,3}}"
I_HAVE = one_of("i_have i've_got i_have_got i_had i_suffer_from i_live_with")
KIND_OF = r"(?:(?:a|an|my|some|mild|severe|bad|chronic|type|[12]|had|slight|little|history|of|breast) ){0,4}"

ILLNESS = one_of(
    "diabetes asthma epilepsy cancer depression anxiety ptsd adhd autism seizures bad_back back_pain stroke disability "
    "surgery back_surgery"
)
BODY = one_of("back knee knees shoulder heart hip leg arm neck foot")
TROUBLE = one_of("surgery problems? pain injury condition operation hurts? attack trouble")
UNWELL = one_of("sick ill disabled pregnant depressed diagnosed hospitalized injured in_the_hospital in_rehab sober")
MONTHS = r"(?:\w{1,10} months )?"
MY_HEALTH = one_of(
    "depression anxiety diabetes cancer illness sickness disease disability disabilities medication pills pregnancy "
    "surgery therapist injury injuries asthma epilepsy seizures ptsd adhd blood_pressure"
)
HEALTH = pattern(
    rf"{I_AM}{MONTHS}{UNWELL}(?! (?:days?|leave|and tired))",
    rf"my {up_to(1)}{MY_HEALTH}",
    rf"my {up_to(1)}{BODY} {TROUBLE}",
    r"(?:my|an|after the) operation(?= (?:last|in|on|and|but|this|went)\b)",
    r"my health(?! (?:care|insurance|sciences?|card|class))",
    rf"{I_HAVE} {KIND_OF}(?:{ILLNESS}|heart {TROUBLE})",
    r"i take (?:medication|medicine|pills)",
)

RELATIVES = one_of(
    "husband wife kids? child children sons? daughters? baby babies mother father mom dad parents boyfriend girlfriend "
    "grandmother grandfather grandchildren grandkids grandson granddaughter divorce marriage spouse"
)
FAMILY = pattern(
    rf"my {up_to(1)}{RELATIVES}(?!'| (?:tongue|language|development|care|shop|restaurant|menu|company|who taught))",
    r"my (?:\w+ )?family(?!'s| (?:restaurant|business|shop|farm|store|bakery|name))",
    r"(?:i am|i'm|as) a (?:single|young|new|proud|divorced|working) (?:mother|mom|father|dad|parent)",
    r"(?:i am|i'm) (?:\w+ )?(?:married|divorced|widowed|a widow|a mother|a father|a mom|a dad)",
    r"(?:my|a) (?:babysitter|sitter)",
)

AGE = pattern(
    r"(?:i am|i'm|i turned|i just turned) (?:(?!over|at least)[\w-]{1,30} ){0,3}?(?:years old|years of age|yrs old)",
    r"my age",
    r"(?:too|not that) (?:old|young) (?:for|to)",
    r"(?:i am|i'm) (?:(?:too|so|very|not|still|getting) ){0,2}(?:old|young|older|elderly)(?! (?:school|fashioned))",
    r"(?:close to|near|ready for|before i reach) (?:my )?retirement",
    r"i was born (?:in (?:19|20)\d\d|on)",
    r"my (?:date of birth|birthday|birth date)",
)

PAPERS = one_of(
    "visa green_card work_permit immigration_papers asylum immigration citizenship legal_status daca residency "
    "deportation"
)
OF_STATUS = one_of("proud new legal american us u.s. naturalized undocumented permanent former")
STATUS = pattern(
    rf"my {up_to(1)}{PAPERS}",
    rf"(?:i am|i'm|as) (?:not )?(?:an? )?(?:{OF_STATUS} )?"
    + one_of("immigrant refugee undocumented asylum_seeker dreamer resident citizen")
    + r"(?! (?:rights|families|services|children|students|aide|assistant|manager|engineer))",
    r"immigration (?:status|papers|case|court|hearing)",
    r"(?:a|got|get|have) (?:my )?(?:green card|work permit)",
    r"my papers (?:are|will|came|have|got|were)",
    r"without papers",
)

COURT = one_of(
    "on_probation on_parole arrested convicted incarcerated locked_up a_felon an_ex-con felon in_jail in_prison"
)
RECORD = pattern(
    rf"{I_AM}{COURT}",
    rf"i {up_to(1)}(?:went to|got out of|spent {up_to(4)}in|did time in|came out of) (?:jail|prison)",
    r"my (?:\w+ )?(?:criminal|arrests?|convictions?|felony|felonies|parole|charges|dwi|dui)",
    r"my (?:old|past|criminal|police|court|background) (?:record|check)",
    r"(?:on my record|my record is (?:clean|clear|sealed|expunged|old))",
    r"my probation(?! period)",
    rf"i (?:have|had|got) {up_to(2)}(?:felony|criminal record|misdemeanor|dwi|dui|conviction|charges (?:on|against))",
    r"i have (?:a|an old|no) record(?! (?:of|for|in|as))",
    r"my criminal (?:record|history|background|past)",
)
NUMBER = re.compile(r"\b\d{3}-\d{2}-\d{4}\b|\bmy (?:social security|social|ssn)\b")

PAY = one_of(
    "salary wages? a_raise my_raise vacation vacations paid_time_off health_insurance benefits pay_rate hourly_rate "
    "starting_pay"
)
WANT = one_of("need want expect expecting discuss negotiate know about asking_for require")
ASKED = one_of("do does will would can could is it you they the this job position shift night i")
AMOUNT = r"\$ ?\d[\d,.]{0,12}"
EACH = r" ?(?:(?:an|per|a|/|each) ?(?:hour|hr|day|week|month|year)|hourly|weekly|monthly|yearly|or more|to start)"
MONEY = pattern(
    rf"how much (?:{ASKED} ){{0,5}}(?:pays?|earn)",
    r"how much (?:will|would|can|do) i (?:make|get)",
    rf"(?:need|want|expect|require|(?:asking|looking) for|earn|earned|pa(?:id|y) me) {up_to(3)}{AMOUNT}{EACH}",
    r"\$ ?\d{1,3}(?:\.\d\d)? ?(?:an|per|/|a) ?(?:hour|hr)",
    rf"{WANT} {up_to(4)}{PAY}(?! (?:of|to|for|and hour|department|team|office|laws?|rules?))",
    r"(?:my|the|your) (?:salary|pay|wages?) (?:is|should|must|needs|was|has|expectations?|requirements?)",
    r"(?:better|more|higher) (?:pay|salary|wages)",
    r"(?:make|earn|want|need|for) (?:more|better|good) money",
)

BEGGING = pattern(
    r"(?:i beg|i am begging|i'm begging|begging you|beg you)",
    r"(?:i am|i'm) (?:\w+ )?desperate",
    r"i desperately",
    r"desperate (?:need|for|to)",
    rf"(?:i|we) {up_to(2)}need (?:this|the|a|any|your) (?:job|work|position|money|paycheck)",
    r"please,? (?:please|hire me|give me (?:this |the |a |one )?(?:job|chance|position|work|shot))",
    r"(?:i will|i'll|i would|i'd|i can) (?:take|accept|do) (?:any job|any work)",
    r"(?:i will|i'll|i would|i'd) (?:take|do|accept) anything(?! (?:that|you|on|in)\b)",
    r"(?:i will|i'll|i would|i'd|i can) (?:\w+ )?work for (?:free|nothing|less)",
    r"my (?:last|only) (?:hope|chance)",
    rf"(?:pay|cover|afford|behind on) (?:my|our) {up_to(1)}(?:rent|bills|mortgage|car note)",
    rf"(?:i|we) {up_to(2)}(?:evicted|homeless|running out of money|out of money|no money)",
)

PLACE = one_of(
    "salon shop restaurant store kitchen warehouse office school hotel clinic hospital crew company job team"
)
EARLIER = one_of("last old former previous past ex other first")
OLD = rf"(?:my(?: {EARLIER}){{0,2}}|(?:the|that)(?: {EARLIER}){{1,2}})"
BOSS = one_of("boss bosses manager managers supervisor employer employers company owner job jobs place coworkers")
BAD = one_of(
    "terrible awful horrible unfair rude mean lazy toxic abusive incompetent stupid crooked dishonest racist nasty "
    "the_worst disorganized cheap a_bad a_terrible a_horrible a_lousy a_toxic a_mean a_liar a_bully a_nightmare a_mess "
    "a_joke"
)
VERY = "(?:(?:so|very|really|always|too|just|such|all|often|extremely) ){0,2}"
WRONGED = one_of(
    "yelled screamed lied cheated mistreated disrespected bullied underpaid harassed stole took_advantage "
    "refused_to_pay never_paid never_appreciated never_respected never_listened did_not_pay didn't_pay did_not_care "
    "didn't_care did_not_respect didn't_respect did_not_appreciate didn't_appreciate did_not_know_how treated_me_bad "
    "treated_me_badly treated_me_unfairly treated_me_like treated_us treated_people fired_me"
)
HATED = one_of("hated could_not_stand couldn't_stand can't_stand was_sick_of was_tired_of am_tired_of")
# "My last boss at the store was", but not "my last job: the summers were".
WHERE = r"(?:(?:there|also|often) |(?:at|of|from|in) (?:[\w'-]{1,30} ){1,2})?"
BLAME = pattern(
    rf"{OLD} {BOSS} {WHERE}(?:was|were|is|are) {VERY}{BAD}",
    rf"{OLD} {BOSS} {WHERE}(?:just |simply |always |even )?{WRONGED}",
    rf"{BOSS} (?:of|at|from|in) {OLD} {PLACE} (?:(?:was|were) {VERY}{BAD}|{WRONGED})",
    rf"my (?:last|old|former|previous) {PLACE} (?:was|were) {VERY}{BAD}",
    rf"i (?:\w+ )?{HATED} (?:working (?:for|at|with) )?(?:my|that|the|those) (?:\w+ )?(?:{BOSS}|people there)",
    rf"my {up_to(1)}{one_of('rude mean lazy terrible awful horrible toxic unfair abusive stupid bad crazy')} {BOSS}",
)

# A doubt with one of these is no matter for a letter.
BARE_PRIVATE = re.compile(
    r"\b(?:"
    + one_of(
        "health sick ill illness disab\\w+ pregnan\\w+ surgery injur\\w+ depress\\w+ cancer felony felon record jail "
        "prison arrest\\w* probation parole convict\\w* background criminal kids? children baby husband wife family "
        "age older? young visa papers immigra\\w+ green_card citizen\\w*"
    )
    + r")\b"
)
