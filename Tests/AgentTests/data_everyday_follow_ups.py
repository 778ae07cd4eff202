"""What follows an everyday question in a conversation: about the row that was named, or the groups."""

from data_everyday_kinds import CALLS, CREW, JOBS, PLANTS, ROWERS, TOURS, counts, means, of, one, totals
from data_question_kinds import best, column, mean

# (table, what was asked before, question, key of the answer, what it must be)
FOLLOW_UPS = [
    ("crew.csv", ["Who is the oldest?"], "When did she join?", "values", [one(CREW, "age")["joined"]]),
    ("crew.csv", ["Which office has the most people?"], "how many people work there?", "value", counts(CREW, "office")["Bonn"]),
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
    # What is asked of a person is what "it" is.
    ("rowers.csv", ["Who has the most points?", "which club is she in?"], "how many rowers are in it?", "value",
     counts(ROWERS, "club")[one(ROWERS, "points")["club"]]),
    ("rowers.csv", ["Who has the most points?", "which club is she in?"], "what is the average points in that club?",
     "value", means(ROWERS, "club", "points")[one(ROWERS, "points")["club"]]),
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
    ("crew.csv", ["Who is the oldest?"], "when did she marry?", "marry"),
    # Two rows, no row, and somebody else.
    ("plants.csv", ["Which bed has the most plants?"], "what is its total price?", "its"),
    ("plants.csv", ["Which plants are watered?"], "what is its price?", "its"),
    ("plants.csv", ["Which plant is the tallest?"], "what is her price?", "her"),
    ("plants.csv", ["average price"], "what is her height?", "her"),
    ("plants.csv", ["Which plant is the tallest?", "which bed has the nicest soil?"], "what is its price?", "its"),
    ("calls.csv", ["Top 3 calls by minutes"], "what are their topics?", "their"),
    ("calls.csv", ["Which call has the highest minutes and which has the lowest?"], "what is its topic?", "its"),
    ("calls.csv", ["Which topic is the most common?"], "how many calls of it were solved?", "it"),
    # Of one of several values, and of what was not understood.
    ("calls.csv", ["Which call has the highest minutes?", "who was the agent?"], "who was its caller?", "its"),
    ("calls.csv", ["Which film is the longest?"], "who was its caller?", "its"),
    ("calls.csv", ["Which film is the longest?"], "when was it?", "it"),
    # Who stands in several rows has several.
    ("calls.csv", ["Which agent had the highest minutes?"], "which topic did she have?", "she"),
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
