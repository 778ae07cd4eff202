import AgentKit

/// Reads comma-separated text, also with semicolons, tabs or bars.
enum CSVTable {
  /// - Parameter delimiter: Nil: the one that fits best.
  /// - Throws: `invalid_csv`, `no_data`, `data_too_large` or `CancellationError`.
  static func read(_ text: String, delimiter given: UInt8? = nil) throws -> DataTable {
    let bytes = Array(text.utf8)
    let layout = try CSVLayout(bytes, delimiter: given)
    try DataTable.check(rows: 1, columns: layout.width)
    var records = CSVRecords(
      bytes, delimiter: layout.delimiter, from: layout.start, line: layout.firstLine)
    for _ in layout.titles { _ = try records.nextRecord() }
    var names = [String](repeating: "", count: layout.width)
    if layout.hasHead, let head = try records.nextRecord() {
      let fields = layout.hasRowNames ? [""] + head.fields : head.fields
      names = Array((fields + names).prefix(max(layout.width, fields.count)))
    }
    let width = names.count
    try DataTable.check(rows: 1, columns: width)
    var cells = [[String]](repeating: [], count: width)
    var ragged: [(line: Int, fields: Int)] = []
    var rows = 0
    while let record = try records.nextRecord() {
      if (rows + ragged.count) % 1024 == 0 { try Task.checkCancellation() }
      guard record.fields.count == width || isRow(record.fields, width: width) else {
        ragged.append((record.line, record.fields.count))
        continue
      }
      rows += 1
      try DataTable.check(rows: rows, columns: width)
      for index in 0..<width { cells[index].append(record.fields[index]) }
    }
    guard rows > 0 else {
      throw ragged.isEmpty
        ? DataTable.noRows
        : AgentError(
          code: "invalid_csv",
          message: DataTable.ragged(ragged, width: width) + " No line is left.")
    }
    return table(names, cells: cells, layout: layout, ragged: ragged)
  }

  /// Whether all surplus fields of a record are empty.
  private static func isRow(_ fields: [String], width: Int) -> Bool {
    fields.count > width && fields[width...].allSatisfy { CellText.trimmed($0).isEmpty }
  }

  private static func table(
    _ names: [String], cells: [[String]], layout: CSVLayout,
    ragged: [(line: Int, fields: Int)]
  ) -> DataTable {
    var (names, cells) = (names, cells)
    // Trailing delimiters create columns without names and values.
    let before = names.count
    while layout.hasHead, names.count > 1, CellText.trimmed(names[names.count - 1]).isEmpty,
      cells[names.count - 1].allSatisfy({ CellText.trimmed($0).isEmpty })
    {
      names.removeLast()
      cells.removeLast()
    }
    var table = DataTable(names: names, cells: cells)
    table.hasSemicolons = layout.delimiter == UInt8(ascii: ";")
    let dropped = before - names.count
    if dropped > 0 {
      table.notes.insert(
        "The lines end with \(dropped == 1 ? "a delimiter" : "\(dropped) delimiters") and nothing "
          + "after it: this is not a column.", at: 0)
    }
    table.notes.insert(contentsOf: layout.notes, at: 0)
    if !ragged.isEmpty {
      table.notes.insert(DataTable.ragged(ragged, width: before), at: 0)
    }
    return table
  }
}
