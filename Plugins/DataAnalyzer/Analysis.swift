/// All that is known of a table.
struct Analysis: Sendable {
  /// More columns of numbers than that are not compared with one another.
  private static let comparedColumns = 40

  let name: String
  let rows: Int
  let columns: [ColumnProfile]
  /// The strongest first.
  let correlations: [Correlation]
  let notes: [String]

  var numeric: [ColumnProfile] { columns.filter { $0.kind == .number } }

  /// - Parameter progress: 0...1, after each column.
  /// - Throws: `CancellationError`.
  init(
    _ table: DataTable, name: String, progress: (Double) async throws -> Void
  ) async throws {
    self.name = name
    rows = table.rows
    var columns: [ColumnProfile] = []
    for column in table.columns {
      try Task.checkCancellation()
      columns.append(ColumnProfile(column, decimalComma: table.hasDecimalComma))
      try await progress(Double(columns.count) / Double(table.columns.count))
    }
    self.columns = columns
    var notes = table.notes + columns.compactMap(\.note)
    let numeric = columns.filter { $0.kind == .number }
    if numeric.count > Self.comparedColumns {
      notes.append("Only the first \(Self.comparedColumns) columns of numbers were compared.")
    }
    var correlations: [Correlation] = []
    let compared = numeric.prefix(Self.comparedColumns)
    for (index, first) in compared.enumerated() {
      for second in compared.dropFirst(index + 1) {
        try Task.checkCancellation()
        if let found = Correlation(first, second) { correlations.append(found) }
      }
    }
    // Stable: of equals the order of the columns.
    self.correlations = correlations.enumerated().sorted {
      (abs($1.element.coefficient), $0.offset) < (abs($0.element.coefficient), $1.offset)
    }.map(\.element)
    self.notes = notes
  }
}
