/// Determines the meaning of each part of a request for the table.
struct QuestionItems: Sendable {
  let items: [QuestionItem]

  private static let maximumPhrase = 6
  private static let spending: Set<String> = [
    "spend", "spends", "spent", "spending", "spendings", "expenditure",
  ]
  static func isSpending(_ word: String) -> Bool { spending.contains(word.lowercased()) }

  private static let amounts: Set<String> = [
    "amount", "cost", "costs", "price", "sum", "total", "paid", "expense", "expenses", "betrag",
    "preis", "kosten", "ausgaben", "ausgabe",
  ]

  /// The only column of figures, if its name allows that it is money spent.
  private static func onlyAmounts(_ data: [DataColumn]) -> Int? {
    let figures = data.indices.filter {
      data[$0].kind == .number && !data[$0].isSequence && !ColumnNames.isLabel(data[$0])
    }
    guard figures.count == 1 else { return nil }
    let words = FoldedText.words(FoldedText.of(CellText.cut(data[figures[0]].name, to: 60)))
    return words.contains(where: amounts.contains) ? figures[0] : nil
  }

  private static let kindsOfFigures: Set<String> = [
    "mark", "marks", "grade", "grades", "score", "scores", "points", "value", "values", "figures",
  ]
  private static let maximumPhraseBytes = 64

  /// - Throws: `CancellationError`.
  init(_ tokens: [QuestionToken], data: [DataColumn]) throws {
    let names = ColumnNames(data.map(\.name))
    let values = try CellValues(data, in: tokens)
    var items: [QuestionItem] = []
    var position = 0
    while position < tokens.count {
      try Task.checkCancellation()
      let rest = tokens[position...]
      var (item, length) = Self.next(rest, names: names, values: values, data: data)
      item.isSpaced = tokens[position].isSpaced
      if item.isUnknown, let column = items.last?.column, data[column].kind == .number,
        Self.kindsOfFigures.contains(item.raw.lowercased())
      {
        // "The maths mark", for a column of marks named maths.
        item = item.meaning(.term(.noise))
      }
      // "What did I spend the most on?" asks for something other than the figure.
      if item.isUnknown, Self.spending.contains(item.raw.lowercased()),
        tokens.last(where: { $0.kind != .mark })?.text != "on",
        let column = Self.onlyAmounts(data)
      {
        item = item.meaning(.column(column))
      }
      if item.isUnknown, item.raw.lowercased().hasSuffix("ly"), item.raw.utf8.count < 40,
        let column = data.firstIndex(where: {
          FoldedText.of(CellText.cut($0.name, to: 60)) + "ly" == item.raw.lowercased()
        })
      {
        // Someone who works remotely is remote.
        item = item.meaning(.column(column))
      }
      if item.isUnknown, let opposite = Self.opposite(item, names: names) {
        items += opposite
      } else {
        items.append(item)
      }
      position += length
    }
    self.items = items
  }

  private static func next(
    _ tokens: ArraySlice<QuestionToken>, names: ColumnNames, values: CellValues, data: [DataColumn]
  ) -> (item: QuestionItem, length: Int) {
    let first = tokens[tokens.startIndex]
    func item(_ meaning: QuestionItem.Meaning, length: Int, note: String? = nil) -> (
      QuestionItem, Int
    ) {
      let raw = tokens.prefix(length).reduce(into: "") { raw, token in
        raw += (token.isSpaced && !raw.isEmpty ? " " : "") + token.raw
      }
      return (
        QuestionItem(meaning: meaning, raw: raw, note: note, isQuoted: first.kind == .quoted),
        length
      )
    }
    // Names and values of several words don't extend across punctuation.
    let line = tokens.prefix { $0.kind != .mark }
    let folded = line.prefix(ColumnNames.maximumWords).flatMap {
      FoldedText.words(FoldedText.of($0.text))
    }
    let column = first.kind == .mark ? nil : names.whole(folded[...])
    let (found, length) = values.longest(line)
    let term = first.kind == .quoted ? nil : Self.term(tokens)
    let columnLength = column.map { Self.tokens(of: $0.length, in: line) } ?? 0
    if let column, columnLength > 0, columnLength >= length, columnLength >= (term?.length ?? 0) {
      var (named, taken) = item(.column(column.column), length: columnLength, note: column.note)
      // "The total sales", for a table with both columns: decided when the rest is known.
      if let term, term.length == columnLength { named.other = .term(term.term) }
      if !found.isEmpty, length == columnLength { named.other = named.other ?? .value(found) }
      return (named, taken)
    }
    let isValue =
      term?.term == .noise && !found.isEmpty && length > 0
      && (length > 1 || !QuestionLexicon.functionWords.contains(first.text))
    if let term, term.length >= length, !isValue {
      // A value that is also a word of questions is meant if it is quoted or has more words.
      var (said, taken) = item(.term(term.term), length: term.length)
      if !found.isEmpty, length == term.length { said.other = .value(found) }
      if let column, columnLength == term.length { said.other = .column(column.column) }
      return (said, taken)
    }
    if !found.isEmpty { return item(.value(found), length: length) }
    if first.kind == .mark { return item(.mark(first.text), length: 1) }
    if data.contains(where: { $0.kind == .date }), let (span, length) = DateSpan.span(at: tokens) {
      return item(.date(span), length: length)
    }
    if case .number(let number) = first.kind { return item(.number(number), length: 1) }
    let (partial, count) = names.partial(folded[...])
    let short = Self.tokens(of: count, in: line)
    if short > 0 {
      guard partial.count == 1 else { return item(.columns(partial), length: short) }
      var (named, taken) = item(.column(partial[0]), length: short)
      named.note = names.note(named.raw, column: partial[0])
      return (named, taken)
    }
    if first.kind == .word, let quantity = names.quantity(first.text) {
      return item(.column(quantity.column), length: 1, note: quantity.note)
    }
    if first.kind == .word, let related = related(first.text, names: names, data: data) {
      return item(related.meaning, length: 1, note: related.note)
    }
    if let slip = names.misspelling(first.text) {
      return item(.column(slip.column), length: 1, note: slip.note)
    }
    if first.kind == .word, let (term, word) = misspelling(first.text) {
      return item(.term(term), length: 1, note: "\"\(first.raw)\" was taken for \"\(word)\"")
    }
    return item(.unknown, length: 1)
  }

  /// "Supplies" for a column "supplier", "absences" for numbers in "absent".
  private static func related(
    _ word: String, names: ColumnNames, data: [DataColumn]
  ) -> (meaning: QuestionItem.Meaning, note: String?)? {
    if let column = names.agents(word), data[column].kind == .text {
      return (.term(.doing(column)), nil)
    }
    if let found = names.adjective(word), data[found.column].kind == .number {
      return (.column(found.column), found.note)
    }
    // "When did she start", for a column of dates named "started".
    guard let found = names.columnOfPast(word), data[found.column].kind == .date else { return nil }
    return (.column(found.column), found.note)
  }

  /// "Unpaid" and "non-members" for a column "paid" or "member".
  private static func opposite(_ item: QuestionItem, names: ColumnNames) -> [QuestionItem]? {
    let word = item.raw.lowercased()
    guard !item.isQuoted, word.utf8.count <= 60,
      let start = ["non-", "un-", "not-", "non", "un"].first(where: word.hasPrefix)
    else { return nil }
    let rest = String(word.dropFirst(start.count))
    let words = FoldedText.words(FoldedText.of(rest))
    guard let column = names.whole(words[...]), column.length == words.count, column.note == nil
    else {
      return nil
    }
    return [
      QuestionItem(
        meaning: .term(.not), raw: String(item.raw.dropLast(rest.count)), isSpaced: item.isSpaced),
      QuestionItem(
        meaning: .column(column.column), raw: String(item.raw.dropFirst(start.count)),
        isSpaced: false, isGlued: true),
    ]
  }

  /// How many tokens contain this many words; 0 if the words end inside a token, as in
  /// "price-list".
  private static func tokens(of words: Int, in tokens: ArraySlice<QuestionToken>) -> Int {
    var (count, seen) = (0, 0)
    for token in tokens where seen < words {
      seen += max(1, FoldedText.words(FoldedText.of(token.text)).count)
      count += 1
    }
    return seen == words ? count : 0
  }

  /// The longest phrase with a meaning.
  private static func term(_ tokens: ArraySlice<QuestionToken>) -> (
    term: QuestionTerm, length: Int
  )? {
    for length in stride(from: min(maximumPhrase, tokens.count), to: 0, by: -1) {
      let part = tokens.prefix(length)
      guard part.allSatisfy({ $0.kind != .quoted }) else { continue }
      // Longer texts are not phrases, and comparing their characters may take long.
      guard part.reduce(0, { $0 + $1.text.utf8.count }) <= maximumPhraseBytes else { continue }
      if let term = QuestionLexicon.terms[part.map(\.text).joined(separator: " ")] {
        return (term, length)
      }
    }
    guard let first = tokens.first, first.text.utf8.count <= maximumPhraseBytes else { return nil }
    // "bar-chart"
    let parts = first.text.split(separator: "-").joined(separator: " ")
    return QuestionLexicon.terms[parts].map { ($0, 1) }
  }

  /// A misspelled word of questions.
  private static func misspelling(_ word: String) -> (term: QuestionTerm, word: String)? {
    // Not "worst".
    if word == "worse" { return nil }
    let found = QuestionLexicon.terms.filter { phrase, term in
      switch term {
      case .noise, .others, .unknownVerb, .otherFormat, .otherChart, .not: false
      default: FoldedText.isSlip(word, of: phrase)
      }
    }
    guard let first = found.min(by: { $0.key < $1.key }),
      found.values.allSatisfy({ $0 == first.value })
    else { return nil }
    return (first.value, first.key)
  }
}
