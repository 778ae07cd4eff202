import AgentKit

/// Reads comma-separated text, also with semicolons, tabs or bars.
enum CSVTable {
  private static let candidates = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
  private static let namedLines = 10

  /// - Parameter delimiter: nil: the one that fits best.
  /// - Throws: `invalid_csv`, `no_data` or `data_too_large`.
  static func read(_ text: String, delimiter given: UInt8? = nil) throws -> DataTable {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let delimiter = given ?? detect(bytes) ?? candidates[0]
    var records = CSVRecords(bytes, delimiter: delimiter)
    guard let first = try records.next() else { throw noRows }
    let width = first.fields.count
    try DataTable.check(rows: 1, columns: width)
    // Numbers alone are no names.
    let hasHeader = !first.fields.allSatisfy { CellValue.number($0, decimalComma: false) != nil }
    let names = hasHeader ? first.fields.map(CellValue.trimmed) : first.fields.map { _ in "" }
    var table = DataTable(
      columns: DataTable.distinct(names).map { DataTable.Column(name: $0, cells: []) },
      hasDecimalComma: delimiter == UInt8(ascii: ";"))
    if !hasHeader { table.notes.append("The first line has only numbers: columns have no names.") }
    var ragged: [(line: Int, fields: Int)] = []
    var pending = hasHeader ? nil : first
    var rows = 0
    while let record = try pending ?? records.next() {
      pending = nil
      guard record.fields.count == width else {
        ragged.append((record.line, record.fields.count))
        continue
      }
      rows += 1
      if rows % 1024 == 0 { try Task.checkCancellation() }
      try DataTable.check(rows: rows, columns: width)
      for (index, field) in record.fields.enumerated() { table.columns[index].cells.append(field) }
    }
    if !ragged.isEmpty { table.notes.append(note(ragged, width)) }
    guard rows > 0 else {
      throw ragged.isEmpty
        ? noRows
        : AgentError(code: "invalid_csv", message: note(ragged, width) + " No line is left.")
    }
    return table
  }

  private static var noRows: AgentError {
    AgentError(
      code: "no_data", message: "The table has no rows: send a line of names and the data.")
  }

  private static func note(_ ragged: [(line: Int, fields: Int)], _ width: Int) -> String {
    let named = ragged.prefix(namedLines).map { "\($0.line) (\($0.fields))" }
    let more = ragged.count > namedLines ? " and \(ragged.count - namedLines) more" : ""
    return "Left out, as they have not \(width) fields: line "
      + named.joined(separator: ", ") + more + "."
  }

  /// The delimiter that cuts the first lines into the same number of fields, more than one.
  static func detect(_ bytes: [UInt8]) -> UInt8? {
    var best: (delimiter: UInt8, score: Double)?
    for delimiter in candidates {
      var records = CSVRecords(bytes, delimiter: delimiter)
      var counts: [Int] = []
      while counts.count < 20, let record = try? records.next() {
        counts.append(record.fields.count)
      }
      guard let width = counts.first, width > 1 else { continue }
      let share = Double(counts.count { $0 == width }) / Double(counts.count)
      // Agreement first, then the number of fields.
      let score = share * 1000 + Double(min(width, 200))
      if score > best?.score ?? 0 { best = (delimiter, score) }
    }
    return best?.delimiter
  }
}
