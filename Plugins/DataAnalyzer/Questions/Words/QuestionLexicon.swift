/// The words and phrases of questions about a table.
enum QuestionLexicon {
  private static let money = ["price", "cost", "amount", "fee"]
  private static let pay = ["salary", "income", "wage", "pay", "earnings"]
  private static let heat = ["temperature", "temp"]
  private static let size = ["size", "area", "population"]
  private static let long = ["length", "duration", "distance", "height"]

  /// Phrases of folded words, each with its meaning; the longest match is used.
  static let terms: [String: QuestionTerm] = {
    var terms: [String: QuestionTerm] = [:]
    func add(_ term: QuestionTerm, phrases: String...) {
      for phrase in phrases.flatMap({ $0.split(separator: ",") }) {
        let phrase = CellText.trimmed(String(phrase))
        // The first meaning takes precedence.
        if terms[phrase] == nil { terms[phrase] = term }
      }
    }
    add(.howMany, phrases: "how many")
    add(.howMuch, phrases: "how much")
    add(.countOf, phrases: "count, count of, number of, the number of, counts")
    add(
      .figure(.mean),
      phrases:
        "average, averages, avg, mean, means, averaged, on average, average of, mean of, mean value"
    )
    add(
      .figure(.sum),
      phrases:
        "sum, sums, total, totals, altogether, in total, sum of, total of, sum up, add up, overall, combined"
    )
    add(.figure(.median), phrases: "median, medians, middle value")
    add(.figure(.range), phrases: "range, spread")
    add(.figure(.standardDeviation), phrases: "standard deviation, std, stdev, std dev, deviation")
    add(.figure(.variance), phrases: "variance")
    add(.figure(.firstQuartile), phrases: "first quartile, lower quartile")
    add(.figure(.thirdQuartile), phrases: "third quartile, upper quartile")
    add(.figure(.minimum), phrases: "minimum, min, minima")
    add(.figure(.maximum), phrases: "maximum, max, maxima")
    add(.different, phrases: "different, distinct, unique")
    add(
      .common(isMost: true),
      phrases:
        "most common, most frequent, most often, commonest, mode, most popular, most frequently")
    add(
      .common(isMost: false),
      phrases: "least common, least frequent, rarest, least often, least popular")
    add(
      .share,
      phrases:
        "percentage, percentage of, share of, proportion, proportion of, fraction of, what percent, percent of"
    )
    addExtremes(add)
    addComparisons(add)
    add(.implied(pay), phrases: "earn, earns, earned, make per year")
    add(.implied(money), phrases: "cost, costs, expensive")
    add(.implied(["value", "worth"] + money), phrases: "worth, valued at")
    add(.implied(["age"]), phrases: "how old, old, aged")
    add(.implied(["score", "point", "goal", "mark"]), phrases: "scored")
    add(.implied(["height"]), phrases: "how tall, tall, how high")
    add(.implied(["weight"]), phrases: "weigh, weighs, how heavy, heavy")
    add(.difference, phrases: "difference, gap")
    add(.between, phrases: "between, ranging from")
    add(.and, phrases: "and, as well as, along with, &, but")
    add(.or, phrases: "or")
    add(
      .not,
      phrases:
        "not, except, excluding, without, other than, isn't, aren't, wasn't, outside, outside of, except for, doesn't, don't, didn't, haven't, hasn't, hadn't, never, everyone but, everybody but, anyone but, all but, cannot, can't, won't, no longer, neither, nor, with no"
    )
    add(.lacks, phrases: "no, lacking, lack, lacks")
    add(
      .text(.start),
      phrases:
        "starts with, start with, starting with, begins with, begin with, beginning with, started with"
    )
    add(.text(.end), phrases: "ends with, end with, ending with, ends in, end in, ending in")
    add(.text(.middle), phrases: "contains, contain, containing, includes, include, including")
    add(
      .same(true),
      phrases:
        "the same as, same as, identical to, match, matches, are the same, identical, are identical"
    )
    add(
      .same(false),
      phrases:
        "differ, differs, differ from, differs from, different from, unlike, are different, don't match, doesn't match, do not match, does not match, mismatch"
    )
    add(
      .per,
      phrases:
        "per, for each, for every, in each, of each, each, every, grouped by, group by, broken down by, split by, within each, in every, by each, at each, on each, across, grouped, for all, depending on"
    )
    add(.by, phrases: "by, against, according to, ranked by")
    add(
      .versus,
      phrases: "vs, versus, compare, compared to, compared with, comparison, in comparison to")
    add(.top, phrases: "top, first, best")
    add(.bottom, phrases: "bottom, worst, last")
    add(
      .sort, phrases: "sort, sorted, sort by, sorted by, order by, ordered by, order, rank, rank by"
    )
    add(
      .ascending,
      phrases:
        "ascending, increasing, rising, asc, lowest first, smallest first, shortest first, lightest first, slowest first, youngest first, cheapest first, worst on top, lowest on top, lowest bar first, lowest to highest, smallest to largest, from lowest to highest, from low to high, low to high"
    )
    add(
      .descending,
      phrases:
        "descending, decreasing, falling, reverse, desc, highest first, largest first, biggest first, longest first, tallest first, heaviest first, fastest first, best first, most first, newest first, latest first, most recent first, most expensive first, oldest first, best on top, highest on top, best at the top, highest bar first, tallest bar first, highest to lowest, largest to smallest, from highest to lowest, from high to low, high to low"
    )
    add(
      .condition,
      phrases:
        "where, whose, with, if, having, when, among, only, that have, who have, with a, in which, that are, who are, which are"
    )
    add(.equals, phrases: "equals, equal to, =, ==, is equal to, equal")
    add(
      .asks,
      phrases:
        "what, which, who, whose, what is, what are, what's, when, whom, what was, what were, where is, at what, in which, on which, on what"
    )
    add(
      .list,
      phrases:
        "list, show, give, find, get, display, tell, print, return, name, names of, see, look up, fetch, pick, select, filter, extract, identify, determine, provide"
    )
    add(.period(.year), phrases: "year, years, yearly, annual, annually")
    add(.period(.quarter), phrases: "quarter, quarters, quarterly")
    add(.period(.month), phrases: "month, months, monthly")
    add(.period(.week), phrases: "week, weeks, weekly")
    add(.period(.day), phrases: "day, days, daily, date, dates")
    add(.period(.weekday), phrases: "weekday, weekdays, day of the week, day of week")
    add(.period(.hour), phrases: "hour, hours, hourly")
    add(
      .plot,
      phrases:
        "plot, plots, chart, charts, graph, graphs, draw, visualise, visualize, diagram, visualisation, visualization, picture, sketch, show a picture"
    )
    add(
      .chart(.bar),
      phrases:
        "bar chart, bar plot, bar graph, bar diagram, bars, barchart, column chart, bar, barplot")
    add(
      .chart(.line),
      phrases:
        "line chart, line plot, line graph, line, linechart, curve, time series, line diagram"
    )
    add(
      .chart(.scatter),
      phrases:
        "scatter plot, scatter, scatterplot, scatter chart, scatter graph, scatter diagram, points")
    add(
      .extra,
      phrases:
        "trend line, trendline, regression line, line of best fit, best fit, error bars, confidence interval, moving average, rolling average, running total, cumulative, logarithmic, log scale, stacked, secondary axis, data labels, legend, only one, just one, exactly one, more than one, at least one, one or more, more than once, only once, just once, exactly once, whole number, whole numbers, as an integer, as integers, rounded to, rounded up, rounded down, without decimals, no decimals, two decimals, one decimal, decimal places, 2 decimals, a vowel, vowels, a consonant, consonants, more rows, new rows, additional rows"
    )
    add(.calculation, phrases: "divided by, multiplied by, minus, plus")
    add(.ordinal(2), phrases: "second, 2nd")
    add(.ordinal(3), phrases: "third, 3rd")
    add(.ordinal(4), phrases: "fourth, 4th")
    add(.ordinal(5), phrases: "fifth, 5th")
    add(.chart(.histogram), phrases: "histogram, histograms, distribution, distribution of")
    add(
      .chart(.pie),
      phrases: "pie chart, pie, donut chart, doughnut chart, pie plot, pie graph, donut")
    add(
      .otherChart,
      phrases:
        "heatmap, heat map, box plot, boxplot, violin plot, radar chart, treemap, sankey, sankey diagram, area chart, bubble chart, map, gantt chart, word cloud, funnel chart, candlestick, 3d plot, network graph, stacked bar chart, waterfall chart"
    )
    add(
      .convert,
      phrases:
        "convert, transform, turn, change, export, reformat, rewrite, save, translate, make, create, render, output, conversion, format"
    )
    add(.format(.csv), phrases: "csv, comma separated values, csv file, csv format")
    add(.format(.tsv), phrases: "tsv, tab separated values, tsv file, tab separated, tsv format")
    add(
      .format(.json),
      phrases: "json, json file, json array, json objects, json format, array of objects")
    add(.format(.jsonl), phrases: "jsonl, json lines, ndjson, jsonlines, json line")
    add(
      .format(.markdown),
      phrases: "markdown, markdown table, md, md table, markdown format, github table")
    add(
      .otherFormat,
      phrases:
        "xml, yaml, excel, xlsx, html, sql, parquet, latex, toml, pdf, word, html table, avro, ods, sqlite, insert statements, spreadsheet, powerpoint, png, jpeg, jpg"
    )
    add(
      .analyse,
      phrases:
        "analyse, analyze, analysis, explore, examine, describe, summarise, summarize, profile, inspect, investigate, statistics, evaluate, look at, interpret, overview, summary, insights, stats, check, assess, work with, figures, study, correlations, read, process, handle"
    )
    add(.outliers, phrases: "outlier, outliers, anomaly, anomalies")
    add(
      .correlation,
      phrases:
        "correlation, correlation of, correlate, correlated, correlates, correlation coefficient, relationship, relation, association, related, correlation between, relationship between"
    )
    add(
      .missing, phrases: "missing, empty, blank, null, missing values, empty values, missing cells")
    add(
      .rows,
      phrases:
        "row, rows, record, records, entry, entries, line, lines, item, items, observation, observations, case, cases, data point, data points, times, rows of data, value, values, ones, orders, sales, transactions, purchases, payments, invoices, bookings, trips, events, measurements, readings, deals, things"
    )
    add(
      .persons,
      phrases:
        "people, person, persons, employees, employee, users, user, customers, customer, students, student, members, member, staff, patients, patient, players, player, passengers, participants, workers, colleagues, everybody, everyone, someone, anyone, guests, visitors"
    )
    add(.columns, phrases: "column, columns, field, fields, variables, variable, attributes")
    add(
      .others,
      phrases:
        "write, draft, compose, review, document, report, readme, outline, explain, prepare, generate, send, mail, email, publish, presentation, slides"
    )
    add(
      .unknownVerb,
      phrases:
        "predict, forecast, cluster, classify, train, regress, regression, extrapolate, simulate, delete, remove, insert, update, join, merge, rename, replace, normalise, normalize, fill, impute, drop, pivot, transpose, anonymise, anonymize, encrypt, guess, estimate, clean, deduplicate, sample, append, shuffle, store, save, duplicate, highlight, enrich, randomise, randomize, number the"
    )
    add(
      .noise,
      phrases: """
        a, an, the, of, in, on, at, for, from, with, to, is, are, was, were, be, over all, been, am, do, does, did, has, \
        have, had, there, here, it, its, this, that, these, those, them, they, their, i, me, my, we, us, our, \
        you, your, please, can, could, would, will, shall, should, want, need, like, know, let, let's, so, \
        then, also, now, just, all, any, some, data, table, dataset, data set, file, sheet, using, \
        following, below, given, above data, respectively, about, exactly, calculate, compute, work out, \
        calculated, come, belong, fall, lie, made, had been, up, out, than, hi, hello, hey, thanks, thank, \
        kindly, quickly, simple, plain, whole, entire, single, question, answer, found, across all, \
        occurs, occur, appear, appears, exist, exists, hold, holds, get, gets, as, into, \
        if possible, together, set, being, such, by far, reached, reach, recorded, happen, happened, use, \
        time, called, named, what's, actually, really, i'd, i'm, who's, yes, ok, next, attached, here's, live, lives, \
        perfect, awesome, wonderful, excellent, great, cool, work, works, come from, comes from, stand, sort of, kind of, part, itself, one, go, how, \
        among them, yet, still, take, took, takes, taken, placed, booked, submitted, filed, as well, worked, lived, got, we've, i've, level, number, numbers, figure, result, results, sold, bought, me the, \
        brought in, brings in, bring in, took in, takes in, pulled in, goes to, go to, went to, goes into, ended up with, left, sell, sells, selling, buy, buys
        """)
    return terms
  }()

  private static func addExtremes(_ add: (QuestionTerm, String...) -> Void) {
    add(
      .extreme(isMost: true, columns: []),
      "most, highest, largest, biggest, greatest, peak, maximal, top value, maximum of, strongest")
    add(
      .extreme(isMost: false, columns: []),
      "least, lowest, smallest, fewest, minimal, littlest, minimum of, weakest")
    add(.extreme(isMost: true, columns: ["age"]), "oldest, eldest")
    add(.extreme(isMost: false, columns: ["age"]), "youngest")
    add(.extreme(isMost: true, columns: money), "most expensive, priciest, dearest, costliest")
    add(.extreme(isMost: false, columns: money), "cheapest, least expensive, lowest priced")
    add(
      .extreme(isMost: true, columns: pay),
      "richest, best paid, highest paid, highest earning, wealthiest")
    add(.extreme(isMost: false, columns: pay), "poorest, worst paid, lowest paid")
    add(.extreme(isMost: true, columns: heat), "hottest, warmest")
    add(.extreme(isMost: false, columns: heat), "coldest, coolest")
    add(.extreme(isMost: true, columns: ["height", "elevation"]), "tallest")
    add(.extreme(isMost: false, columns: long), "shortest")
    add(.extreme(isMost: true, columns: long), "longest")
    add(.extreme(isMost: true, columns: ["weight"]), "heaviest")
    add(.extreme(isMost: false, columns: ["weight"]), "lightest")
    add(.extreme(isMost: true, columns: ["population"]), "most populous")
    add(.extreme(isMost: true, columns: ["speed"]), "fastest")
    add(.extreme(isMost: false, columns: ["speed"]), "slowest")
    add(.extreme(isMost: true, columns: ["date"]), "latest, newest, most recent")
    add(.extreme(isMost: false, columns: ["date"]), "earliest")
  }

  private static func addComparisons(_ add: (QuestionTerm, String...) -> Void) {
    add(
      .comparison(.more, columns: []),
      "more than, greater than, above, over, larger than, bigger than, higher than, exceeding, exceeds, exceed, >, in excess of, upwards of, more"
    )
    add(
      .comparison(.less, columns: []),
      "less than, fewer than, below, under, smaller than, lower than, <, fewer, less")
    add(
      .comparison(.atLeast, columns: []),
      "at least, no less than, not less than, >=, minimum of, not below, from at least, or more, greater than or equal to, no fewer than"
    )
    add(
      .comparison(.atMost, columns: []),
      "at most, no more than, not more than, <=, up to, maximum of, not above, less than or equal to, or less"
    )
    add(.comparison(.more, columns: ["age"]), "older than, older")
    add(.comparison(.less, columns: ["age"]), "younger than, younger")
    add(
      .comparison(.more, columns: money),
      "more expensive than, dearer than, costlier than, cost more than, costs more than")
    add(
      .comparison(.less, columns: money),
      "cheaper than, less expensive than, cost less than, costs less than")
    add(
      .comparison(.more, columns: pay),
      "earn more than, earns more than, earning more than, richer than")
    add(
      .comparison(.less, columns: pay),
      "earn less than, earns less than, earning less than, poorer than")
    add(.comparison(.more, columns: ["height", "elevation"]), "taller than")
    add(.comparison(.less, columns: long), "shorter than")
    add(.comparison(.more, columns: long), "longer than")
    add(.comparison(.more, columns: ["weight"]), "heavier than, weigh more than, weighs more than")
    add(.comparison(.less, columns: ["weight"]), "lighter than, weigh less than, weighs less than")
    add(.comparison(.more, columns: heat), "warmer than, hotter than")
    add(.comparison(.less, columns: heat), "colder than, cooler than")
    add(.comparison(.more, columns: ["date"]), "after, later than")
    add(.comparison(.less, columns: ["date"]), "before, earlier than")
    add(.comparison(.atLeast, columns: ["date"]), "since, starting from")
    add(.comparison(.atMost, columns: ["date"]), "until, till")
  }

  /// Nouns for the rows and cells of any table.
  static let plainRows: Set<String> = [
    "row", "rows", "record", "records", "entry", "entries", "line", "lines", "value", "values",
    "ones",
    "rows of data", "data point", "data points", "observation", "observations", "times",
  ]

  /// Filler words that are not values unless they are quoted or part of a longer value.
  static let functionWords: Set<String> = [
    "a", "an", "the", "of", "in", "on", "at", "for", "from", "with", "to", "is", "are", "was",
    "were", "be",
    "been", "am", "do", "does", "did", "has", "have", "had", "there", "here", "it", "its", "this",
    "that",
    "these", "those", "them", "they", "their", "i", "me", "my", "we", "us", "our", "you", "your",
    "please",
    "can", "could", "would", "will", "shall", "should", "so", "all", "any", "some", "than", "as",
    "into",
    "how",
  ]

  /// Last words in the names of columns that identify rows.
  static let labels: Set<String> = [
    "id", "name", "no", "nr", "number", "code", "title", "label", "key", "total", "value",
  ]
  static let units: Set<String> = [
    "c", "f", "celsius", "fahrenheit", "kg", "g", "t", "lb", "cm", "mm", "m", "km", "mile", "eur",
    "usd",
    "gbp", "chf", "euro", "dollar", "percent", "percentage", "pct", "h", "hr", "hour", "min",
    "minute",
    "sec", "second", "s", "ms", "day", "year", "l", "liter", "litre", "mb", "gb", "kwh", "kw", "in",
  ]
  /// Irregular participles at the end of column names: "units_sold".
  static let participles: Set<String> = [
    "sold", "bought", "spent", "made", "paid", "sent", "built", "born", "won", "lost", "given",
    "taken",
    "left", "held",
  ]
  /// Words for quantities.
  static let quantities = ["quantity", "unit", "piece"]

  /// Abbreviations in column names.
  static let abbreviations: [String: String] = [
    "temp": "temperature", "qty": "quantity", "amt": "amount", "avg": "average", "num": "number",
    "dept": "department", "addr": "address", "desc": "description", "pct": "percentage",
    "yr": "year", "lat": "latitude", "lon": "longitude", "lng": "longitude", "pop": "population",
    "emp": "employee", "cat": "category", "prod": "product", "cust": "customer", "rev": "revenue",
    "hum": "humidity", "vol": "volume", "wt": "weight", "ht": "height", "dist": "distance",
    "dur": "duration", "tel": "telephone", "fname": "first name", "lname": "last name",
    "pcs": "piece", "precip": "precipitation", "max": "maximum", "min": "minimum", "no": "number",
  ]
}
