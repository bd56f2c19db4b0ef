"""Lists of words that the checks look into; all folded (small letters, no accents, no apostrophes)."""

# Words that often open a sentence or are written with a capital for no other reason: never somebody's name.
COMMON = frozenset(
    """
    a about above after again all almost along already also although always am american among an and another any
    anybody anyone anything april are around as ask asked at august away back be because been before began being below
    best better between both but by call came can cant christmas clean close come could customer customers day days
    dear december did different do does doing done dont down during each early easter either else employees end
    english enjoy enjoyed enough even evening ever every everybody everyone everything excited experience family far
    fast february feel few finally find fine first five for four free friday from full further gave get give given
    glad go going gone good got grateful great greetings had half happy hard has have having he hello help helped her
    here hers hi him his hope hour hours house houston how however i id if ill im in indeed instead interview into is
    it its ive january job jobs july june just keep kind knew know last late later learn learned least leave left less
    let letter like liked line little live long look looked looking looks lot love loved made mail make manager many
    march may maybe me mean meet meeting meetings met mexican might mind mine minutes moment monday money monthly more
    morning most much must my myself name near need never new next nice night nine no nobody none nor not nothing
    november now october of off office often oh ok okay old on once one only open or other others our out over own
    part past people person phone place plan please pleased plus position possible proud put quick quite rather read
    ready real really recently regards respectfully right said same saturday saw say see seen september seven several
    shall she short should show showed since sincerely six skills small so some somebody someone something sometimes
    soon sorry spanish speak spoke stay still stop store such sunday sure take taken talk talked team tell ten texas
    thank thanks thanksgiving that thats the their them themselves then there therefore these they theyre thing things
    think third this those though thought three through thursday thus time times to today together told tomorrow
    tonight too took toward tried true truly try tuesday two under until up upon us use used very vietnamese wait walk
    want wanted was watch way we wednesday week weekend weeks well went were what when whenever where whether which
    while who whole whom whose why will willing wish with within without wont word words work worked working world
    would write wrote year years yes yesterday yet you youll your youre yours yourself youve
    """.split()
)

TITLES = frozenset("mr ms mrs miss mx dr prof professor sir madam maam chef doctor coach captain sra sr srta".split())
SUFFIXES = frozenset("jr sr ii iii iv phd md rn esq mba cpa".split())

# What a greeting may say when it names nobody.
GREETING_WORDS = (
    frozenset(
        """
        dear hi hello greetings good morning afternoon evening day to whom it may concern the a and of at for all
        everyone everybody team teams crew staff folks friends friend hiring manager managers management recruiter
        recruiters recruiting recruitment committee panel department human resources hr personnel office owner owners
        supervisor supervisors director interviewer interviewers interview people person assistant administrator
        coordinator lead leader sir sirs madam maam ladies gentlemen store shop kitchen warehouse clinic school plant
        restaurant company employer general front desk shift head chief operations sales service nursing principal
        captain sergeant lieutenant officer pastor father sister nurse foreman ms mr you your talent acquisition
        search everyones again
        """.split()
    )
    | TITLES
    | SUFFIXES
)
# Greetings of our seekers' other languages.
FOREIGN_GREETINGS = frozenset(
    "estimado estimada estimados estimadas hola querido querida buenos buenas apreciable senor senora kinh thua".split()
)

NICKNAMES = [
    set(group.split())
    for group in (
        "robert bob bobby rob robby bert",
        "william bill billy will willy liam",
        "richard rick ricky rich dick",
        "james jim jimmy jamie",
        "john jack johnny",
        "joseph joe joey",
        "jose pepe",
        "francisco paco pancho frank",
        "michael mike mickey",
        "charles chuck charlie",
        "edward ed eddie ted ned",
        "theodore ted teddy theo",
        "elizabeth liz beth betty lisa eliza libby",
        "margaret peggy meg maggie rita",
        "katherine catherine kathryn kate katie kathy cathy kat",
        "patricia patrick pat patty trish tricia paddy",
        "anthony tony antonio",
        "antonio tono",
        "guadalupe lupe lupita",
        "jesus chuy",
        "ignacio nacho",
        "rosario chayo",
        "enrique quique henry kike",
        "henry hank harry",
        "alexander alexandra alejandro alejandra alex sasha sandy lex",
        "deborah debra deb debbie",
        "susan sue susie suzanne",
        "steven stephen steve",
        "thomas tom tommy",
        "lawrence larry",
        "gerald jerry",
        "geraldine gerry",
        "jeffrey geoffrey jeff",
        "eugene gene",
        "barbara barb babs",
        "rebecca becky becca",
        "dorothy dot dottie",
        "nancy ann anne annie",
        "maria mari mary",
        "roberto beto",
        "alberto beto al",
        "eduardo lalo eddie ed",
        "manuel manny",
        "luis louie lou",
        "louis lou louie",
    )
]

# Words that stand in any thank-you letter: they show nothing of this one interview.
GENERIC = frozenset(
    """
    ability able about accept achieve achievement add advance afternoon again aim also always amazing another answer
    any applicant application apply appreciate appreciation april area asked aspect asset assist attention attitude
    august available awe awesome back background be became become began begun believe benefit benefits best better bit
    bless blessing blessings bring brought business busy call came candidate capable career carefully challenge
    challenging chance city clear clearly come commit commitment communicate communicator company confident consider
    consideration contact continue contribute convenience conversation convince could courteous culture current
    customer day dear december decision dedicate dedication delight delighted department dependable desire detail
    develop discuss discussion diversity duty dynamic each eager earlier education effort email employ employee
    employer employment energetic enjoy enthusiastic environment establishment ethic ethical ethics even evening ever
    every everyone everything excel excellence excellent exceptional excite exciting expand expansion expectation
    experience explain explore fair fantastic fast february feel felt few find first fit flexible follow forward found
    friday friend friendly full full-time future gain gave generous get give given glad goal god gone good grateful
    gratitude great grew group grow grown growth hand happy hard hardworking hear heard held help helpful hesitate
    high highly hire history honest honesty honor hope hour i'm idea ideal important impress impressive include
    industry inform information informative innovate innovation innovative insight insightful integrity interest
    interview interviewer january job join july june keep kept kind kindness knew know knowledge known large last lead
    leader leadership leading learn learnt leave led left let letter life like listen little look lot love loyal
    loyalty maam madam made make manager many march matter may meet meeting member mention met minute mission moment
    monday month more morning most motivate motivated move much name need new next nice night november objective
    objectives october office once one open opportunity organization other outgoing outstanding part part-time passion
    passionate past pay people person personality personally phone place plan player players pleasant please pleased
    pleasure polite position positive possibility possible potential present pride product productive professional
    professionalism professionally proud provide punctual qualification qualify quality question quick quickly reach
    reached ready real really receive regard regarding reliable remain remarkable reputation requirement respect
    response responsibility responsible result results review rewarding right role said saturday saw say schedule
    second see seen self-motivated september serve service share show shown sincere sincerely sir skill small some
    soon sooner speak spend spent spoke staff standard standards start still strength strengths strong success
    successful suit sunday supervisor supply support sure take taken talent talk talked task taught team teamwork tell
    text thank thankful thing think thought thrill thrilled throughout thursday time today together told tomorrow took
    top truly trust trustworthy try tuesday understand use useful vacancy valuable value various versatile very vision
    visit wait want warm way weakness wednesday week welcome well went wish within wonderful word work worker
    workplace world would write written wrote year yesterday you
    """.split()
)
