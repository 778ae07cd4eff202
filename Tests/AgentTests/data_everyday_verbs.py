"""Questions whose verbs and small words say no more than the columns beside them, and those that do."""

from data_everyday_kinds import CREW, means, of, one, totals
from data_everyday_kinds import TABLES as KINDS
from data_question_kinds import best, column, rows, where

TABLES = KINDS | {
    "laps.csv": "runner,club,minutes,km\nTom,Harriers,42,10\nIda,Striders,38,9\nUli,Harriers,55,12\nPia,Striders,61,14\nRob,Milers,47,11\n",
    "goods.csv": "order,date,item,pieces,price\n1,2025-01-04,lamp,2,30\n2,2025-01-20,chair,1,80\n3,2025-03-02,lamp,3,30\n"
                 "4,2025-03-15,desk,2,120\n5,2024-12-11,mug,6,8\n",
}
LAPS, GOODS = (rows(name, TABLES) for name in ["laps.csv", "goods.csv"])

# (table, question, key of the answer, what it must be)
ANSWERED = [
    # Verbs that say no more than the column beside them.
    ("laps.csv", "Which club ran the most km in total?", "values", best(totals(LAPS, "club", "km"))),
    ("laps.csv", "Which runner covered the fewest km?", "values", [one(LAPS, "km", most=False)["runner"]]),
    ("laps.csv", "How many km did the Striders run?", "value", totals(LAPS, "club", "km")["Striders"]),
    ("goods.csv", "Which order came first?", "values", ["5"]),
    ("goods.csv", "Which item came last?", "values", ["desk"]),
    ("crew.csv", "Who joined first?", "values", [min(CREW, key=lambda row: row["joined"])["name"]]),
    ("goods.csv", "Which order was placed first?", "values", ["5"]),
    ("laps.csv", "Who ran more than 10 km?", "values", ["Uli", "Pia", "Rob"]),
    # "Each" of a piece.
    ("goods.csv", "How many orders had at least 2 pieces and cost less than 50 each?", "value",
     len([row for row in GOODS if row["pieces"] >= 2 and row["price"] < 50])),
    ("goods.csv", "Which orders cost more than 50 each?", "answer", ": 2, 4 (2 rows)"),
    # Rows that are pointed at behind "without".
    ("crew.csv", "average age per office, without those who work remote", "groups",
     means(CREW, "office", "age", of("remote", "no"))),
    ("crew.csv", "How many people are there, excluding the people who are remote?", "value",
     len(where(CREW, of("remote", "no")))),
    # A verb of a column of dates that is called by its past.
    ("crew.csv", "When did Bo join?", "values", ["2020-05-01"]),
]
# (table, question, a word that the message names)
REFUSED = [
    ("goods.csv", "Was there more revenue in January or in March?", "revenue"),
    ("laps.csv", "Who came first?", "first"),
    ("laps.csv", "Which club lost the most km?", "lost"),
    ("goods.csv", "What is the average price each?", "each"),
]
