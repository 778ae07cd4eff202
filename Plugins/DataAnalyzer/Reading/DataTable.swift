import AgentKit

/// Rows and named columns of texts, as they were read.
struct DataTable: Sendable {
  static let maximumBytes = 8 << 20
  static let maximumRows = 200_000
  static let maximumColumns = 200
  static let maximumCells = 1_000_000
  /// The limit for a column's name; longer names are cut, with a note.
  static let maximumNameScalars = 120

  struct Column: Sendable {
    var name: String
    /// One per row; empty for missing values.
    var cells: [String]
  }

  var columns: [Column]
  /// The format that it was written in.
  var format = DataFormat.csv
  /// Whether semicolons separate the fields, as is usual with decimal commas.
  var hasSemicolons = false
  /// Notes on the reading for the report.
  var notes: [String] = []

  var rows: Int { columns.first?.cells.count ?? 0 }

  /// An empty table with unique column names: a name that is empty, repeated or very long is
  /// changed, and a note says so.
  init(names: [String], cells: [[String]]? = nil) {
    let plain = names.map { CellText.cut(CellText.trimmed($0), to: Self.maximumNameScalars) }
    let distinct = Self.distinct(plain)
    columns = distinct.enumerated().map { index, name in
      Column(name: name, cells: cells?[index] ?? [])
    }
    if plain.contains(where: \.isEmpty), plain.contains(where: { !$0.isEmpty }) {
      let named = zip(plain, distinct).filter { $0.0.isEmpty }.map(\.1)
      notes.append("Without a name in the table: \(Self.list(named)).")
    }
    let twice = zip(plain, distinct).filter { !$0.0.isEmpty && $0.0 != $0.1 }
    if !twice.isEmpty {
      notes.append(
        "Names that are there more than once were told apart: \(Self.list(twice.map(\.1))).")
    }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ")
      + (names.count > 5 ? " and \(names.count - 5) more" : "")
  }

  /// Makes empty and repeated names unique.
  static func distinct(_ names: [String]) -> [String] {
    var seen: Set<TextKey> = []
    // How often each name occurred: the search for a free number continues where it ended.
    var counts: [TextKey: Int] = [:]
    return names.enumerated().map { index, name in
      let plain = name.isEmpty ? "column \(index + 1)" : name
      var wanted = plain
      while !seen.insert(TextKey(wanted)).inserted {
        let count = counts[TextKey(plain), default: 1] + 1
        counts[TextKey(plain)] = count
        wanted = "\(plain) (\(count))"
      }
      return wanted
    }
  }

  /// - Throws: `data_too_large`.
  static func check(rows: Int, columns: Int) throws {
    func refuse(_ what: String) -> AgentError {
      AgentError(
        code: "data_too_large", message: "The data has more than \(what): send a part of it.")
    }
    if columns > maximumColumns { throw refuse("\(maximumColumns) columns") }
    if rows > maximumRows { throw refuse("\(maximumRows) rows") }
    if rows * columns > maximumCells { throw refuse("\(maximumCells) values") }
  }

  static var noRows: AgentError {
    AgentError(
      code: "no_data", message: "The table has no rows: send a line of names and the data.")
  }

  /// A note on records with a wrong number of fields.
  static func ragged(_ records: [(line: Int, fields: Int)], width: Int) -> String {
    let named = records.prefix(10).map { "\($0.line) (\($0.fields))" }
    let more = records.count > 10 ? " and \(records.count - 10) more" : ""
    return "Left out, as they have not \(width) fields: line "
      + named.joined(separator: ", ") + more + "."
  }
}
