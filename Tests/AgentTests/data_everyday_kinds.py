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
TABLES |= {
    "trips.csv": "train,from,to,leaves,late_min,full\nR1,Bern,Basel,2025-04-01 08:05,3,no\nR2,Basel,Bern,2025-04-01 09:00,0,yes\n"
                 "R1,Bern,Basel,2025-05-02 09:59,12,no\nR3,Genf,Bern,2025-05-07 10:00,,yes\n"
                 "R4,Bern,Genf,2025-06-11 17:30,7,no\nR2,Basel,Bern,2026-04-03 09:30,1,no\n",
    "bills.csv": "bill,client,issued,amount,settled\nB1,Ona,2024-03-02,100,yes\nB2,Pim,2024-04-09,250,no\n"
                 "B3,Ona,2025-04-20,70,no\nB4,Rex,2025-05-01,40,yes\nB5,Pim,2025-06-02,90,no\nB6,Sue,2025-03-15,300,\n",
    "exam.csv": "pupil,history,latin,sprint\nUma,71,80,13\nVic,64,,12\nWim,88,52,\nXia,90,49,11\n",
}
TABLES |= {
    "pings.csv": "host,probe,duration_ms,day\nalpha,icmp,40,2025-01-01\nbeta,http,310,2025-01-02\ngamma,http,95,2025-01-03\n",
    "wines.csv": "wine,maker,year,pages\nRivo,Alba,2001,20\nSola,Brix,1987,4\nTavo,Alba,2015,60\n",
    "grads.csv": "name,year,hours\nAnn,2001,5\nBob,1999,9\n",
    "runs.csv": "run,driver,truck,load_t\n1,Ola,T1,5\n2,Ola,T1,7\n3,Per,T2,3\n4,Per,T3,4\n5,Ola,T1,6\n",
    "gifts.csv": "day,from,to,amount\n2025-01-02,Ann,Bob,20\n2025-01-02,Bob,Cid,5\n2025-01-03,Ann,Cid,50\n2025-01-04,Cid,Ann,7\n",
    "halves.csv": "shop,sales_h1,sales_h2,staff\nNorth,8,12,2\nSouth,5,7,3\n",
    "calls-log.csv": "at,caller\n2025-01-02 09:00,Hall\n2025-01-02 10:00,Ives\n2025-01-03 09:59,Hall\n",
    "films.csv": "film,director,year,minutes,seen\nBlue Gate,Ana Ruiz,1994,101,yes\nIron Sea,Bo Lund,2011,143,no\n"
                 "Last Snow,Ana Ruiz,2003,88,yes\nPaper Sun,Cai Wen,2011,122,no\n",
    "shops.csv": "shop,income,rent\nNorth,10.5,4.25\nSouth,7,\nEast,3.1,3.3\n",
}
TABLES |= {
    "purse.csv": "date,shop,amount,note\n2025-01-04,Baker,4.20,rolls\n2025-01-20,Grocer,31.50,\n2025-02-03,Baker,3.80,\n",
    "crew.csv": "name,office,remote,age,joined\nAmy,Bonn,yes,41,2015-02-01\nBo,Bonn,no,29,2020-05-01\nCleo,Graz,yes,35,2018-03-01\n",
    "heat.csv": "day,month,temperature\n1,June,18\n15,June,25\n1,July,23\n15,July,22\n",
    "stalls.csv": "stall,area,pieces,unit_price\nS1,East,3,2.5\nS2,West,4,1.5\nS3,East,2,10\n",
}
PURSE, CREW, STALLS = (rows(name, TABLES) for name in ["purse.csv", "crew.csv", "stalls.csv"])
PLANTS, TOURS, ROWERS, CALLS, JOBS, SHELF, NOVELS, POTTERY, SCHOOL, _, RACE, _, TRIPS, BILLS, EXAM, PINGS, WINES, _, RUNS, GIFTS, _, _, FILMS, SHOPS = (
    rows(name, TABLES) for name in list(TABLES)[:-4])


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


def late(test):
    return [minutes for minutes in column(TRIPS, "late_min", test) if minutes != ""]


def issued(*months):
    return lambda row: row["issued"][:7] in months or row["issued"][5:7] in months


def open_bill(row):
    return row["settled"] == "no"


# (table, question, key of the answer, what it must be)
ANSWERED = [
    # What was spent is the only column of amounts; adverbs of columns; marks that are called by their subject.
    ("purse.csv", "How much did I spend in total?", "value", exact([row["amount"] for row in PURSE])),
    ("purse.csv", "How much did I spend at the Baker?", "value", exact(["4.20", "3.80"])),
    ("purse.csv", "Which shop did I spend the most in?", "values", ["Grocer"]),
    ("crew.csv", "Who works remotely?", "rows", 2),
    ("crew.csv", "How many people in Bonn work remotely?", "value", 1),
    ("exam.csv", "What is the average latin mark?", "value", mean([80, 52, 49])),
    # A formula beside the word for it.
    ("stalls.csv", "total takings (pieces * unit_price) by area", "groups", {"East": 27.5, "West": 6}),
    ("heat.csv", "Which month had the highest average temperature?", "values", ["July"]),
    # What is asked twice is told once.
    ("purse.csv", "What is the highest amount? What is it?", "value", 31.5),
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
    ("runs.csv", "Who drives the fewest runs?", "values", best(counts(RUNS, "driver"), most=False)),
    ("runs.csv", "Who drove the second most runs?", "values", ["Per"]),
    ("runs.csv", "Who drives T1?", "values", ["Ola"]),
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
    # One month or the other.
    ("bills.csv", "How many bills in March or April?", "value", len(where(BILLS, issued("03", "04")))),
    ("bills.csv", "Total amount in April or May 2025", "value", exact(column(BILLS, "amount", issued("2025-04", "2025-05")))),
    ("bills.csv", "bills in April, May or June", "values", column(BILLS, "bill", issued("04", "05", "06"))),
    # What is left out by a column of yes and no, and one that is enough.
    ("bills.csv", "total amount without the settled bills", "value", exact(column(BILLS, "amount", open_bill))),
    ("bills.csv", "total amount excluding settled ones", "value", exact(column(BILLS, "amount", open_bill))),
    ("trips.csv", "average late_min without the full trains", "value", mean(late(of("full", "no")))),
    ("bills.csv", "How many clients have an unsettled bill?", "value", len(set(column(BILLS, "client", open_bill)))),
    ("bills.csv", "Which clients have an unsettled bill above 80?", "values", ["Pim"]),
    ("bills.csv", "Who has an unsettled bill?", "values", ["Pim", "Ona"]),
    ("bills.csv", "How many clients have a settled bill?", "value", len(set(column(BILLS, "client", of("settled", "yes"))))),
    # More than the average, and more than another column.
    ("bills.csv", "How many bills have more amount than the average?", "value",
     len(where(BILLS, lambda row: row["amount"] > mean(column(BILLS, "amount"))))),
    ("exam.csv", "Who is better in history than in latin?", "values", ["Wim", "Xia"]),
    ("exam.csv", "Who is worse in history than in latin?", "values", ["Uma"]),
    ("exam.csv", "How many pupils are better in latin than in history?", "value", 1),
    ("exam.csv", "Who is lower in sprint than in latin?", "values", ["Uma", "Xia"]),
    # Values that are there.
    ("exam.csv", "How many pupils have a mark in both latin and sprint?", "value", 2),
    ("exam.csv", "How many pupils have no mark in latin?", "value", 1),
    ("exam.csv", "How many pupils have a mark in latin and a mark in sprint?", "value", 2),
    ("exam.csv", "Which pupils have a mark in latin and no mark in sprint?", "values", ["Wim"]),
    ("exam.csv", "Who has a score in sprint?", "values", ["Uma", "Vic", "Xia"]),
    ("exam.csv", "average history of pupils with a mark in latin", "value", 83),
    ("exam.csv", "How many pupils have a mark in latin above 50?", "value", 2),
    # Columns that are called from and to.
    ("trips.csv", "List the trains from Bern to Basel", "values", ["R1"]),
    ("trips.csv", "average late_min from Bern", "value", mean(late(of("from", "Bern")))),
    ("trips.csv", "How many trains run from Basel or Genf?", "value", 2),
    ("gifts.csv", "Total amount from Ann to Cid", "value", 50),
    ("gifts.csv", "Total amount to Cid or Ann", "value", exact(column(GIFTS, "amount", lambda row: row["to"] in ("Cid", "Ann")))),
    # Hours of the day, and years that are numbers.
    ("trips.csv", "total late_min between 9 and 10 o'clock", "value",
     exact(late(lambda row: "09:00" <= row["leaves"][11:] < "10:00"))),
    ("trips.csv", "How many trains leave between 8 and 9 o'clock?", "value", 1),
    ("calls-log.csv", "Which caller has the most calls?", "values", ["Hall"]),
    ("calls-log.csv", "How many calls came between 9 and 10 o'clock?", "value", 2),
    ("novels.csv", "How many novels were published after 2004?", "value", len(where(NOVELS, lambda row: row["year"] > 2004))),
    ("novels.csv", "How many novels were published in 2005?", "value", 1),
    ("novels.csv", "How many novels were written in 2012?", "value", 1),
    ("novels.csv", "novels until 2005", "values", column(NOVELS, "novel", lambda row: row["year"] <= 2005)),
    ("novels.csv", "average copies of novels published before 2010", "value",
     mean(column(NOVELS, "copies", lambda row: row["year"] < 2010))),
    # In each row.
    ("shops.csv", "income minus rent for each row", "groups", {"North": 6.25, "South": None, "East": -0.2}),
    ("shops.csv", "income minus rent for each shop", "groups", {"North": 6.25, "South": None, "East": -0.2}),
    ("rowers.csv", "points minus late for each rower in Swan", "groups", {"Ada": 69, "Cem": 83}),
    ("halves.csv", "Average of sales_h1 and sales_h2 for each shop", "groups", {"North": 10, "South": 6}),
    ("exam.csv", "total of history and latin for each pupil", "groups",
     {row["pupil"]: row["history"] + row["latin"] if row["latin"] else None for row in EXAM}),
    # The only dates.
    ("tours.csv", "When was the first tour?", "answer", "2025-03-04"),
    ("tours.csv", "When was Mara's last tour?", "answer", "2025-05-20"),
    ("tours.csv", "When was Ruth Lang's first tour in Ghent?", "answer", "2025-03-04"),
    # Bars in the order of their values.
    ("tours.csv", "bar chart of the total fee by town, the highest first", "answer", "the highest first"),
    ("tours.csv", "bar chart of fee by town ascending", "answer", "the lowest first"),
    # What a unit or a year says for certain.
    ("pings.csv", "Which host is the slowest?", "values", [one(PINGS, "duration_ms")["host"]]),
    ("pings.csv", "second fastest host", "values", ["gamma"]),
    ("race.csv", "Which team has the fastest runner?", "values", ["Blue"]),
    ("calls.csv", "Which call was the longest?", "values", ["903"]),
    ("calls.csv", "Which agent had the longest call?", "values", ["Rita"]),
    ("wines.csv", "oldest wine", "values", [one(WINES, "year", most=False)["wine"]]),
    ("wines.csv", "Which maker has the newest wine?", "values", ["Alba"]),
    ("wines.csv", "longest wine", "values", ["Tavo"]),
    ("novels.csv", "Who wrote the oldest novel?", "values", ["Ines Maier"]),
    ("films.csv", "Who directed the oldest film I have not seen?", "values", ["Bo Lund", "Cai Wen"]),
    ("films.csv", "Films made after 2000", "values", column(FILMS, "film", lambda row: row["year"] > 2000)),
    ("films.csv", "Which year had the most films?", "values", ["2011"]),
    # Places of groups by their rows.
    ("tours.csv", "Which client has the second most tours?", "values", ["Sven Dahl"]),
    ("tours.csv", "Which client has the third most tours?", "values", ["Tove Berg"]),
]
# What must not be answered, and a word that the message names.
REFUSED = [
    ("heat.csv", "Which was the warmest month?", "month"),
    ("stalls.csv", "How much did we spend?", "spend"),
    ("purse.csv", "What did I spend the most on?", "spend"),
    ("crew.csv", "Who works quickly?", "quickly"),
    ("runs.csv", "Which driver drives the most trucks?", "trucks"),
    ("runs.csv", "Who drives the most?", "most"),
    ("pottery.csv", "Who makes the most?", "who"),
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
    # Both months, none of them, and no months of one year.
    ("bills.csv", "Total amount in April and May", "April"),
    ("bills.csv", "Total amount not in March or April", "not"),
    ("bills.csv", "bills issued before April or after May", "April"),
    ("bills.csv", "bills in 2024 or 2025", "or"),
    # Clients of which no bill, or every one, is meant.
    ("bills.csv", "How many clients have no unsettled bill?", "not"),
    ("bills.csv", "How many clients have unsettled bills?", "not"),
    ("bills.csv", "average amount without the unsettled bills", "without"),
    # The average of what, and of which.
    ("bills.csv", "bills with more amount than the average in 2025", "in"),
    ("exam.csv", "Who has more history than the average latin?", "latin"),
    ("novels.csv", "How many novels after 2000 have more copies than the average?", "average"),
    ("exam.csv", "Who is better in sprint than in history?", "sprint"),
    ("exam.csv", "Who is better in history than Uma?", "better"),
    ("exam.csv", "Who is better in latin than in history and sprint?", "history"),
    ("exam.csv", "How many pupils have a mark in both history and latin above 60?", "history"),
    ("exam.csv", "Which pupils have a mark in latin but not in sprint?", "not"),
    ("exam.csv", "How many marks in latin are there?", "marks"),
    ("exam.csv", "How many pupils have a mark in history?", "history"),
    ("gifts.csv", "From whom did Cid get most?", "Cid"),
    ("gifts.csv", "How much did Ann get from Bob?", "Ann"),
    ("exam.csv", "Who is better than average in history?", "better"),
    ("exam.csv", "How many pupils have no mark in latin and sprint?", "sprint"),
    ("exam.csv", "How many pupils have a mark in latin or sprint?", "latin"),
    # Places that are no columns, and another verb.
    ("trips.csv", "How many trains returned from Bern?", "returned"),
    ("trips.csv", "How many trains came?", "came"),
    ("trips.csv", "trains from Monday to Friday", "Monday"),
    ("bills.csv", "bills from Ona to Rex", "Ona"),
    ("trips.csv", "trains between 10 and 9 o'clock", "9"),
    ("bills.csv", "bills between 9 and 10 o'clock", "9"),
    # Bought then is not written then.
    ("novels.csv", "How many novels were bought after 2004?", "2004"),
    ("novels.csv", "novels not published after 2010", "not"),
    ("films.csv", "Films seen after 2000", "2000"),
    # Rows of groups, texts, and several figures of the values of a row.
    ("plants.csv", "price minus height for each grower", "group"),
    ("exam.csv", "average of history and pupil for each pupil", "pupil"),
    ("exam.csv", "maximum of history and latin for each pupil", "history"),
    ("exam.csv", "average of history and latin per pupil", "pupil"),
    ("rowers.csv", "Average of points and late for each rower", "rower"),
    ("halves.csv", "total of sales_h1 and staff for each shop", "shop"),
    # No row of its own, another noun, and a number of them.
    ("tours.csv", "When was the last visit?", "last"),
    ("tours.csv", "When was Ruth Lang's last guide?", "last"),
    ("tours.csv", "When was the second last tour?", "second"),
    ("tours.csv", "When was the last tour of each client?", "last"),
    ("plants.csv", "When was the last plant?", "last"),
    # Forms that can't be made, or may be either, and an order of both.
    ("plants.csv", "convert it to JSON and XML", "one form"),
    ("plants.csv", "convert to JSON or Markdown", "or"),
    ("plants.csv", "convert it to JSON and to Markdown sorted by price", "one form"),
    # Lines are in their own order.
    ("tours.csv", "plot fee by date, highest first", "order"),
    ("tours.csv", "bar chart of fee and guests by town, highest first", "order"),
    ("tours.csv", "bar chart of rising fee by town", "rising"),
    # Several requests, people, and units of something else.
    ("pings.csv", "Which probe is the slowest?", "slowest"),
    ("race.csv", "slowest team", "slowest"),
    ("wines.csv", "oldest maker", "oldest"),
    ("wines.csv", "Who is the oldest?", "oldest"),
    ("grads.csv", "Who is the oldest?", "oldest"),
    ("grads.csv", "Who is slowest?", "slowest"),
    ("trips.csv", "slowest train", "slowest"),
    ("calls.csv", "Who had the longest call?", "longest"),
    ("calls.csv", "slowest call", "slowest"),
    ("plants.csv", "oldest plant", "oldest"),
    # So many rows are no price.
    ("pottery.csv", "Which maker has more than 1 item?", "1"),
]
