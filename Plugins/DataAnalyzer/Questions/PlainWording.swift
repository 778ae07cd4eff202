/// A request in the words that the reader of questions knows, where people put the same thing in others.
enum PlainWording {
  /// - Parameter data: the table's columns, whose names stay as they are.
  static func of(_ words: String, data: [DataColumn]) -> String {
    withoutOrderOfSpeech(inLines(withDefinitions(words, data: data)))
      .replacing(#/(?i)\b(table|data|list|numbers|figures|rows) (?:below|above)\b/#) { $0.1 }
      .replacing(#/(?i)\b(?:i\.e\.|e\.g\.),?\s/#, with: "")
      .replacing(
        #/(?i)\bhow much (\w+) did (?:each|every) (\w+) (?:make|earn|bring in|generate|take in)\b/#
      ) { "total \($0.1) per \($0.2)" }
      .replacing(#/(?i)\bfrom ((?:\p{L}+ )?\d{4}) (?:on|onwards?)\b/#) { "since \($0.1)" }
      .replacing(#/(?i)\bthe (?:whole|entire|complete|full) (?:thing|lot)\b/#, with: "the table")
  }

  /// "First I'd like to know …, and finally …": the order in which it is said, and no number of rows.
  private static func withoutOrderOfSpeech(_ words: String) -> String {
    words.replacing(
      /(?i)(^|[.!?:\n]\s*)(?:first|firstly|first of all|finally|lastly),?\s+(?=(?:i|i'd|we|please|tell|give|show|what|what's|how|can|could|which)\b)/
    ) { $0.1 }
    .replacing(#/(?i)\band (?:finally|lastly)\b/#, with: "and")
    .replacing(
      #/(?i)^so,? (?:two|three|four|some|a few|several) (?:things|questions)[.:]\s*/#, with: "")
  }

  /// "The total revenue (units * price)": what stands between the brackets is meant by the word, where no column is
  /// called so.
  private static func withDefinitions(_ words: String, data: [DataColumn]) -> String {
    let pattern = #/([\p{L}_]{1,40}) \(=?([^()\n]{1,60}[*×+\/][^()\n]{1,60})\)/#
    let names = Set(data.map { FoldedText.of(CellText.cut($0.name, to: 60)) })
    return words.replacing(pattern) { match in
      names.contains(FoldedText.of(String(match.1))) ? match.0 : match.2
    }
  }

  /// "1) the average of sales, 2) a bar chart": each on a line of its own, without its number.
  private static func inLines(_ words: String) -> String {
    let pattern = #/(^|[\s,;:.(])\(?(\d{1,2})[).]\s+(?=\p{L})/#
    let marks = words.matches(of: pattern).map { Int($0.2) }
    guard marks.count > 1, marks == Array(1...marks.count) else { return words }
    return words.replacing(pattern) { $0.1.isEmpty ? "" : "\n" }
  }
}
