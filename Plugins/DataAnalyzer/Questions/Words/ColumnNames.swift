/// Finds the columns of a table in the words of a request.
struct ColumnNames: Sendable {
  struct Mention: Sendable {
    let column: Int
    /// The number of words.
    let length: Int
    /// Added to the answer if the name was not given exactly.
    let note: String?
  }

  private struct Name {
    let words: [String]
    /// With abbreviations expanded.
    let long: [String]
    let joined: String
  }

  private let names: [Name]
  private let shown: [String]
  static let maximumWords = 8

  init(_ columns: [String]) {
    shown = columns
    names = columns.map { column in
      // "temp (°C)": the unit is not part of the name.
      let bare = column.split(separator: "(", maxSplits: 1).first.map(String.init) ?? column
      let folded = FoldedText.of(FoldedText.of(bare).isEmpty ? column : bare)
      let words = FoldedText.words(folded).prefix(Self.maximumWords).map(FoldedText.singular)
      let long = words.flatMap { word in
        FoldedText.words(QuestionLexicon.abbreviations[word] ?? word)
      }
      return Name(words: Array(words), long: long, joined: words.joined())
    }
  }

  /// The columns whose whole name is at the beginning of these words, the longest name first.
  func whole(_ words: ArraySlice<String>) -> Mention? {
    for length in stride(from: min(Self.maximumWords, words.count), to: 0, by: -1) {
      let said = words.prefix(length).map(FoldedText.singular)
      let joined = said.joined()
      let long = said.flatMap { FoldedText.words(QuestionLexicon.abbreviations[$0] ?? $0) }
      let found =
        names.firstIndex { $0.words == said }
        ?? names.firstIndex { !$0.joined.isEmpty && $0.joined == joined }
        ?? names.firstIndex { !$0.long.isEmpty && ($0.long == said || $0.long == long) }
        // "Max temperature" for "temperature_max".
        ?? (length > 1
          ? names.firstIndex { $0.long.count > 1 && $0.long.sorted() == long.sorted() } : nil)
      if let found { return Mention(column: found, length: length, note: nil) }
      if let slip = misspelling(Array(said)) { return slip }
    }
    return nil
  }

  /// The column with a name of several words, one of which is misspelled.
  private func misspelling(_ said: [String]) -> Mention? {
    guard said.count > 1 else { return nil }
    let found = names.indices.filter { index in
      let words = names[index].words
      guard words.count == said.count else { return false }
      let wrong = zip(said, words).filter { $0 != $1 }
      return wrong.count == 1 && FoldedText.isSlip(wrong[0].0, of: wrong[0].1)
    }
    guard found.count == 1 else { return nil }
    return Mention(
      column: found[0], length: said.count,
      note: note(said.joined(separator: " "), column: found[0]))
  }

  /// The columns with this short name: "price" for "unit_price", but not "unit".
  func partial(_ words: ArraySlice<String>) -> (columns: [Int], length: Int) {
    for length in stride(from: min(Self.maximumWords, words.count), to: 0, by: -1) {
      let said = words.prefix(length).map(FoldedText.singular)
      let found = names.indices.filter { isShort(said, of: $0) }
      if !found.isEmpty { return (found, length) }
    }
    let lasting = duration(words)
    return lasting.isEmpty ? ([], 0) : (lasting, 2)
  }

  /// "Waiting times" for "wait_min": the activity, and its unit.
  private func duration(_ words: ArraySlice<String>) -> [Int] {
    guard words.count > 1, let first = words.first, first.hasSuffix("ing"),
      ["time", "duration"].contains(FoldedText.singular(words[words.startIndex + 1]))
    else { return [] }
    let stem = first.dropLast(3)
    return names.indices.filter { index in
      let name = names[index].words
      return name.count == 2
        && [String(stem), stem + "e", String(stem.dropLast())].contains(name[0])
        && QuestionLexicon.units.contains(name[1])
    }
  }

  /// Whether these words are the noun of a name. The words before a noun only qualify it: units are
  /// not a "unit_price", and an order is not an "order_date".
  private func isShort(_ said: [String], of index: Int) -> Bool {
    // "200 km" does not name a column "distance_km".
    if said.allSatisfy(QuestionLexicon.units.contains) { return false }
    return [names[index].words, names[index].long].contains { name in
      name.count > said.count
        && (0...(name.count - said.count)).contains {
          name[$0..<($0 + said.count)].elementsEqual(said)
            && Self.addsNothing(name[($0 + said.count)...])
        }
    }
  }

  /// After a noun: "_id", "_name", "_kg", "_sold", "_of_birth".
  private static func addsNothing(_ words: ArraySlice<String>) -> Bool {
    guard let first = words.first else { return true }
    if ["of", "per", "in", "at", "on"].contains(first) { return true }
    return words.allSatisfy { word in
      QuestionLexicon.labels.contains(word) || QuestionLexicon.units.contains(word)
        || QuestionLexicon.participles.contains(word)
        || word.utf8.count > 4 && word.hasSuffix("ed")
    }
  }

  /// Whether numbers only identify rows: an "order_id", or "no" with unique values.
  static func isLabel(_ column: DataColumn) -> Bool {
    let words = FoldedText.words(FoldedText.of(CellText.cut(column.name, to: 60)))
    guard let last = words.last, ["id", "no", "nr", "key", "index", "code"].contains(last) else {
      return false
    }
    return words.count > 1 || Set(column.numbers).count == column.numbers.count
  }

  func note(_ raw: String, column: Int) -> String {
    "\"\(raw)\" was taken for the column \(shown[column])"
  }

  /// The only column with the quantity of a row, for a word that asks for quantities.
  func quantity(_ word: String) -> Mention? {
    guard QuestionLexicon.quantities.contains(FoldedText.singular(word)) else { return nil }
    let found = speaking(of: QuestionLexicon.quantities)
    guard found.count == 1 else { return nil }
    return Mention(column: found[0], length: 1, note: note(word, column: found[0]))
  }

  /// Whether the words name a column without the part that affects the meaning of a sum: the
  /// "price" of a "unit_price".
  func leavesOutScale(_ words: [String], column: Int) -> Bool {
    let said = words.map(FoldedText.singular)
    let scales: Set<String> = [
      "unit", "per", "average", "mean", "median", "maximum", "minimum", "single", "each", "rate",
    ]
    return names[column].long.contains { scales.contains($0) && !said.contains($0) }
      && isShort(said, of: column)
  }

  /// The only column whose values are the agents of a verb.
  func agents(_ verb: String) -> Int? {
    let found = names.indices.filter { index in
      names[index].words.last.map { RelatedWords.isVerb(verb, ofAgent: $0) } ?? false
    }
    return found.count == 1 ? found[0] : nil
  }

  /// The only column that is named by the adjective of a noun.
  func adjective(_ noun: String) -> Mention? {
    let said = FoldedText.singular(noun)
    let found = names.indices.filter { index in
      names[index].words.count == 1 && RelatedWords.isNoun(said, ofAdjective: names[index].joined)
        // "Patients" is not an adjective.
        && FoldedText.of(shown[index]) == names[index].joined
    }
    guard found.count == 1 else { return nil }
    return Mention(column: found[0], length: 1, note: note(noun, column: found[0]))
  }

  /// The only column that is named by the past tense of a verb.
  func columnOfPast(_ verb: String) -> Mention? {
    let found = names.indices.filter { index in
      names[index].words.contains { RelatedWords.isBase(verb, ofPast: $0) }
    }
    guard found.count == 1 else { return nil }
    return Mention(column: found[0], length: 1, note: note(verb, column: found[0]))
  }

  /// The only column that a misspelled word can mean.
  func misspelling(_ word: String) -> Mention? {
    let said = FoldedText.singular(word)
    let found = names.indices.filter { index in
      FoldedText.isSlip(said, of: names[index].joined)
        || [names[index].words.last, names[index].long.last].contains {
          $0.map { FoldedText.isSlip(said, of: $0) } ?? false
        }
    }
    guard found.count == 1 else { return nil }
    return Mention(column: found[0], length: 1, note: note(word, column: found[0]))
  }

  /// The columns that one of these words names, for "oldest" and "older than".
  /// - Parameter anywhere: Whether the word may also precede the noun of the name.
  func speaking(of words: [String], anywhere: Bool = false) -> [Int] {
    for word in words {
      let whole = names.indices.filter { names[$0].words == [word] || names[$0].long == [word] }
      if !whole.isEmpty { return Array(whole) }
    }
    for word in words {
      let part = names.indices.filter {
        isShort([word], of: $0) || anywhere && names[$0].long.contains(word)
      }
      if !part.isEmpty { return Array(part) }
    }
    return []
  }
}
