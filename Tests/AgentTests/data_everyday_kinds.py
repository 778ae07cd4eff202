"""Small tables, what people ask of them in everyday words, and what Python says is right: by kind of question."""

from data_question_kinds import best, by, column, exact, mean, rows, where

TABLES = {
    "plants.csv": "plant,bed,height_cm,grower,watered,price\nFern,North,40,Olga,yes,6.5\nIvy,North,120,Pavel,no,4.0\n"
                  "Rose,South,85,Olga,yes,12.0\nSage,South,30,Quin,no,3.5\nLily,East,60,Olga,yes,9.0\n",
    "tours.csv": "tour_id,date,client,town,guide,guests,fee,cancelled\nT1,2025-03-04,Ruth Lang,Ghent,Mara,4,80,no\n"
                 "T2,2025-03-18,Sven Dahl,Lyon,Mara,6,120,no\nT3,2025-04-02,Ruth Lang,Ghent,Nils,2,95,yes\n"
                 "T4,2025-05-11,Tove Berg,Lyon,Nils,9,200,no\nT5,2025-05-20,Sven Dahl,Turin,Mara,3,60,no\n"
                 "T6,2025-06-01,Ruth Lang,Ghent,Omar,5,110,no\n",
    "rowers.csv": "rower,club,points,late,entry_fee\nAda,Swan,71,2,10\nBea,Heron,64,0,12\nCem,Swan,88,5,10\n"
                  "Dov,Heron,59,1,12\nEli,Crane,77,3,15\n",
    "calls.csv": "call_id,agent,caller,minutes,topic,solved\n901,Rita,Hall,12,Billing,yes\n902,Stan,Ives,7,Setup,no\n"
                 "903,Rita,Joss,31,Setup,yes\n904,Stan,Hall,22,Billing,no\n905,Ursa,Kane,5,Other,yes\n",
    "jobs.csv": "job,driver,dispatcher,stops,km,absent\nJ1,Ola,Hanne,4,120,0\nJ2,Per,Hanne,7,80,1\nJ3,Ola,Ivar,2,200,2\n"
                "J4,Rolf,Ivar,9,60,0\nJ5,Ola,Hanne,3,90,1\n",
    "shelf.csv": "product,shelf,stock,supplier,buyer_name,price\nGlue,A,12,Kolo,Ann,2.5\nTape,A,40,Kolo,Ben,1.5\n"
                 "Saw,B,3,Marx,Ann,19.0\nDrill,C,2,Niro,Cem,89.0\nNails,B,500,Kolo,Ben,0.1\n",
    "novels.csv": "novel,author,year,copies\nRed Hill,Ines Maier,1999,4\nDeep Blue,Otto Rahm,2012,2\n"
                  "Old Oak,Ines Maier,2005,7\nFar Away,Lea Sand,2018,1\n",
    "pottery.csv": "item,maker,price\nCup,Ada,3\nJug,Bob,1\nPot,Ada,9\n",
}
TABLES |= {
    "school.csv": "pupil,form,history,latin,sprint,age,late\nUma,5a,71,80,13,11,0\nVic,5b,64,77,12,12,3\n"
                  "Wim,5a,88,52,15,11,1\nXia,5b,90,49,11,12,0\n",
    "noten.csv": "Name,Klasse,history,mark\nUwe,8a,2,1\nVera,8b,4,3\nWilli,8a,1,2\n",
    "race.csv": "runner,team,time_s,points,penalty_points\nAnn,Red,61.2,10,1\nBob,Blue,59.8,12,4\nCid,Red,70.1,4,0\n",
    "golf.csv": "player,handicap,score\nAnn,3,72\nBob,12,90\n",
}
PLANTS, TOURS, ROWERS, CALLS, JOBS, SHELF, NOVELS, POTTERY, SCHOOL, _, RACE, _ = (rows(name, TABLES) for name in TABLES)


def one(table, figure, most=True):
    """The row with the most or least of a column."""
    [found] = best({index: row[figure] for index, row in enumerate(table)}, most=most)
    return table[found]


def of(name, value):
    return lambda row: row[name] == value


def counts(table, key):
    return by(table, key, len)


def totals(table, key, figure, test=lambda row: True):
    return by(table, key, lambda found: exact(column(found, figure)), test)


def means(table, key, figure, test=lambda row: True):
    return by(table, key, lambda found: mean(column(found, figure)), test)


# (table, question, key of the answer, what it must be)
ANSWERED = [
    # Verbs and nouns that are made of the name of a column.
    ("jobs.csv", "Who drives the most jobs?", "values", best(counts(JOBS, "driver"))),
    ("jobs.csv", "Who drove the most km?", "values", best(totals(JOBS, "driver", "km"))),
    ("jobs.csv", "Who dispatched the most jobs?", "values", best(counts(JOBS, "dispatcher"))),
    ("jobs.csv", "Who drove J4?", "values", column(JOBS, "driver", of("job", "J4"))),
    ("jobs.csv", "How many jobs were driven by Ola?", "value", len(where(JOBS, of("driver", "Ola")))),
    ("jobs.csv", "Which jobs were dispatched by Ivar?", "values", column(JOBS, "job", of("dispatcher", "Ivar"))),
    ("jobs.csv", "Which job had the most absences?", "values", [one(JOBS, "absent")["job"]]),
    ("jobs.csv", "total absences by driver", "groups", totals(JOBS, "driver", "absent")),
    ("shelf.csv", "Who supplies the saw?", "values", column(SHELF, "supplier", of("product", "Saw"))),
    ("shelf.csv", "Who supplies the most products?", "values", best(counts(SHELF, "supplier"))),
    ("shelf.csv", "Who supplies the most expensive product?", "values", [one(SHELF, "price")["supplier"]]),
    ("shelf.csv", "Which supplier supplies the cheapest product?", "values", [one(SHELF, "price", most=False)["supplier"]]),
    ("novels.csv", "Who wrote Old Oak?", "values", column(NOVELS, "author", of("novel", "Old Oak"))),
    ("novels.csv", "Which author wrote the most novels?", "values", best(counts(NOVELS, "author"))),
    ("novels.csv", "Which novels were written by Ines Maier?", "values", column(NOVELS, "novel", of("author", "Ines Maier"))),
    ("novels.csv", "Who wrote the most copies?", "values", best(totals(NOVELS, "author", "copies"))),
    ("pottery.csv", "Who makes the most items?", "values", best(counts(POTTERY, "maker"))),
    # A verb that says no more than the column.
    ("rowers.csv", "Who scored highest?", "values", [one(ROWERS, "points")["rower"]]),
    ("rowers.csv", "Who scored the most points?", "values", [one(ROWERS, "points")["rower"]]),
    ("rowers.csv", "Which club scored the most points?", "values", best(totals(ROWERS, "club", "points"))),
    ("rowers.csv", "Average points scored by club", "groups", means(ROWERS, "club", "points")),
    ("rowers.csv", "Who scored more than 70 points?", "values", column(ROWERS, "rower", lambda row: row["points"] > 70)),
    ("golf.csv", "Who scored highest?", "values", ["Bob"]),
    # The best is the highest where more is better.
    ("rowers.csv", "Who has the worst points?", "values", [one(ROWERS, "points", most=False)["rower"]]),
    ("rowers.csv", "Which club has the best average points?", "values", best(means(ROWERS, "club", "points"))),
    ("school.csv", "Who got the best mark in history?", "values", [one(SCHOOL, "history")["pupil"]]),
    ("school.csv", "Which form has the best average in latin?", "values", best(means(SCHOOL, "form", "latin"))),
    ("school.csv", "Who scored highest in latin?", "values", [one(SCHOOL, "latin")["pupil"]]),
    ("school.csv", "What is the average mark in latin?", "value", mean(column(SCHOOL, "latin"))),
    ("school.csv", "the 2 best in latin", "values", ["Uma", "Vic"]),
    ("race.csv", "Which team has the best total points?", "values", best(totals(RACE, "team", "points"))),
    # Places of groups by their rows.
    ("tours.csv", "Which client has the second most tours?", "values", ["Sven Dahl"]),
    ("tours.csv", "Which client has the third most tours?", "values", ["Tove Berg"]),
]
# What must not be answered, and a word that the message names.
REFUSED = [
    # Another verb, the verb of another column, and one that is turned around.
    ("jobs.csv", "Which driver cancelled the most jobs?", "cancelled"),
    ("jobs.csv", "Which dispatcher drove the most jobs?", "drove"),
    ("jobs.csv", "Who drives Ola?", "drives"),
    ("jobs.csv", "Who was driven by Ola?", "driven"),
    ("jobs.csv", "How many jobs were dispatched?", "dispatched"),
    ("jobs.csv", "Who drove more than 2 jobs?", "2"),
    ("shelf.csv", "Who supplies Kolo?", "supplies"),
    ("shelf.csv", "total supplies", "supplies"),
    ("shelf.csv", "Who supplies the screws?", "screws"),
    ("shelf.csv", "Which buyer supplies the most products?", "supplies"),
    ("novels.csv", "How many novels were written in 2012?", "written"),
    ("novels.csv", "Who wrote Ines Maier?", "wrote"),
    # What somebody else did with the rows is not in them.
    ("novels.csv", "Which author read the most novels?", "read"),
    ("novels.csv", "Which author sold the most novels?", "sold"),
    ("novels.csv", "Which author translated the most novels?", "translated"),
    ("pottery.csv", "Who made the most items?", "who"),
    ("pottery.csv", "Who made the most?", "who"),
    # Nothing that is scored, and more than one that may be.
    ("pottery.csv", "Who scored highest?", "who"),
    ("school.csv", "Who scored highest?", "highest"),
    ("rowers.csv", "Who scored the highest entry fee?", "scored"),
    # Low may be better: fees, times, ages, German marks, penalty points, golf.
    ("rowers.csv", "Who has the best entry fee?", "best"),
    ("school.csv", "Who has the best sprint?", "best"),
    ("school.csv", "Who has the best mark in sprint?", "best"),
    ("school.csv", "Which form has the best average age?", "best"),
    ("school.csv", "best 2 by sprint", "best"),
    ("noten.csv", "Which Klasse has the best average in history?", "best"),
    ("noten.csv", "Who has the best mark?", "best"),
    ("race.csv", "Who has the best penalty points?", "best"),
    ("golf.csv", "Who has the best score?", "best"),
    ("pottery.csv", "Which item has the best price?", "best"),
    ("school.csv", "Who has the best history and latin?", "best"),
    ("school.csv", "Who was late most often?", "who"),
    # So many rows are no price.
    ("pottery.csv", "Which maker has more than 1 item?", "1"),
]
# (table, what was asked before, question, key of the answer, what it must be)
FOLLOW_UPS = [
    # The one row that was named.
    ("plants.csv", ["Which plant is the tallest?"], "What bed is it in?", "values", [one(PLANTS, "height_cm")["bed"]]),
    ("plants.csv", ["Which plant is the tallest?", "What bed is it in?"], "how much does it cost?", "value",
     one(PLANTS, "height_cm")["price"]),
    ("plants.csv", ["Which plant is the tallest?", "how much does it cost?"], "who is its grower?", "values",
     [one(PLANTS, "height_cm")["grower"]]),
    ("plants.csv", ["What is the highest price?"], "which bed is it in?", "values", [one(PLANTS, "price")["bed"]]),
    ("plants.csv", ["Which plant is in the East bed?"], "what is its price?", "value", 9),
    ("rowers.csv", ["Who has the most points?"], "which club is she in?", "values", [one(ROWERS, "points")["club"]]),
    ("rowers.csv", ["Who has the most points?", "which club is she in?"], "what is their entry fee?", "value",
     one(ROWERS, "points")["entry_fee"]),
    ("rowers.csv", ["Who has the most points?", "and the second most?"], "which club is he in?", "values", ["Crane"]),
    ("rowers.csv", ["Who is in the Crane club?"], "how many points does she have?", "value", 77),
    ("calls.csv", ["Which call has the highest minutes?"], "who was its caller?", "values", ["Joss"]),
    ("calls.csv", ["Which call has less than 6 minutes?"], "who was the agent of it?", "values", ["Ursa"]),
    ("jobs.csv", ["Which job has the most km?"], "and who dispatched it?", "values", [one(JOBS, "km")["dispatcher"]]),
    # Who stands in several rows, but in all of them with the same.
    ("tours.csv", ["Which client has the highest fee?"], "what is her fee?", "value", 200),
    # The one group.
    ("plants.csv", ["Which bed has the highest average price?"], "how many plants are in it?", "value", 1),
    ("plants.csv", ["Which grower has the most plants?"], "what is her average price?", "value",
     mean(column(PLANTS, "price", of("grower", "Olga")))),
    ("rowers.csv", ["Which club has the highest average points?"], "what is its total entry fee?", "value", 20),
    ("rowers.csv", ["Which club has the highest average points?", "what is its total entry fee?"],
     "how many rowers does it have?", "value", 2),
    ("calls.csv", ["Which topic is the least common?"], "what is its average minutes?", "value", 5),
    ("calls.csv", ["Which agent has the highest total minutes?"], "list their calls", "rows", 2),
    # The groups of the answer before.
    ("tours.csv", ["Average fee by town"], "and the highest?", "values", best(means(TOURS, "town", "fee"))),
    ("tours.csv", ["Average fee by town", "and the highest?"], "and the second highest?", "values",
     best(means(TOURS, "town", "fee"), 2)[1:]),
    ("tours.csv", ["Total guests by guide"], "which of them has the lowest?", "values",
     best(totals(TOURS, "guide", "guests"), most=False)),
    ("tours.csv", ["Total guests by guide"], "which of them has the highest fee?", "values", best(totals(TOURS, "guide", "fee"))),
    ("tours.csv", ["Total guests by guide"], "who has the highest?", "values", best(totals(TOURS, "guide", "guests"))),
    ("tours.csv", ["Total guests by guide"], "and the average instead?", "groups", means(TOURS, "guide", "guests")),
    ("tours.csv", ["Which guide has the highest total guests?"], "and the average instead?", "values",
     best(means(TOURS, "guide", "guests"))),
    ("tours.csv", ["Total guests by guide"], "and the fee?", "groups", totals(TOURS, "guide", "fee")),
    ("tours.csv", ["Total fee by month"], "and the highest?", "values",
     best(totals(TOURS, lambda row: row["date"][:7], "fee"))),
    ("tours.csv", ["Number of tours by town"], "which of them has the most?", "values", best(counts(TOURS, "town"))),
    ("tours.csv", ["Number of tours by town"], "and the second most?", "values", best(counts(TOURS, "town"), 2)[1:]),
    ("tours.csv", ["Total fee by town where guide is Mara"], "which of them has the highest?", "values",
     best(totals(TOURS, "town", "fee", of("guide", "Mara")))),
]
# (table, what was asked before, question, a word that the message names)
UNCLEAR = [
    # Two rows, no row, and somebody else.
    ("plants.csv", ["Which bed has the most plants?"], "what is its total price?", "its"),
    ("plants.csv", ["Which plants are watered?"], "what is its price?", "its"),
    ("plants.csv", ["Which plant is the tallest?"], "what is her price?", "her"),
    ("plants.csv", ["average price"], "what is her height?", "her"),
    ("plants.csv", ["Which plant is the tallest?", "which bed has the nicest soil?"], "what is its price?", "its"),
    ("calls.csv", ["Top 3 calls by minutes"], "what are their topics?", "their"),
    ("calls.csv", ["Which call has the highest minutes and which has the lowest?"], "what is its topic?", "its"),
    ("calls.csv", ["Which topic is the most common?"], "how many calls of it were solved?", "it"),
    # Who stands in several rows has several.
    ("calls.csv", ["Which agent had the highest minutes?"], "which topic did she have?", "she"),
    # "It" is the club, and no rower.
    ("rowers.csv", ["Who has the most points?", "which club is she in?"], "how many rowers are in it?", "it"),
    ("rowers.csv", ["Who has the most points?"], "what is her average points?", "Cem"),
    ("rowers.csv", ["Who has the most points?"], "how many rowers are in her club?", "club"),
    ("rowers.csv", ["Who has the most points?"], "who is better than her?", "better"),
    # Figures of no groups, two figures, a column that is none.
    ("tours.csv", ["Average fee"], "and the highest?", "highest"),
    ("tours.csv", ["Total fee and average guests by town"], "and the highest?", "highest"),
    ("tours.csv", ["Total guests by guide"], "which of them has the highest tax?", "tax"),
    ("tours.csv", ["Total guests by guide"], "and the average instead of the total?", "instead"),
    ("tours.csv", ["Which town has the most tours?"], "and the average instead?", "instead"),
    ("tours.csv", ["Total fee by town"], "and the client?", "client"),
    ("tours.csv", ["Total fee by town"], "who has the highest?", "highest"),
]
