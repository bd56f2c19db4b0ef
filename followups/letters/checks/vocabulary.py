"""Lists of words that the checks look into; all folded (small letters, no accents, no apostrophes)."""

# Words that often open a sentence or are written with a capital for no other reason: never somebody's name.
COMMON = frozenset(
    """
    a about above after again all almost along already also although always am among an and another any anybody anyone
    anything are around as ask asked at away back be because been before began being below best better between both
    but by call came can cant clean close come could customer customers day days dear did different do does doing done
    dont down during each early either else employees end enjoy enjoyed enough even evening ever every everybody
    everyone everything excited experience family far fast feel few finally find fine first five for four free from
    full further gave get give given glad go going gone good got grateful great greetings had half happy hard has have
    having he hello help helped her here hers hi him his hope hour hours house how however i id if ill im in indeed
    instead interview into is it its ive job jobs just keep kind knew know last late later learn learned least leave
    left less let letter like liked line little live long look looked looking looks lot love loved made mail make
    manager many may maybe me mean meet meeting meetings met might mind mine minutes moment money monthly more morning
    most much must my myself name near need never new next nice night nine no nobody none nor not nothing now of off
    office often oh ok okay old on once one only open or other others our out over own part past people person phone
    place plan please pleased plus position possible proud put quick quite rather read ready real really recently
    regards respectfully right said same saw say see seen seven several shall she short should show showed since
    sincerely six skills small so some somebody someone something sometimes soon sorry speak spoke still stay stop
    store such sure take taken talk talked team tell ten thank thanks that thats the their them themselves then there
    therefore these they theyre thing things think third this those though thought three through thus time times to
    today together told tomorrow tonight too took toward tried true truly try two under until up upon us use used very
    wait walk want wanted was watch way we week weekend weeks well went were what when whenever where whether which
    while who whole whom whose why will willing wish with within without wont word words work worked working world
    would write wrote year years yes yesterday yet you youll your youre yours yourself youve
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december christmas thanksgiving easter english spanish vietnamese american mexican texas houston
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
    ability able about accept add advance afternoon again also always apply applicant application appreciate area asset
    aspect attention available back background believe benefit best better bring business busy candidate capable career
    chance city come communicate communicator company confident consider consideration contact continue
    contribute convince conversation could culture current dear decision dedicate dedication department desire
    detail develop discuss discussion duty eager earlier education effort email employ employee employer employment
    enjoy enthusiastic environment establishment even evening ever every everything everyone excellent excite exciting
    expectation experience explain explore fast feel find fit follow forward friend friendly future gain gave get give
    glad goal good grateful great group grow growth hand happy hard hardworking hear help highly hire history honest
    honor hope hour idea important impress include industry information inform interest interview interviewer job join
    keep kind kindness knowledge know large last learn leave let letter life like listen little look lot love loyal
    make manager many matter meet meeting member mention mission moment month more morning motivate move name need new
    next nice office once one open opportunity organization other part past people person personally phone place plan
    pleasant please pleasure position possible possibility potential present professional professionalism proud provide
    punctual qualification qualify question quick quickly ready real really receive regard regarding reliable remain
    reputation requirement respect responsible responsibility response review right role say see serve service share
    show skill small sooner soon speak spend start still staff strong successful success suit supervisor supply support
    sure take talent talk task team tell thank thankful thing think thought throughout time today together tomorrow top
    trust truly try understand use value various very visit vacancy wait want warm way week welcome well wish within
    wonderful word work worker workplace world would write wrote year yesterday you position positive attitude
    regarding fair fantastic amazing awesome awe courteous polite generous useful helpful informative insight insightful
    valuable appreciation gratitude sincere sincerely hesitate convenience reach reached call text answer schedule
    talked told asked said spoke gone went came saw seen heard knew known met left kept felt found thought brought
    taught learnt made took taken given shown written spent held led began begun become became grew grown i'm be
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december day night minute first second another few much most some any each lot bit
    forward full-time part-time full part pay pleased delight delighted thrill thrilled high quality standard standards
    customer product expand expansion
    """.split()
)
