"""Requests that were thought out to find wrong answers: they say how far the promise holds, not how often it is met."""

from everyday_checks import (
    Row, all_of, answers, any_of, but, chart, code, computes, converted, document, listed, made_files, named, refused, report,
    talk,
)
from everyday_requests import DOUBLE, FIBONACCI, PEOPLE, csv, python

NO_RECIPE = refused("no_recipe", "no_agent_found")
NO_CHANGE = refused("unknown_change", "nothing_to_change", "no_agent_found")
# Made, with what was left undone named.
NOT_HONOURED = refused("not_honoured", "no_recipe")
MEMBERS = "name,age,member\nAnn,41,yes\nBob,52,no\nDot,48,yes\n"
ORDERS = "day,town,courier,parcels,price\n2024-01-01,Gent,Ine,4,2.5\n2024-01-02,Gent,Ine,5,3.5\n2024-01-03,Brugge,Jo,6,4\n2024-01-04,Gent,Jo,1,3\n"
MARKS = "student,class,maths,art,late\nIda,7a,80,90,0\nJon,7b,60,70,3\nMia,7a,75,65,1\n"
TWO = "def add(a, b):\n    return a + b\n\n\ndef sub(a, b):\n    return a - b\n"
TOWER = ("The tower was built of iron in 1889. It is 300 metres tall and stands by the river. "
         "Millions of people visit the tower every year.")
STAFF = ("name,department,salary,hired\nOla,Sales,41000,2018-03-01\nPer,Sales,39000,2021-07-15\nQiu,IT,58000,2019-11-04\n"
         "Ria,IT,62500,2022-01-10\nSam,HR,45000,2016-05-20\nTea,IT,49500,2023-09-01\n")
NO_ANSWER = refused("unknown_question", "no_agent_found")


def row(*turns, **marks):
    return Row(turns, half=3, **marks)


ROWS = [
    # The name is that of what was asked for, not of the recipe's first function
    row(("Write a function called lcm_of that returns the least common multiple of two numbers",
         named("lcm_of", ((4, 6), 12)))),
    row(("Write a function called to_number that converts Roman numerals to integers",
         named("to_number", (("XIV",), 14)))),
    row(("Write a function called smallest that returns the smallest number of a list",
         named("smallest", (([3, 1, 2],), 1))),
        known_miss="the name is taken by a function that does it, which is called not honoured"),
    row(("Write a function called decode that decodes base64", named("decode", (("aGk=",), "hi"))),
        known_miss="the first function would get the name, which is taken within it"),
    row(("Write a function called snake_to_camel that converts snake case to camel case",
         named("snake_to_camel", (("ab_cd",), "abCd")))),
    row(("Write a function named from_morse that translates Morse code to text",
         named("from_morse", (("... --- ...",), "SOS"))),
        known_miss="the function has this name, which is called not honoured"),
    row(("Write a function that computes n choose k, called choose", named("choose", ((5, 2), 10)))),
    row(("Write a function called reversed_words that reverses the words of a sentence",
         named("reversed_words", (("a b c",), "c b a")))),
    row(("Write a function called area that computes the area of a circle", named("area", ((1,), 3.141592653589793)))),
    row(("Write a function called days_of that returns the number of days in a month",
         named("days_of", ((2024, 2), 29)))),
    row(("Write a function called median that returns the median of a list", named("median", (([5, 1, 3],), 3))),
        known_miss="the first function would get the name, which is taken within it"),
    # The other way round, or something near it
    row(("Write a function that converts a dictionary to XML", NO_RECIPE)),
    row(("Write a function that converts a list of dictionaries to XML", NO_RECIPE)),
    row(("Write a function that converts text to numbers", NO_RECIPE)),
    row(("Write a function that converts words to numbers", NO_RECIPE)),
    row(("Write a function that returns all palindromes in a text", NO_RECIPE)),
    row(("Write a function that reverses every word of a sentence but keeps their order", NOT_HONOURED)),
    row(("Write fizzbuzz but with 4 and 7", NOT_HONOURED)),
    row(("Write a function that sorts a list in descending order", NO_RECIPE)),
    row(("Write a function that checks whether a list is sorted", computes((([1, 2, 2],), True), (([2, 1],), False)))),
    row(("Write a function that checks whether a list is a permutation of another", NO_RECIPE)),
    row(("Write a function that finds the longest word in a text", computes((("a long and winding road",), "winding")))),
    row(("Write a function that finds the second longest word in a text", NO_RECIPE)),
    row(("Write a function that counts words longer than five letters", NO_RECIPE)),
    row(("Write a stack with a maximum size", NO_RECIPE)),
    row(("Write a palindrome check without using slicing", NO_RECIPE)),
    row(("Write a function that removes vowels from a text", NO_RECIPE)),
    row(("Write a function that returns prime numbers between a and b", NO_RECIPE)),
    row(("Write a function that adds two numbers", computes(((2, 3), 5)))),
    row(("Write a function that adds two fractions", NO_RECIPE)),
    row(("Write a function that merges two sorted lists", computes((([1, 4], [2, 3]), [1, 2, 3, 4])))),
    row(("Write a function that merges three sorted lists", NO_RECIPE)),
    row(("Write a function that returns the sum of even numbers in a list", computes((([1, 2, 4],), 6)))),
    row(("Write a function that returns the sum of the negative numbers in a list", NO_RECIPE)),
    row(("Write a calculator with a GUI", NO_RECIPE)),
    row(("Write a thread safe queue", NO_RECIPE)),
    row(("Write a function that validates an email address and checks that the domain exists", NO_RECIPE)),
    row(("Write a function that counts consonants only", computes((("education",), 4)))),
    row(("Write a doubly linked list", NO_RECIPE)),
    row(("Write a circular queue", NO_RECIPE)),
    row(("Write a red black tree", NO_RECIPE)),
    row(("Write a balanced binary search tree", NO_RECIPE)),
    # Changes that nobody makes
    row((python(DOUBLE, "Rename the parameter n to number"), NO_CHANGE)),
    row((python(DOUBLE, "remove the docstring"), NO_CHANGE)),
    row((python(DOUBLE, "add a parameter verbose to double"), NO_CHANGE)),
    row((python(DOUBLE, "make the default 3"), NO_CHANGE)),
    row((python(DOUBLE, "add comments"), NO_CHANGE)),
    row((python(DOUBLE, "Add error handling for negative numbers"), NO_CHANGE)),
    row((python(DOUBLE, "Add logging to a file"), NO_CHANGE)),
    row((python(DOUBLE, "is this secure?"), NO_CHANGE)),
    row((python(DOUBLE, "what does double(3) return?"), NO_CHANGE)),
    row((python(DOUBLE, "Sort the functions by name"), NO_CHANGE)),
    row((python(DOUBLE, "Convert this function to a class"), NO_CHANGE)),
    row((python(DOUBLE, "Format this with black"), NO_CHANGE)),
    row((python(DOUBLE, "Count the lines of this code"), NO_CHANGE)),
    row((python(DOUBLE, "Write a README in German"), NOT_HONOURED)),
    # Questions about a table
    row((csv(PEOPLE, "What is the average salary of women?"), NO_ANSWER)),
    row((csv(PEOPLE, "Average salary per dept and city"), NO_ANSWER)),
    row((csv(PEOPLE, "Predict the salary of a 50 year old"), NO_ANSWER)),
    row((csv(PEOPLE, "Is there a significant difference between the depts?"), NO_ANSWER)),
    row((csv(PEOPLE, "Which dept is the best?"), NO_ANSWER)),
    row((csv(PEOPLE, "Translate the names to French"), NO_ANSWER)),
    row((csv(PEOPLE, "Draw a map of the people"), NO_ANSWER)),
    row((csv(PEOPLE, "add a column with the salary per year"), NO_ANSWER)),
    row((csv(PEOPLE, "Convert this to Excel"), NO_ANSWER)),
    row((csv(PEOPLE, "What is the average age without Bob?"), answers(29))),
    row((csv(PEOPLE, "What is the second highest salary?"), answers(4300))),
    row((csv(PEOPLE, "How many people earn less than the average?"), answers(3))),
    row((csv(PEOPLE, "Sort by salary descending and show the first two"), listed("Ada", "Di")),
        known_miss='"show the first two" is read as a question of its own'),
    row((csv(PEOPLE, "What is the average salary of people in IT older than 30?"), answers(5200))),
    row((csv(PEOPLE, "Who earns more than Bob?"), answers("Ada", "Di")),
        known_miss="a comparison with another row is not worked out"),
    row((csv(PEOPLE, "What is the total salary, without HR?"), answers(9100))),
    row((csv(PEOPLE, "Convert to JSON, only name and age"),
         converted("json", lambda rows: set(rows[0]) == {"name", "age"})),
        known_miss="a choice of columns is not understood"),
    row((csv(PEOPLE, "Convert to JSON and sort by age"),
         converted("json", lambda rows: [each["name"] for each in rows] == ["Cy", "Di", "Ada", "Bob"]))),
    row((csv(PEOPLE, "What is the average age of people whose name starts with A?"), answers(36))),
    row((csv(MEMBERS, "How many people are members?"), answers(2))),
    row((csv(MEMBERS, "How many people are not members?"), answers(1))),
    row((csv(MEMBERS, "Who is the oldest member?"), answers("Dot"))),
    # What a person with the README alone asked
    row((f"Summarise this text in one sentence: {TOWER}", document("tower", shorter_than=200))),
    row((python(TWO, "Add docstrings to add only"), NO_CHANGE)),
    row((python(TWO, "Which functions have no docstring?"), NO_CHANGE)),
    row(("Write a function to hash a file with md5", NOT_HONOURED)),
    row(("Write a function that returns the 3 largest numbers of a list", NOT_HONOURED)),
    row(("Write a function that counts words per line", NOT_HONOURED)),
    # Conversations
    row((csv(PEOPLE, "List the people in IT"), answers("Ada", "Cy")),
        ("what is their average salary?", answers(4550)), ("how many of them are older than 30?", answers(1))),
    row((python(DOUBLE, "Review this"), code("assert double(4) == 8")),
        ("now rename double to half and make it halve the number", but(named("half", ((4,), 8)), "unknown_change"))),
    row((csv(PEOPLE, "What is the average age?"), answers(32)), ("and of those in IT?", answers(29))),
    row(("Write a Python function for factorials", computes(((5,), 120))), ("now the same for fibonacci", FIBONACCI)),
    row(("Write a Python function for factorials", computes(((5,), 120))), ("make it faster and add logging to it",
        but(computes(((5,), 120)), "unknown_change"))),
    # A clause does not take its words from the one behind it
    row((csv(PEOPLE, "Who is the oldest, and which team do they belong to?"), but(answers("Bob"), "unknown_question"))),
    row((csv(ORDERS, "Who had the most parcels?"), answers("Ine", 9))),
    row((csv(ORDERS, "How many towns are there and which got the most parcels altogether?"), answers(2, "Gent", 10))),
    row((csv(ORDERS, "Change the prices to dollars"), NO_ANSWER)),
    # A description has no form, and leaves nothing out
    row((csv(ORDERS, "Describe the table except for the prices"), NO_ANSWER)),
    row((csv(ORDERS, "Write a report about Gent only"), refused("unknown_question"))),
    row((csv(ORDERS, "Summarise the data in three sentences"), refused("unknown_question", "not_honoured"))),
    row((csv(ORDERS, "List the rows of Gent and turn that list into JSON"), NO_ANSWER)),
    # Every word of what is to become of code counts
    row((python(TWO, "Rename add to plus and sub to minus"), code("assert plus(1, 2) == 3 and minus(3, 1) == 2"))),
    row((python(TWO, "Rename add to plus, sub to minus"), code("assert plus(1, 2) == 3 and minus(3, 1) == 2"))),
    row((python(TWO, "Check only the function sub"), refused("unknown_change"))),
    row((python(TWO, "How many functions does this have?"), NO_CHANGE)),
    row((python(TWO, "Turn this into a script with a --dry-run option"), refused("not_honoured"))),
    row((python(TWO, "Make a command line tool of this without sub"), refused("not_honoured"))),
    row(("Write a function for factorials, then make it a script with coloured output", refused("not_honoured"))),
    row(("Write a Python function for factorials and tell me where Guido lives",
         but(computes(((5,), 120)), "no_agent_found"))),
    # Recipes are what their titles say
    row(("Write a function that groups words by their length", NO_RECIPE)),
    row(("Write a noughts and crosses game", NO_RECIPE)),
    row(("Write a function that counts the letters of a sentence", computes((("a b!a",), {"a": 2, "b": 1})))),
    row(("Write a linked list class and a stack class", code("assert C"))),
    row((f"Write a summary: {TOWER}", document("tower", shorter_than=400))),
    row((f"Write an abstract and a report of this text: {TOWER}", all_of(document("built of iron"), made_files(
        "summary.md", "report.md")))),
    # What a second person with the README alone asked
    row((python(TWO, "Review this, no changes please"), report("Review of"))),
    row((python(TWO + "\n\nclass Box:\n    def open(self):\n        return 1\n", "Turn this into a script"),
         refused("not_honoured"))),
    row((f"Summarise this text and make an outline of it: {TOWER}", made_files("summary.md", "outline.md"))),
    row(("Write a function that checks an ISBN-13", computes((("978-3-16-148410-0",), True), (("0-306-40615-2",), False)))),
    row(("Write a function that checks an ISBN-10", computes((("978-3-16-148410-0",), False), (("0-306-40615-2",), True)))),
    row(("Write a factorial function without using any loops", NO_RECIPE)),
    row(("Write a Hamming distance function", computes((("karolin", "kathrin"), 3)))),
    row((f"Summarise this text in at most 12 words: {TOWER}", document("tower", shorter_than=150))),
    row((f"Summarise this text in 40 sentences: {TOWER}", refused("not_honoured"))),
    row(("Write a Python function for the factorial and unit tests for it", computes(((5,), 120)))),
    row((csv(MARKS, "Average of maths and art for each student"), answers(85, 65, 70))),
    row((csv(MARKS, "Sort by class and then by maths"), NO_ANSWER)),
    row((csv(MARKS, "Who was late most often?"), NO_ANSWER)),
    row(("What is the total cost?\n\nitem,cost\nflour,$2.40\neggs,$3.15\nbutter,\nsugar,$1.05\n", answers(6.6))),
    # What a fourth person with the README alone asked
    row(("I'd like a decorator in Python which retries a function up to n times if it raises an exception, with a short "
         "pause between the attempts.", code(
             "calls = []\n@retry(attempts=3, delay=0)\ndef f():\n    calls.append(1)\n"
             "    if len(calls) < 3:\n        raise ValueError\n    return 'ok'\nassert f() == 'ok' and len(calls) == 3"))),
    row(("Can you give me a func to chek if two words are anagrams of eachother?",
         computes((("listen", "silent"), True), (("aab", "abb"), False)))),
    row(("Make me a script that looks through a folder with all its subfolders and lists the files that are there twice "
         "(same content).", code("assert 'rglob' in SOURCE"))),
    row(("Write a binary search in Python. It should give the index of the value in a sorted list or -1 when it isn't in "
         "there.", any_of(computes((([1, 3, 5, 7, 9], 7), 3), (([], 1), -1)), computes(((7, [1, 3, 5, 7, 9]), 3)))),
        ("great, now add logging to it", code("assert 'logging' in SOURCE"))),
    row(("Function for compound interest in Python: I give the principal, the yearly rate, the number of years and how "
         "many times a year it is compounded", computes(((1000, 0.05, 10, 12), 1647.01), tolerance=0.01))),
    row(("hi! i need a python function that tells me whether a phrase is a palindrome. it should ignore spaces, "
         "punctuation and upper/lower case",
         computes((("A man, a plan, a canal: Panama!",), True), (("Hello",), False)))),
    row(("Function in python, counts the working days (mon-fri) between two dates",
         computes((("2025-03-03", "2025-03-10"), 5), (("2025-03-08", "2025-03-09"), 0)))),
    row(("I have two dictionaries with numbers as values. Write a Python function to merge them, and where a key is in "
         "both the values must be added up.", computes((({"a": 1, "b": 2}, {"b": 3, "c": 4}), {"a": 1, "b": 5, "c": 4})))),
    row(("I want a script for the command line: it gets the name of a text file and prints the ten most frequent words in "
         "it with their counts.", code("assert 'argparse' in SOURCE and 'most_common' in SOURCE"))),
    row(("Write a Python function for the factorial of a number and one that does FizzBuzz up to n",
         all_of(computes(((5,), 120)), computes(((3,), ["1", "2", "Fizz"]))))),
    row(("I need a python function that checks whether a number is prime, unit tests for it, and a README too please",
         all_of(code("assert 'unittest' in SOURCE"), document("is_prime")))),
    row(("What can you do for me? give me a few examples", talk("CodeGenerator"))),
    row((python("def double(n: int) -> int:\n    \"\"\"Twice n.\"\"\"\n    return 2 * n\n", "Write a README for this module"),
         document("double")),
        ("now add error handling to the module", code("assert raises(double, 'x')"))),
    row(("Make an outline of these notes\n\n# Trip to Lisbon\n## Before\nBook the train to the airport. Renew the "
         "passport.\n## After\nSort the photos.\n", document("Before: Book the train", shorter_than=260))),
    row(("median and the range of the waiting times?\n\npatient,wait_min\nP1,12\nP2,15\nP3,30\n", answers(15, 18))),
    row(("From this table: 1) the average of sales, 2) the region with the highest total, 3) a bar chart of sales by "
         "region, 4) the whole thing as JSON\n\nregion,sales\nNorth,1200\nSouth,950\nNorth,1350\n",
         converted("json", lambda rows: len(rows) == 3))),
    row((csv("river,km\nElbe,1094\nRhine,1233\nDanube,2850\n", "as a markdown table, sorted by km with the longest first"),
         converted("markdown", lambda text: -1 < text.find("Danube") < text.find("Rhine") < text.find("Elbe")))),
    row((csv("path,status,duration_ms\n/a,200,31\n/b,500,912\n/a,200,44\n", "Which request was the slowest?"),
         answers("/b", 912))),
    row((csv(MARKS, "What is the average of maths?"), answers(71.6667)),
        ("perfect. send that to my boss, ida.smith@example.com", refused("no_agent_found"))),
    row((csv("river,km\nElbe,1094\nRhine,1233\n", "Send me a bar chart of km by river"), chart("Elbe", "Rhine"))),
    row(("Write a function that tells whether a year is a leap year", computes(((2024,), True))),
        ("now write tests", code("assert 'unittest' in SOURCE")), ("and a readme", document("leap"))),
    row(("Write a function that reverses a string and another that counts vowels. Write unit tests for both.",
         all_of(computes((("abc",), "cba")), code("assert 'unittest' in SOURCE and count_vowels('aei') == 3")))),
    row((csv(MARKS, "list them by maths"), answers("maths", "lowest first")), ("highest first", answers("highest first"))),
    row((csv("name,city\nAnn,Graz\nBob,Wien\nEve,Graz\n", "How many people are from Graz, and who are they?"),
         all_of(answers(2), listed("Ann", "Eve")))),
    row(("tl;dr\n\nThe council met on Monday. It decided to build a bridge. The bridge costs 3 million. Work begins in "
         "May. Residents complained about the noise.", document("bridge"))),
    row(("Hi! For my kid's homework we need a function that counts how many vowels there are in a text. Upper and lower "
         "case should both count. Thanks a lot!", computes((("Apple IOU",), 5)))),
    row(("python: flatten a list of lists of lists, however deep it goes",
         code("assert list(flatten([1, [2, [3, [4]]]])) == [1, 2, 3, 4]"))),
    row(("split a list into chunks of n elements, last one may be shorter. python pls",
         code("assert list(chunks([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]"))),
    row(("give me all primes up to n using the sieve of eratosthenes", computes(((11,), [2, 3, 5, 7, 11])))),
    row(("I want a function that gives the least common multiple of two whole numbers",
         code("assert lcm(4, 6) == 12"))),
    row(("Write a function that formats a number of seconds as hh:mm:ss",
         code("assert format_clock(3661) == '01:01:01'"))),
    row(("write a fucntion that removes duplcates from a list but keeps the order",
         code("assert list(unique([3, 1, 3, 2, 1])) == [3, 1, 2]"))),
    row(("Write me a function that validates credit card numbers with the Luhn algorithm, and then make a command-line "
         "script of it.", code("assert 'argparse' in SOURCE"))),
    row(("I'd like the levenshtein distance between two words as a Python function, plus unit tests for it",
         all_of(computes((("kitten", "sitting"), 3)), code("assert 'unittest' in SOURCE")))),
    row((python("def mean(xs):\n    return sum(xs) / len(xs)\n", "Something is off with this, could you review it?"),
         report("compiles"))),
    row(("Show me the three cities with the most inhabitants:\n\n| city | inhabitants |\n|---|---|\n| Lyon | 522,250 |\n"
         "| Turin | 841,600 |\n| Graz | 298,479 |\n| Genoa | 558,745 |\n", answers("Turin 841600", "Lyon 522250"))),
    row(("Using the table below, give me the mean salary in each department, sorted from highest to lowest please.\n\n"
         + STAFF, answers("IT 56666.67, HR 45000, Sales 40000"))),
    row(("Please sort the list by department and then, within each department, by salary, descending\n" + STAFF,
         refused("unknown_question"))),
    row(("Convert this to a Markdown table, sorted by score with the best on top.\n"
         '[{"name":"Ida","score":17},{"name":"Jon","score":23},{"name":"Kim","score":9}]',
         converted("markdown", lambda text: -1 < text.find("Jon") < text.find("Ida") < text.find("Kim")))),
    row(("hello there! what are you able to do for me?", talk("CodeGenerator"))),
]
