"""What people of an office asked of its tables, and what Python says is right."""

import statistics

from data_office_tables import TABLES
from data_question_kinds import best, by, column, exact, mean, rows, where

INVOICES, STOCK, TRIPS, TICKETS, HOTELS, PAY, PEOPLE, SHOP, VISITS, CUSTOMERS, ATTENDANCE, MENU, LOANS, CROPS = (
    rows(name, TABLES) for name in TABLES)


def is_(name, value):
    return lambda row: row[name] == value


def total(name):
    return lambda found: exact(column(found, name))


def first_of(table, key, value, label, most=True):
    """Of each group the labels of the rows with the most."""
    found = []
    for group in by(table, key, list).values():
        limit = (max if most else min)(column(group, value))
        found += column(group, label, lambda row: row[value] == limit)
    return found


UNPAID = where(INVOICES, is_("paid", "no"))
NET = exact(column(INVOICES, "net"))
POOL = where(HOTELS, is_("pool", "yes"))
BONUS = where(PAY, lambda row: row["bonus"] != "")
ANSWERED = {
    "invoices.csv": [
        ("how many invoices are unpaid?", "value", len(UNPAID)),
        ("total net of invoices that are not paid", "value", total("net")(UNPAID)),
        ("which client has the highest total net?", "values", best(by(INVOICES, "client", total("net")))),
        ("total net plus vat", "value", exact([str(r["net"]) for r in INVOICES] + [str(r["vat"]) for r in INVOICES])),
        ("second highest net", "values", ["Dune"]),
        ("list the invoices of Acme", "rows", 3),
        ("how many invoices were issued in February?", "value", 2),
        ("how many invoices are due in April 2025?", "value", 2),
        ("invoices due before 2025-03-01", "rows", 2),
        ("what percentage of invoices is paid?", "value", 100 * 3 / 7),
        ("what percentage of the total net is unpaid?", "value", 100 * total("net")(UNPAID) / NET),
        ("what share of net comes from Acme", "value", 100 * total("net")(where(INVOICES, is_("client", "Acme"))) / NET),
        ("compare the total net of Acme and Beta", "groups", by(
            where(INVOICES, lambda r: r["client"] in ("Acme", "Beta")), "client", total("net"))),
        ("difference in total net between Acme and Beta", "figure", 2820.75 - 760),
        ("top 3 clients by total net", "values", best(by(INVOICES, "client", total("net")), 3)),
        ("list unpaid invoices sorted by net descending", "rows", 4),
        ("median net of paid invoices", "value", statistics.median(column(INVOICES, "net", is_("paid", "yes")))),
        ("which invoice has the lowest vat?", "values", ["1005"]),
        ("how much net is not paid?", "value", total("net")(UNPAID)),
        ("correlation between net and vat", "value",
         statistics.correlation(column(INVOICES, "net"), column(INVOICES, "vat"))),
    ],
    "inventory.csv": [
        ("items where stock is less than reorder_level", "values",
         column(STOCK, "item", lambda r: r["stock"] < r["reorder_level"])),
        ("how many items have stock below reorder level?", "value", 3),
        ("total stock value", "value", exact([f"{r['stock'] * r['price']:.2f}" for r in STOCK])),
        ("total of stock * price", "value", exact([f"{r['stock'] * r['price']:.2f}" for r in STOCK])),
        ("total of stock * price by category", "groups",
         by(STOCK, "category", lambda found: exact([f"{r['stock'] * r['price']:.2f}" for r in found]))),
        ("most expensive item per category", "values", first_of(STOCK, "category", "price", "item")),
        ("which supplier has the most items?", "values", ["North", "East", "South"]),
        ("items not from North", "values", column(STOCK, "item", lambda r: r["supplier"] != "North")),
        ("what is the price of the mouse?", "value", 19.9),
        ("items with a price between 10 and 100", "values", column(STOCK, "item", lambda r: 10 <= r["price"] <= 100)),
        ("difference between the most expensive and cheapest item", "value", 194.8),
        ("which category has the highest total stock?", "values", best(by(STOCK, "category", total("stock")))),
        ("how many items start with M?", "value", 2),
    ],
    "trips.csv": [
        ("total distance per driver", "groups", by(TRIPS, "driver", total("distance_km"))),
        ("average cost per trip", "value", mean(column(TRIPS, "cost"))),
        ("longest trip", "values", ["4"]),
        ("shortest trip of Tom", "values", ["3"]),
        ("who had the most expensive trip?", "values", ["Vic"]),
        ("how many trips were longer than 200 km?", "value", len(where(TRIPS, lambda r: r["distance_km"] > 200))),
        ("average cost of trips longer than 100 km", "value", mean(column(TRIPS, "cost", lambda r: r["distance_km"] > 100))),
        ("total cost per month", "groups", by(TRIPS, lambda r: r["start_date"][:7], total("cost"))),
        ("total cost from March to April 2025", "value", total("cost")(where(TRIPS, lambda r: r["start_date"] < "2025-05"))),
        ("average distance excluding Vic", "value", mean(column(TRIPS, "distance_km", lambda r: r["driver"] != "Vic"))),
        ("how many trips per driver", "groups", by(TRIPS, "driver", len)),
        ("top 3 trips by cost", "values", ["4", "7", "2"]),
        ("cost divided by distance_km for Vic", "rows", 2),
        ("average of cost / distance_km", "value", statistics.fmean(r["cost"] / r["distance_km"] for r in TRIPS)),
    ],
    "tickets.csv": [
        ("how many tickets were closed?", "value", 4),
        ("how many tickets are not closed?", "value", 2),
        ("list tickets without closed date", "values", ["T2", "T5"]),
        ("how many high priority tickets are there?", "value", 3),
        ("percentage of high priority tickets that were reopened", "value", 200 / 3),
        ("percentage of tickets reopened", "value", 100 / 3),
        ("average minutes of tickets that were not reopened", "value",
         mean(column(TICKETS, "minutes", is_("reopened", "no")))),
        ("ticket with the most minutes", "values", ["T3"]),
        ("tickets opened after 2025-06-05", "values", ["T5", "T6"]),
        ("which priority is most common?", "values", ["high"]),
    ],
    "hotels.csv": [
        ("hotels without a pool", "values", column(HOTELS, "hotel", is_("pool", "no"))),
        ("cheapest hotel with a pool", "values", ["Este"]),
        ("most expensive hotel per city", "values", first_of(HOTELS, "city", "price_per_night", "hotel")),
        ("second cheapest hotel", "values", ["Bella"]),
        ("how many stars are there?", "value", 4),
        ("hotels where stars is more than rating", "rows", 0),
        ("how many hotels have 4 stars?", "value", 2),
        ("4-star hotels", "values", ["Astra", "Este"]),
        ("which hotels cost less than 100?", "values", ["Bella", "Fiore"]),
        ("average rating of hotels with a pool", "value", mean(column(POOL, "rating"))),
        ("how many rooms do hotels with a pool have?", "value", total("rooms")(POOL)),
        ("what share of rooms is in Milan?", "value", 100 * 280 / 650),
        ("hotels in neither Rome nor Milan", "values", ["Este", "Fiore"]),
        ("total rooms * price per night", "value", sum(r["rooms"] * r["price_per_night"] for r in HOTELS)),
        ("compare average price in Rome and Milan", "groups", {"Rome": 122.5, "Milan": 215}),
    ],
    "payroll.csv": [
        ("base plus bonus for Ann", "value", 3200),
        ("total base plus bonus", "value", sum(r["base"] + r["bonus"] for r in BONUS)),
        ("who has the highest base plus bonus?", "values", ["Cid"]),
        ("who has no bonus?", "values", ["Bob"]),
        ("who got a bonus?", "values", column(BONUS, "employee")),
        ("average base of employees with a bonus", "value", mean(column(BONUS, "base"))),
        ("how many employees got a bonus over 500?", "value", 2),
        ("employees whose base is higher than 2600 but bonus lower than 800", "values", ["Ann", "Cid"]),
        ("average of base / hours by department", "groups",
         by(PAY, "department", lambda found: statistics.fmean(r["base"] / r["hours"] for r in found))),
        ("median base excluding Sales", "value", 3000),
        ("base of the employee with the highest bonus", "values", ["2500"]),
    ],
    "people.csv": [
        ("who earns at least 5000 and is under 30?", "values", ["Cid", "Eve"]),
        ("salary of the oldest person", "values", ["4500"]),
        ("average salary of the youngest person", "values", ["5500"]),
        ("team of the oldest person", "values", ["Sales"]),
        ("list the 3 youngest people with their team", "values", ["Eve", "Cid", "Ann"]),
        ("salary of everyone but Ann", "values", [str(r["salary"]) for r in PEOPLE if r["name"] != "Ann"]),
        ("total salary of everyone except Ann and Bob", "value", 24000),
        ("total salary of everyone except Ann, Bob, and Cid", "value", 18000),
        ("how many people earn less than the average?", "value", sum(r["salary"] < 33000 / 7 for r in PEOPLE)),
        ("people older than the average", "values", ["Bob", "Dan", "Amy", "Fay"]),
        ("people with a salary above the median", "values", ["Ann", "Cid", "Eve"]),
        ("sort by age and show only Dev", "rows", 3),
        ("average age of Ann, Bob, and Cid", "value", mean([30, 45, 28])),
        ("who is in Dev but not from Graz?", "values", ["Eve"]),
        ("how many are older than 30 but younger than 45", "value", 2),
        ("average age in Dev and HR combined", "value", mean(column(PEOPLE, "age", lambda r: r["team"] in ("Dev", "HR")))),
        ("difference between the salary of Ann and Bob", "figure", 1000),
        ("average salary difference between Dev and HR", "figure", 1500),
        ("percentage of people over 30 per team", "groups", {"Dev": 0, "Sales": 100, "HR": 100}),
        ("share of Dev in total salary", "value", 50),
        ("last hired person", "values", ["Eve"]),
        ("first hired person in Dev", "values", ["Ann"]),
        ("average salary by team, lowest first", "ordered", ["HR", "Sales", "Dev"]),
        ("how many people per city, highest first", "ordered", ["Graz", "Wien", "Linz"]),
        ("which team has the highest average salary?", "values", ["Dev"]),
        ("what is the salary range per team?", "groups", {"Dev": 1000, "Sales": 500, "HR": 200}),
        ("how old is the youngest person?", "values", ["Eve"]),
    ],
    "shop.csv": [
        ("which quarter had the most revenue", "values", ["2025 Q1"]),
        ("which month had the most revenue?", "values", ["2025-03"]),
        ("which product had the most revenue in 2025?", "values", ["Cocoa"]),
        ("which products were sold in the south?", "values", ["Tea", "Coffee", "Cocoa"]),
        ("total revenue from February to July 2024", "value", 210),
        ("sales in 2025", "rows", 3),
        ("tea's share of revenue", "value", 100 * 103 / 426.5),
        ("top 2 products by total revenue", "values", best(by(SHOP, "product", total("revenue")), 2)),
    ],
    "visits.csv": [
        ("difference in visitors between Monday and Friday", "figure", -60),
        ("total visitors on Monday and Friday", "value", 300),
        ("total visitors minus sales on Friday", "value", 120),
        ("which day had the fewest sales?", "values", ["Tuesday"]),
        ("how many days had more than 100 visitors?", "value", 4),
    ],
    "customers.csv": [
        ("customers with no orders", "values", ["C006"]),
        ("how many customers have no orders?", "value", 1),
        ("customers without newsletter", "values", ["C002", "C004", "C006"]),
        ("what percentage of customers in Austria get the newsletter?", "value", 200 / 3),
        ("how many orders are there?", "value", exact(column(CUSTOMERS, "Orders"))),
        ("total spent", "value", exact([f"{r['Total Spent']:.2f}" for r in CUSTOMERS])),
        ("first name of the customer with the most orders", "values", ["Cleo"]),
        ("customer with the most orders", "values", ["C003"]),
        ("newest customer", "values", ["C006"]),
        ("last name of Ada", "values", ["Lin"]),
        ("customers whose first name starts with A", "values", ["C001"]),
    ],
    "attendance.csv": [
        ("who was absent?", "values", ["Ann", "Bob"]),
        ("who had the most minutes late?", "groups", {"Cid": 38}),
        ("employees in IT", "values", ["Ann", "Cid"]),
        ("how many employees are there?", "value", 3),
        ("total minutes late per employee", "groups", {"Ann": 12, "Bob": 5, "Cid": 38}),
        ("percentage present", "value", 700 / 9),
        ("percentage of present per employee", "groups", {"Ann": 200 / 3, "Bob": 200 / 3, "Cid": 100}),
        ("average minutes late", "value", statistics.fmean(r["minutes_late"] for r in ATTENDANCE if r["minutes_late"] != "")),
        ("how many people were present on 2025-03-05?", "value", 2),
    ],
    "loans.csv": [
        ("how many loans are there?", "value", 6),
        ("how many loans were returned?", "value", 4),
        ("how many loans have no fine?", "value", 4),
        ("how many loans does each member have?", "groups", by(LOANS, "member", len)),
        ("percentage of loans with a fine", "value", 100 / 3),
        ("loans borrowed in February 2025", "values", ["3", "4", "5"]),
        ("total fine per member", "groups", by(LOANS, "member", total("fine"))),
    ],
    "crops.csv": [
        ("total yield per crop", "groups", by(CROPS, "crop", total("yield_t"))),
        ("irrigated fields", "values", ["South", "North"]),
        ("difference in average yield between wheat and maize", "figure", 209 / 3 - 91),
        ("share of wheat in total yield", "value", 100 * 209 / 446),
        ("percentage of hectares irrigated", "value", 100 / 3),
        ("total yield_t where year is 2024", "value", 225),
    ],
    "menu.csv": [
        ("non-vegetarian dishes", "values", ["Steak", "Fish"]),
        ("cheapest vegetarian main", "values", ["Pasta"]),
        ("cheapest dish of each type", "values", first_of(MENU, "type", "price", "dish", most=False)),
        ("dish with the most calories per type", "values", first_of(MENU, "type", "calories", "dish")),
        ("dishes with under 200 calories and vegetarian", "values", ["Soup", "Salad", "Sorbet"]),
        ("total price of soup, steak and cake", "value", 36),
        ("how much is the cake?", "values", ["6.5"]),
        ("two most expensive dishes", "values", ["Steak", "Fish"]),
        ("share of vegetarian dishes per type", "groups", {"starter": 100, "main": 100 / 3, "dessert": 100}),
        ("difference in average price between starters and desserts", "figure", 0.25),
        ("list mains by price", "rows", 3),
    ],
}
# A word that the refusal names.
REFUSED = {
    "invoices.csv": [
        ("which client owes the most?", "owes"), ("total gross", "gross"), ("average invoice amount", "amount"),
        ("what is the largest invoice?", "largest"), ("total net in Q1", "Q1"), ("total net for Acme in 2025", "several columns"),
        ("which invoices are overdue?", "overdue"), ("cumulative net by month", "cumulative"),
        ("which client has only one invoice?", "only one"), ("how many clients have more than one invoice?", "more than one"),
        ("is there a duplicate invoice?", "duplicate"), ("how much has been paid?", "paid"), ("total of net and vat in euros", "euros"),
        ("how many days between issued and due on average?", "issued"), ("rank the clients by net", "several rows"),
        ("which clients have not paid?", "not"), ("top 10% by net", "top"), ("invoices of the last 3 months", "last 3 months"),
    ],
    "inventory.csv": [
        ("how many items are out of stock?", "stock"),
        ("items between 10 and 100", "between"), ("sort by category then price", "one column"),
        ("average price by category and supplier", "one column"), ("top 2 most expensive items in each category", "top"),
    ],
    "trips.csv": [
        ("fuel per km", "km"), ("average fuel consumption", "consumption"), ("total km", "km"), ("last trip", "last"),
        ("average distance on Mondays", "Mondays"), ("which driver drove the most?", "drove"), ("how many km did Ulla drive?", "km"),
        ("average cost in March and May 2025", "March"), ("average monthly cost", "monthly"), ("cost trend", "trend"),
    ],
    "tickets.csv": [
        ("which agent closed the most tickets?", "closed"), ("busiest day", "busiest"), ("count by priority and agent", "one column"),
        ("how many tickets did Kim close?", "close"), ("how many days did it take to close on average?", "days"),
    ],
    "hotels.csv": [
        ("average rating of hotels with and without a pool", "with and without"), ("average price per room", "divided by"),
        ("largest hotel", "largest"), ("hotels under 100", "under"), ("revenue if all rooms are booked", "revenue"),
        ("how many hotels are in Italy?", "Italy"), ("show only name and price", "name"), ("best hotel", "best"),
    ],
    "payroll.csv": [
        ("pay per hour", "pay"), ("who earns the most?", "most"), ("sum of everything", "everything"),
        ("total per employee", "total"), ("which department pays the most?", "pays"), ("percentage of base paid in IT", "paid"),
        ("base of the 2 employees with the highest bonus in total", "highest"),
    ],
    "people.csv": [
        ("age of Ann plus age of Bob", "plus"), ("people hired in the last 5 years", "last 5 years"),
        ("rows 2 to 4", "2"), ("people who are 39", "39"), ("sort by team and salary", "one column"),
        ("people with A in their name", "name"),
        ("who?", "who"), ("average salary by team as json", "json"), ("json of the 3 oldest people", "json"),
        ("convert to csv and to xml", "one form"), ("histogram of age by team", "team"), ("salary plus 10%", "10"),
        ("rank of Ann by salary", "rank"), ("what does salary mean?", "mean"),
        ("people in Dev who earn more than the average", "average"), ("total salary of the 3 oldest people", "oldest"), ("median salary vs mean salary", "vs"),
        ("number of unique cities per team, highest first", "order"), ("salaries in thousands", "thousands"),
    ],
    "shop.csv": [
        ("average monthly revenue", "by month"), ("which products were not sold in the south?", "not"),
        ("products sold in both regions", "both"), ("rank products by revenue", "several rows"),
        ("days between sales", "between"), ("which month had the most sales?", "revenue"), ("total sales", "revenue"),
        ("average price per unit", "price"),
    ],
    "visits.csv": [
        ("visitors from Monday to Wednesday", "Monday to Wednesday"), ("how many customers on Friday?", "New customers"),
        ("customers on Friday", "people"), ("sales per visitor", "divided by"), ("visitors on the weekend", "weekend"),
    ],
    "customers.csv": [
        ("average order value", "order value"), ("names of customers in Germany", "First Name"), ("email of Ada", "email"),
        ("customers whose name starts with A", "First Name"), ("customers who signed up in 2024", "signed"),
    ],
    "attendance.csv": [
        ("who was never absent?", "not"), ("most absent employee", "most absent employee"), ("attendance rate", "rate"),
        ("who was present every day?", "day"),
    ],
    "loans.csv": [
        ("average loan time", "loan"), ("who borrowed Dune?", "who"), ("who has books out?", "who"),
    ],
    "crops.csv": [
        ("yield per hectare", "divided by"), ("which field has the highest yield per hectare?", "divided by"),
        ("average yield by crop and year", "one column"), ("best year", "best"),
    ],
    "menu.csv": [
        ("average calories of the 3 cheapest dishes", "cheapest"), ("soup + steak + cake", "+"), ("calories per euro", "euro"),
        ("healthiest dish", "healthiest"), ("is the cake vegetarian?", "yes or no"),
    ],
}
