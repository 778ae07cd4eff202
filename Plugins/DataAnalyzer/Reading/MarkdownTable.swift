import AgentKit

/// Reads a table in GitHub's Markdown: a header, a line of dashes, and rows between bars.
enum MarkdownTable {
  /// - Throws: `no_data`, `invalid_table`, `data_too_large` or `CancellationError`.
  static func read(_ text: String) throws -> DataTable {
    let lines = text.lines.map(String.init)
    guard let start = start(in: lines) else {
      throw AgentError(
        code: "invalid_table",
        message: "There is no Markdown table: send a head, a line |---|---| and rows below it.")
    }
    let names = cells(lines[start])
    try DataTable.check(rows: 1, columns: names.count)
    var columns = [[String]](repeating: [], count: names.count)
    var ragged: [(line: Int, fields: Int)] = []
    var (rows, short, position) = (0, 0, start + 2)
    while position < lines.count, isRow(lines[position]) {
      if position % 1024 == 0 { try Task.checkCancellation() }
      let row = cells(lines[position])
      position += 1
      guard row.count <= names.count else {
        ragged.append((position, row.count))
        continue
      }
      if row.count < names.count { short += 1 }
      rows += 1
      try DataTable.check(rows: rows, columns: names.count)
      for index in names.indices { columns[index].append(index < row.count ? row[index] : "") }
    }
    guard rows > 0 else { throw DataTable.noRows }
    var table = DataTable(names: names, cells: columns)
    table.format = .markdown
    if short > 0 {
      table.notes.append("Rows with fewer cells than the head: \(short); the rest is missing.")
    }
    if !ragged.isEmpty { table.notes.append(DataTable.ragged(ragged, width: names.count)) }
    if self.start(in: Array(lines[position...])) != nil {
      table.notes.append("This is the first table of the text; the others were not looked at.")
    }
    return table
  }

  /// The line of the first header; nil if there is no table.
  static func start(in lines: [String]) -> Int? {
    lines.indices.dropLast().first { index in
      isRow(lines[index]) && isDivider(lines[index + 1])
        && cells(lines[index]).count == cells(lines[index + 1]).count
    }
  }

  static func isRow(_ line: String) -> Bool { line.utf8.contains(UInt8(ascii: "|")) }

  /// A line of dashes, colons and bars: `| --- | :-: |`.
  static func isDivider(_ line: String) -> Bool {
    isRow(line)
      && cells(line).allSatisfy { cell in
        let bytes = Array(cell.utf8)
        let dashes = bytes.drop { $0 == UInt8(ascii: ":") }.prefix { $0 == UInt8(ascii: "-") }
        let colons = bytes.count { $0 == UInt8(ascii: ":") }
        return !dashes.isEmpty && dashes.count + colons == bytes.count && colons <= 2
      }
  }

  /// The cells of a line; a bar after a backslash is part of the cell.
  static func cells(_ line: String) -> [String] {
    var bytes = Array(CellText.trimmed(line).utf8)
    if bytes.first == UInt8(ascii: "|") { bytes.removeFirst() }
    var cells: [String] = []
    var cell: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      if byte == UInt8(ascii: "|"), !isEscaped {
        cells.append(CellText.trimmed(String(decoding: cell, as: UTF8.self)))
        cell = []
      } else {
        if byte == UInt8(ascii: "|") { cell.removeLast() }
        cell.append(byte)
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    // A closing bar ends the last cell.
    let last = CellText.trimmed(String(decoding: cell, as: UTF8.self))
    if !last.isEmpty || bytes.last != UInt8(ascii: "|") { cells.append(last) }
    return cells
  }
}
