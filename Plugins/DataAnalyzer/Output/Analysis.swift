/// The full analysis of a table.
struct Analysis: Sendable {
  /// If there are more columns of numbers, they are not compared with one another.
  private static let comparedColumns = 40

  let name: String
  let rows: Int
  let data: [DataColumn]
  let columns: [ColumnProfile]
  /// Strongest first.
  let correlations: [Correlation]
  let notes: [String]

  var numeric: [ColumnProfile] { columns.filter { $0.kind == .number } }

  /// - Parameter progress: 0...1, called after each column.
  /// - Throws: `CancellationError`.
  init(
    _ table: DataTable, name: String, progress: (Double) async throws -> Void
  ) async throws {
    self.name = name
    rows = table.rows
    var evidence: [NumberEvidence] = []
    for column in table.columns { evidence.append(try NumberEvidence.of(column.cells)) }
    let habits = WritingHabits(evidence, hasSemicolons: table.hasSemicolons)
    var (data, columns): ([DataColumn], [ColumnProfile]) = ([], [])
    for (column, evidence) in zip(table.columns, evidence) {
      try Task.checkCancellation()
      data.append(DataColumn(column, evidence: evidence, habits: habits))
      columns.append(ColumnProfile(data[data.count - 1]))
      try await progress(Double(columns.count) / Double(table.columns.count))
    }
    self.data = data
    self.columns = columns
    var notes = table.notes + data.flatMap(\.notes)
    if let note = Self.totalNote(data) { notes.append(note) }
    let numeric = columns.filter { $0.kind == .number }
    if numeric.count > Self.comparedColumns {
      notes.append("Only the first \(Self.comparedColumns) columns of numbers were compared.")
    }
    var correlations: [Correlation] = []
    let compared = numeric.prefix(Self.comparedColumns)
    for (index, first) in compared.enumerated() {
      for second in compared.dropFirst(index + 1) {
        try Task.checkCancellation()
        if let found = Correlation(first, b: second) { correlations.append(found) }
      }
    }
    // Stable: ties keep the order of the columns.
    self.correlations = correlations.enumerated().sorted {
      (abs($1.element.coefficient), $0.offset) < (abs($0.element.coefficient), $1.offset)
    }.map(\.element)
    self.notes = notes
  }

  /// Warns about a last row that totals the others and would count twice in every figure.
  private static func totalNote(_ data: [DataColumn]) -> String? {
    let names = ["total", "totals", "sum", "grand total", "average", "mean", "summe", "gesamt"]
    guard let first = data.first(where: { $0.kind == .text }), let last = first.cells.last ?? nil,
      first.cells.count > 2, names.contains(FoldedText.of(last))
    else { return nil }
    return
      "The last row is called \"\(CellText.cut(last, to: 40))\" and counts as data like the others."
  }
}
