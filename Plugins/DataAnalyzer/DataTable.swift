import AgentKit

/// Rows and named columns of texts, as they were read.
struct DataTable: Sendable {
  static let maximumBytes = 8 << 20
  static let maximumRows = 200_000
  static let maximumColumns = 200
  static let maximumCells = 1_000_000

  struct Column: Sendable {
    var name: String
    /// One a row.
    var cells: [String]
  }

  var columns: [Column]
  /// True if numbers have a decimal comma.
  var hasDecimalComma = false
  /// What a reader of the report should know about the reading.
  var notes: [String] = []

  var rows: Int { columns.first?.cells.count ?? 0 }

  /// Names that are empty or there twice are made to differ.
  static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    // How often each name was met: the search for a free number goes on where it ended.
    var counts: [String: Int] = [:]
    return names.enumerated().map { index, name in
      let plain = name.isEmpty ? "column \(index + 1)" : name
      var wanted = plain
      while !seen.insert(wanted).inserted {
        let count = counts[plain, default: 1] + 1
        counts[plain] = count
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
}
