/// What the rows of a table may be called: after its file, or after the first of its columns.
struct RowNouns: Sendable {
  /// Singular.
  private let known: Set<String>
  private let first: String?
  /// Whether nothing says what the rows are, so that a request may name them.
  let isOpen: Bool
  /// Which columns have a value in several rows; worked out once, for tables may be large.
  private let repeats: [Bool]

  private static let general: Set<String> = [
    "data", "table", "file", "input", "output", "export", "sheet", "list", "untitled", "test", "my",
    "new",
    "csv", "tsv", "json", "jsonl", "md", "txt", "the", "copy", "final", "report", "of", "all",
    "download",
  ]
  /// Columns that tell what kind of thing a row is, so that a noun may be one of these kinds.
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

  /// - Parameter name: of the table's file.
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
      // Where a name comes twice, a row is no whole one of them.
      if let last = noun.last, !(repeats.first ?? false) || noun.count == words.count {
        known.insert(last)
        firstNoun = last
      }
      isPlain = noun.isEmpty
    }
    let named = known
    known.formUnion(Self.told(by: data))
    first = firstNoun
    let names = ColumnNames(data.map(\.name))
    // A row tells of something that happened, if no column tells several of these apart ("order_id").
    let happenings = Self.happenings.filter { names.speaking(of: [$0], anywhere: true).isEmpty }
    self.known = known.union(happenings)
    isOpen = named.isEmpty && isPlain && names.speaking(of: Self.kinds).isEmpty
  }

  /// What a row is, where its columns are said of nothing else: what has an author and pages is a book.
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

  private static func told(by data: [DataColumn]) -> [String] {
    let said = Set(
      data.flatMap { FoldedText.words(FoldedText.of(CellText.cut($0.name, to: 60))) }
        .map(FoldedText.singular))
    return evidence.filter { $0.columns.allSatisfy { !$0.isDisjoint(with: said) } }.flatMap(\.nouns)
  }

  /// nil of a column that the table does not have.
  func hasTwice(_ column: Int) -> Bool? {
    repeats.indices.contains(column) ? repeats[column] : nil
  }

  func contains(_ word: String) -> Bool {
    known.contains(FoldedText.singular(word.lowercased()))
  }

  /// Whether the first column tells these by.
  func isFirst(_ word: String) -> Bool { first == FoldedText.singular(word.lowercased()) }

  /// Whether an unknown word may be a plural noun.
  static func isPlural(_ word: String) -> Bool {
    let word = word.lowercased()
    return word.utf8.count > 3 && FoldedText.singular(word) != word
  }
}
