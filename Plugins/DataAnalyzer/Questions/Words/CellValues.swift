/// Finds values of a table's cells in the words of a request.
struct CellValues: Sendable {
  struct Found: Sendable {
    let column: Int
    /// Folded.
    let value: String
    /// As written in its first cell.
    let raw: String
  }

  /// By the words in the request.
  private var found: [TextKey: [Found]] = [:]
  static let maximumWords = 6

  /// - Parameter tokens: The request's; only values that occur there are searched for.
  /// - Throws: `CancellationError`.
  init(_ columns: [DataColumn], in tokens: [QuestionToken]) throws {
    // Words that may name a value, by the form in which values are compared.
    var wanted: [TextKey: String] = [:]
    for start in tokens.indices {
      var text = ""
      for end in start..<min(tokens.count, start + Self.maximumWords) {
        guard tokens[end].kind != .mark else { break }
        let word = FoldedText.of(tokens[end].text)
        text = text.isEmpty ? word : text + " " + word
        guard !text.isEmpty else { break }
        wanted[TextKey(text)] = text
        let one = FoldedText.words(text).map(FoldedText.singular).joined(separator: " ")
        if one != text, wanted[TextKey(one)] == nil { wanted[TextKey(one)] = text }
      }
    }
    guard !wanted.isEmpty else { return }
    // A cell may have punctuation between its words.
    let longest = (wanted.keys.map(\.text.utf8.count).max() ?? 0) * 2 + 8
    for (index, column) in columns.enumerated()
    where [.text, .boolean, .identifier].contains(column.kind) {
      try Task.checkCancellation()
      var cells: Set<TextKey> = []
      for (row, cell) in column.cells.enumerated() {
        if row % 1024 == 0 { try Task.checkCancellation() }
        guard let cell, cell.utf8.count <= longest, cells.insert(TextKey(cell)).inserted else {
          continue
        }
        let value = FoldedText.of(cell)
        let one = FoldedText.words(value).map(FoldedText.singular).joined(separator: " ")
        for (form, isExact) in [(value, true), (one, false)] {
          guard let said = wanted[TextKey(form)] else { continue }
          add(
            Found(column: index, value: value, raw: cell), to: said,
            isExact: isExact && said == value)
        }
      }
    }
  }

  /// "apples" first matches "apples", and "apple" only if there is no such value.
  private mutating func add(_ value: Found, to said: String, isExact: Bool) {
    let place = found[TextKey(said)]?.firstIndex { $0.column == value.column }
    if let place {
      if isExact { found[TextKey(said)]?[place] = value }
    } else {
      found[TextKey(said), default: []].append(value)
    }
  }

  /// The longest value at the beginning of these tokens.
  func longest(_ tokens: ArraySlice<QuestionToken>) -> (found: [Found], length: Int) {
    for length in stride(from: min(Self.maximumWords, tokens.count), to: 0, by: -1) {
      let part = tokens.prefix(length)
      guard part.allSatisfy({ $0.kind != .mark }) else { continue }
      let text = part.map { FoldedText.of($0.text) }.joined(separator: " ")
      if let found = found[TextKey(text)] { return (found, length) }
    }
    return ([], 0)
  }
}
