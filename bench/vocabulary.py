"""The words that generated reviews are made of: an invented field, real-looking.

Accents, particles and corporate names are there on purpose: readers must cope.
"""

from __future__ import annotations

SUBJECTS = (
    "pupils who tend a school garden", "teachers of the upper grades", "parents of new pupils",
    "head teachers in rural districts", "canteen staff with a free hand", "girls in mixed classes",
    "volunteers from the neighbourhood", "children who rarely eat vegetables at home",
    "schools without a garden of their own", "the municipal education office",
    "newly trained teachers", "pupils with two years of gardening", "families on a low income",
    "a garden coordinator paid by the town", "classes that cook what they harvest",
    "boys who joined the lunch club", "teachers who were never trained for it",
    "pupils in the control schools", "the ministry's school inspectors", "farmers near the school",
)  # fmt: skip
VERBS = (
    "name more kinds of vegetables", "try unfamiliar food more often", "ask more questions",
    "keep the beds in order over the summer", "talk about meals at home",
    "report less waste at lunch", "spend less time on preparation", "give up after one season",
    "link the garden to science lessons", "see the garden as an extra burden",
    "choose fruit over sweets", "remember where their food comes from",
    "lack tools, water and a shed", "rely on one committed person",
    "doubt that the effect outlasts the project", "value the work outdoors above the harvest",
    "want the garden to be part of the curriculum", "eat no more vegetables than before",
    "bring recipes from their grandparents", "measure success by attendance alone",
)  # fmt: skip
CONDITIONS = (
    "after ten weeks of tasting lessons", "when the lessons are part of the timetable",
    "as long as somebody waters the beds in August", "in the first year of the programme",
    "once the external funding has ended", "where the canteen buys the harvest",
    "if parents are invited to the harvest day", "compared with the year before",
    "in schools with more than four hundred pupils", "even without a trained gardener",
    "during the two winters of the study", "when the head teacher takes part",
    "in towns as well as in the country", "although the difference is small",
    "according to their own diaries", "when asked by somebody whom they know",
)  # fmt: skip
SETTINGS = (
    "in the three districts of the study", "in two thirds of the schools that answered",
    "in the pilot schools", "across all age groups", "in the villages along the coast",
    "in the capital", "among those who stayed until the end", "in most of the interviews",
    "in the survey of 2014", "under the national programme", "outside the growing season",
    "in the schools that were visited twice", "on the islands", "in the comparison group",
)  # fmt: skip
QUOTES = (
    "they could name more vegetables than before the lessons",
    "nobody waters the beds in August", "the garden stands and falls with one teacher",
    "we have no time for it, to be honest", "the children asked for second helpings",
    "the effect was no longer visible after one year", "parents began to cook together",
    "it is not written in the curriculum, so it does not count",
    "most of the harvest is eaten at school", "no difference between the two groups",
    "the programme ended with its funding", "girls took part more often than boys",
    "what grows here belongs to all of us", "a shed, a tap and a key would be enough",
)  # fmt: skip
REASONS = (
    "Measured in the same year with the same instrument.", "The abstract drops the hedge.",
    "The samples overlap; the smaller one is part of the larger.",
    "The later text counts schools, the earlier one pupils.",
    "Only one of them controls for the season.", "Both describe the pilot schools.",
)  # fmt: skip
CAVEATS = ("Self-reported.", "One season only.", "The base is not stated.", "Small groups: n < 20.")
MEASURED = (
    ("pupils who name ten vegetables", "all pupils of the school", "percent"),
    ("meals with vegetables", "all school meals of a week", "percent"),
    ("hours of gardening", "", "hours a week"),
    ("waste at lunch", "", "grams a pupil"),
    ("schools with a garden", "all schools of the district", "percent"),
)  # fmt: skip

ELEMENTS = (
    ("knowledge", "Food knowledge"), ("tasting", "Tasting"), ("garden", "The garden"),
    ("curriculum", "Place in the curriculum"), ("teachers", "Teachers' time"),
    ("training", "Training"), ("parents", "Parents' part"), ("canteen", "The canteen"),
    ("funding", "Funding"), ("water", "Water and tools"), ("season", "The season"),
    ("ownership", "Ownership"), ("health", "Health"), ("waste", "Waste"),
    ("community", "The community"), ("policy", "Policy"), ("measurement", "Measurement"),
    ("gender", "Girls and boys"), ("science", "Science lessons"), ("outcomes", "Outcomes"),
)  # fmt: skip

FAMILY_NAMES = (
    "Abel", "Adeyemi", "Åström", "Bianchi", "Březina", "Castaño", "Çelik", "Dąbrowski",
    "D'Angelo", "Eriksen", "Fernández", "García Márquez", "Gómez-Ruiz", "Hernández", "Ibrahim",
    "Jørgensen", "Kim", "Kowalczyk", "Łukasik", "López", "Müller", "Ngũgĩ", "Nguyễn", "O'Brien",
    "Öztürk", "Petrović", "Quispe", "Rahayu", "Sato", "Šimůnek", "Strauß", "Tanaka", "Ursache",
    "Vásquez", "Wibowo", "Xu", "Yılmaz", "Zięba",
)  # fmt: skip
PARTICLES = ("", "", "", "", "", "", "", "", "van der ", "de ", "von ")
GIVEN_NAMES = (
    "Ana María", "Bo", "Chloé", "Dewi", "Emre", "Fatima", "Grete", "Håkon", "Inés", "Jin-ho",
    "Katarína", "Luís", "Mei", "Noël", "Olga", "Paweł", "R. K.", "Siti", "Thomas", "Zoë",
)  # fmt: skip
BODIES = (
    "World Food Office", "Ministry of Education and Culture", "Garden Schools Network",
    "National Institute of Statistics",
)  # fmt: skip
JOURNALS = (
    ("jse", "Journal of School Environments"), ("lfr", "Learning and Food Review"),
    ("ahe", "Annals of Horticultural Education"), ("phs", "Public Health in Schools"),
)  # fmt: skip
PUBLISHERS = (
    ("Field \\& Furrow", "Göttingen"), ("University Press of Elsewhere", "Elsewhere"),
    ("Casa del Huerto", "Málaga"), ("Penerbit Kebun", "Yogyakarta"),
)  # fmt: skip
TITLE_TOPICS = (
    "School gardens", "Tasting lessons", "Children's knowledge of food", "Gardening teachers",
    "The {DNA} of a school lunch", "Food literacy", "Outdoor learning", "{UNICEF} and the garden",
    "Vegetables in the canteen", "Parents in the garden", "The 50\\% rule", "Water and tools",
)  # fmt: skip
TITLE_FOCUS = (
    "a two-year study", "evidence from twelve schools", "a survey among teachers",
    "what interviews tell", "a controlled trial", "lessons of a pilot programme",
    "a view from the {G}lobal {S}outh", "une étude de cas", "notes from the field",
)  # fmt: skip
TITLE_PLACES = (
    "Malmö", "São Paulo", "the Białystok region", "Central Java", "the Åland islands", "Lima",
    "Tunis", "the Scottish borders", "Kraków", "Đà Nẵng", "rural Ohio", "Győr",
)  # fmt: skip
