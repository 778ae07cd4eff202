/// A request in the words that the question reader knows, if people used other words for the same
/// thing.
enum PlainWording {
  private static let maximumBytes = 32 << 10

  /// - Parameter data: The table's columns, whose names are unchanged.
  static func of(_ words: String, data: [DataColumn]) -> String {
    // The limit for a request: each wording is searched for in all of it.
    guard words.utf8.count <= maximumBytes else { return words }
    let words = words.withShortGaps
    return withColumnWords(
      withoutOrderOfSpeech(inLines(withDefinitions(words, data: data))), data: data
    )
    // "As JSON: everyone in HR".
    .replacing(
      #/(?i)(^|[.\n]\s*)((?:as|in|into|to) (?:an? )?(?:csv|tsv|json|jsonl|markdown)(?: table| file)?):\s*([^:\n]+)/#
    ) {
      "\($0.1)convert \($0.3) \($0.2)"
    }
    // "CSV of the rows that …", "a CSV with name and age", "CSV please, only …".
    .replacing(
      #/(?i)(^|[.\n]\s*)(?:(?:please )?(?:give|send|make|create|get|show) (?:me )?)?(?:an? |the )?(csv|tsv|json|jsonl|markdown)(?: file| table)? (of|with|please)\b/#
    ) { "\($0.1)convert to \($0.2)\($0.3.lowercased() == "with" ? " only" : "")" }
    .replacing(#/(?i)\bquartiles\b/#) { match in
      data.contains { $0.name.lowercased().contains("quartile") }
        ? String(match.0) : "first quartile, median and third quartile"
    }
    .replacing(#/(?i)\b(table|data|list|numbers|figures|rows) (?:below|above)\b/#) { $0.1 }
    .replacing(#/(?i)\b(?:i\.e\.|e\.g\.),?\s/#, with: "")
    .replacing(
      #/(?i)\bhow much (\w+) did (?:each|every) (\w+) (?:make|earn|bring in|generate|take in)\b/#
    ) { "total \($0.1) per \($0.2)" }
    .replacing(
      #/(?i)\bhow much (\w+) (?:did|does|do) (it|they|that|this) (?:make|earn|bring in|generate|take in)\b/#
    ) {
      "total \($0.1) of \($0.2)"
    }
    .replacing(#/(?i)\bfrom ((?:\p{L}+ )?\d{4}) (?:on|onwards?)\b/#) { "since \($0.1)" }
    // "Which projects went over budget, i.e. where actual is more than budget?"
    .replacing(
      #/(?i)\b(?:went|are|were|is|was|go) (?:over|under|above|below) (?:the )?\w+,? (?:(?:i\.e\.|that is|meaning|so),? )?where\b/#,
      with: "where"
    )
    .replacing(
      #/(?i)\b(?:make|create|give|send|get|write|build|produce) (?:me )?(?:an? |the )?(csv|tsv|json|jsonl|ndjson|markdown(?: table)?)(?: file)? (?:of|from|out of)\b/#
    ) { "convert to \($0.1)" }
    .replacing(
      #/(?i)\b(?:leav(?:e|ing) out|ignor(?:e|ing)|skip(?:ping)?|omit(?:ting)?|exclude|disregard(?:ing)?|not (?:counting|including))\b(?= \p{L})/#,
      with: "without"
    )
    .replacing(#/(?i)\bthe (?:whole|entire|complete|full) (?:thing|lot)\b/#, with: "the table")
  }

  /// Replaces other wordings for columns of the table.
  private static func withColumnWords(_ words: String, data: [DataColumn]) -> String {
    let names = data.map { FoldedText.of(CellText.cut($0.name, to: 60)) }
    func has(_ word: Substring) -> Bool {
      names.contains { $0.contains(FoldedText.of(String(word))) }
    }
    let pay = names.first { name in
      ["salary", "wage", "income", "pay", "earnings"].contains(where: name.contains)
    }
    let ordered = Set(
      zip(names, data).filter { [.number, .date].contains($0.1.kind) }.map(\.0))
    let dates = data.filter { $0.kind == .date }.map { $0.name.lowercased() }
    return
      words
      // "For this order": the table is an order.
      .replacing(
        #/(?i)\s+(?:for|of|in|on) this (order|invoice|bill|receipt|quote|list|shop|store|team|company|sheet)\b/#
      ) { has($0.1) ? String($0.0) : "" }
      .replacing(#/(?i)\b(top|highest|biggest|best|lowest) ((?:\d+ )?)earners\b/#) { match in
        pay.map { "\(match.1) \(match.2)people by \($0)" } ?? String(match.0)
      }
      // "List people by age, oldest first": in that order.
      .replacing(#/(?i)\b((?:list|show)(?: me)?(?: the| all)* (\w+)) by (?=(\w+)(?:,|$|\s*[.\n]))/#)
    {
      match in
      ordered.contains(FoldedText.of(String(match.3)))
        && !names.contains(FoldedText.of(String(match.2)))
        && !["them", "those", "these", "it", "that", "me"].contains(match.2.lowercased())
        ? names.contains(FoldedText.singular(match.2.lowercased()))
          ? "list rows sorted by " : "\(match.1) sorted by "
        : String(match.0)
    }
      .replacing(
        #/(?i)\b(which \w+) pays (?:the )?(best|most|worst|least)(?: on average|$|(?=[?.\n]))/#
      ) { match in
        pay.map { pay in
          let end = ["best", "most"].contains(match.2.lowercased()) ? "highest" : "lowest"
          return "\(match.1) has the \(end) average \(pay)"
        } ?? String(match.0)
      }
      // "How many were hired each year", for a column of dates with that name.
      .replacing(
        #/(?i)\b(?:were|was|got) (\w+) (?=(?:each|per|every) (?:year|month|week|day|quarter)\b)/#
      ) {
        dates == [$0.1.lowercased()] ? "" : String($0.0)
      }
      // Grouped bars can't be drawn: worded so that the request is refused.
      .replacing(
        #/(?i),?\s*(?:with )?(?:one|a|an) (?:bar|line|colou?r|series|curve) (?:for each|for every|per) (\w+)/#
      ) { " split by \($0.1)" }
  }

  /// "First I'd like to know …, and finally …": the order of the wishes, not a number of rows.
  private static func withoutOrderOfSpeech(_ words: String) -> String {
    words.replacing(
      /(?i)(^|[.!?:\n]\s*)(?:first|firstly|first of all|finally|lastly),?\s+(?=(?:i|i'd|we|please|tell|give|show|what|what's|how|can|could|which)\b)/
    ) { $0.1 }
    .replacing(#/(?i)\band (?:finally|lastly)\b/#, with: "and")
    .replacing(
      #/(?i)^so,? (?:two|three|four|some|a few|several) (?:things|questions)[.:]\s*/#, with: "")
  }

  /// "The total revenue (units * price)": the text in brackets defines the word, if no column has
  /// that name.
  private static func withDefinitions(_ words: String, data: [DataColumn]) -> String {
    let pattern = #/([\p{L}_]{1,40}) \(=?([^()\n]{1,60}[*×+\/][^()\n]{1,60})\)/#
    let names = Set(data.map { FoldedText.of(CellText.cut($0.name, to: 60)) })
    return words.replacing(pattern) { match in
      names.contains(FoldedText.of(String(match.1))) ? match.0 : match.2
    }
  }

  /// "1) the average of sales, 2) a bar chart": each on a separate line, without its number.
  private static func inLines(_ words: String) -> String {
    let pattern = #/(^|[\s,;:.(])\(?(\d{1,2})[).]\s+(?=\p{L})/#
    let marks = words.matches(of: pattern).map { Int($0.2) }
    guard marks.count > 1, marks == Array(1...marks.count) else { return words }
    return words.replacing(pattern) { $0.1.isEmpty ? "" : "\n" }
  }
}
