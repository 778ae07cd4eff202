/// Finds the columns of a table in the words of a request.
struct ColumnNames: Sendable {
  struct Mention: Sendable {
    let column: Int
    /// How many words.
    let length: Int
    /// Said in the answer where the name was not given as it is.
    let note: String?
  }

  private struct Name {
    let words: [String]
    /// With abbreviations written out.
    let long: [String]
    let joined: String
  }

  private let names: [Name]
  private let shown: [String]
  static let maximumWords = 8

  init(_ columns: [String]) {
    shown = columns
    names = columns.map { column in
      // "temp (°C)": the unit is no part of the name.
      let bare = column.split(separator: "(", maxSplits: 1).first.map(String.init) ?? column
      let folded = FoldedText.of(FoldedText.of(bare).isEmpty ? column : bare)
      let words = FoldedText.words(folded).prefix(Self.maximumWords).map(FoldedText.singular)
      let long = words.flatMap { word in
        FoldedText.words(QuestionLexicon.abbreviations[word] ?? word)
      }
      return Name(words: Array(words), long: long, joined: words.joined())
    }
  }

  /// The columns whose whole name stands at the start of these words, the longest name first.
  func whole(_ words: ArraySlice<String>) -> Mention? {
    for length in stride(from: min(Self.maximumWords, words.count), to: 0, by: -1) {
      let said = words.prefix(length).map(FoldedText.singular)
      let joined = said.joined()
      let long = said.flatMap { FoldedText.words(QuestionLexicon.abbreviations[$0] ?? $0) }
      let found =
        names.firstIndex { $0.words == said }
        ?? names.firstIndex { !$0.joined.isEmpty && $0.joined == joined }
        ?? names.firstIndex { !$0.long.isEmpty && ($0.long == said || $0.long == long) }
      if let found { return Mention(column: found, length: length, note: nil) }
      if let slip = slip(Array(said)) { return slip }
    }
    return nil
  }

  /// The column of several words of which one has a typing error.
  private func slip(_ said: [String]) -> Mention? {
    guard said.count > 1 else { return nil }
    let found = names.indices.filter { index in
      let words = names[index].words
      guard words.count == said.count else { return false }
      let wrong = zip(said, words).filter { $0 != $1 }
      return wrong.count == 1 && FoldedText.isSlip(wrong[0].0, of: wrong[0].1)
    }
    guard found.count == 1 else { return nil }
    let note = "\"\(said.joined(separator: " "))\" was taken for the column \(shown[found[0]])"
    return Mention(column: found[0], length: said.count, note: note)
  }

  /// The columns in whose names these words stand beside others: "price" of "unit_price".
  func partial(_ words: ArraySlice<String>) -> (columns: [Int], length: Int) {
    for length in stride(from: min(Self.maximumWords, words.count), to: 0, by: -1) {
      let said = words.prefix(length).map(FoldedText.singular)
      let found = names.indices.filter { index in
        [names[index].words, names[index].long].contains { name in
          name.count > said.count
            && (0...(name.count - said.count)).contains {
              name[$0..<($0 + said.count)].elementsEqual(said)
            }
        }
      }
      if !found.isEmpty { return (found, length) }
    }
    return ([], 0)
  }

  /// The one column that a word with a typing error means.
  func slip(_ word: String) -> Mention? {
    let said = FoldedText.singular(word)
    let found = names.indices.filter { index in
      FoldedText.isSlip(said, of: names[index].joined)
        || names[index].words.contains { FoldedText.isSlip(said, of: $0) }
        || names[index].long.contains { FoldedText.isSlip(said, of: $0) }
    }
    guard found.count == 1 else { return nil }
    return Mention(
      column: found[0], length: 1, note: "\"\(word)\" was taken for the column \(shown[found[0]])")
  }

  /// The columns that one of these words names, for "oldest" and "older than".
  func speaking(of words: [String]) -> [Int] {
    for word in words {
      let whole = names.indices.filter { names[$0].words == [word] || names[$0].long == [word] }
      if !whole.isEmpty { return Array(whole) }
    }
    for word in words {
      let part = names.indices.filter {
        names[$0].words.contains(word) || names[$0].long.contains(word)
      }
      if !part.isEmpty { return Array(part) }
    }
    return []
  }
}
