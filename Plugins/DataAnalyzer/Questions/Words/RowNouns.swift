/// Possible names for the rows of a table: from its file, or from the first of its columns.
struct RowNouns: Sendable {
  /// Singular.
  private let known: Set<String>
  private let first: String?
  /// Whether nothing shows what the rows are, so that a request may name them freely.
  let isOpen: Bool
  /// Which columns have a value in several rows; computed once, because tables may be large.
  private let repeats: [Bool]

  private static let general: Set<String> = [
    "data", "table", "file", "input", "output", "export", "sheet", "list", "untitled", "test", "my",
    "new",
    "csv", "tsv", "json", "jsonl", "md", "txt", "the", "copy", "final", "report", "of", "all",
    "download",
  ]
  /// Columns with the kind of a row, so that a noun may be one of these kinds.
  private static let kinds = [
    "type", "kind", "category", "class", "group", "species", "genre", "product", "item", "model",
    "breed",
  ]
  private static let happenings: Set<String> = [
    "request", "event", "entry", "record", "observation", "measurement", "reading", "sample",
  ]
  private static let labels: Set<String> = [
    "id", "no", "nr", "number", "name", "title", "key", "code", "label", "index", "ref", "date",
    "day",
    "time", "timestamp", "month", "year", "description", "subject",
  ]

  /// - Parameter name: The name of the table's file.
  init(_ data: [DataColumn], name: String?) {
    let stem = (name ?? "").split(separator: ".").first.map(String.init) ?? ""
    var known = Set(
      FoldedText.words(FoldedText.of(CellText.cut(stem, to: 80))).map(FoldedText.singular)
        .filter { $0.utf8.count > 2 && !Self.general.contains($0) && Int($0) == nil })
    repeats = data.map(\.hasTwice)
    var isPlain = true
    var firstNoun: String?
    if let first = data.first {
      let words = FoldedText.words(FoldedText.of(CellText.cut(first.name, to: 60)))
        .map(FoldedText.singular)
      let noun = words.prefix { !Self.labels.contains($0) }
      // If a name occurs twice, a row is not a whole such thing.
      if let last = noun.last, !(repeats.first ?? false) || noun.count == words.count {
        known.insert(last)
        firstNoun = last
      }
      isPlain = noun.isEmpty
    }
    let named = known
    known.formUnion(Self.mentioned(by: data))
    first = firstNoun
    let names = ColumnNames(data.map(\.name))
    // A row describes an event, unless a column identifies several of these ("order_id").
    let happenings = Self.happenings.filter { names.speaking(of: [$0], anywhere: true).isEmpty }
    self.known = known.union(happenings)
    isOpen = named.isEmpty && isPlain && names.speaking(of: Self.kinds).isEmpty
  }

  /// Kinds of rows that their columns imply: something with an author and pages is a book.
  private static let evidence: [(nouns: [String], columns: [Set<String>])] = [
    (["book"], [["author", "isbn"], ["page", "isbn", "publisher"]]),
    (["film", "movie"], [["director"], ["title", "film", "movie", "minute", "runtime"]]),
    (["song", "track"], [["artist", "singer", "band"], ["title", "song", "track", "album"]]),
    (
      ["order"],
      [
        ["customer", "client", "buyer"], ["product", "item", "qty", "quantity", "total", "amount"],
        ["date", "ordered"],
      ]
    ),
  ]

  private static func mentioned(by data: [DataColumn]) -> [String] {
    let said = Set(
      data.flatMap { FoldedText.words(FoldedText.of(CellText.cut($0.name, to: 60))) }
        .map(FoldedText.singular))
    return evidence.filter { $0.columns.allSatisfy { !$0.isDisjoint(with: said) } }.flatMap(\.nouns)
  }

  /// Nil for a column that the table does not have.
  func hasTwice(_ column: Int) -> Bool? {
    repeats.indices.contains(column) ? repeats[column] : nil
  }

  func contains(_ word: String) -> Bool {
    known.contains(FoldedText.singular(word.lowercased()))
  }

  /// Whether the first column identifies things with this name.
  func isFirst(_ word: String) -> Bool { first == FoldedText.singular(word.lowercased()) }

  /// Whether an unknown word may be a plural noun.
  static func isPlural(_ word: String) -> Bool {
    let word = word.lowercased()
    return word.utf8.count > 3 && FoldedText.singular(word) != word
  }
}
