import AgentKit

/// A table in another format.
struct TableText: Sendable {
  /// The size that leaves room in a result for the other artifacts, considering that every quote
  /// takes two bytes.
  static let maximumBytes = 3 << 20

  /// The limit for all tables of one result.
  static let maximumTogether = 7 << 20

  let text: String
  let name: String
  let mediaType: String

  /// The size in a result, where quotes and line ends take two bytes.
  var bytesInResult: Int {
    text.utf8.reduce(0) { $0 + ([10, 13, 34, 92].contains($1) ? 2 : 1) }
  }

  /// - Parameters:
  ///   - columns: The wanted columns; nil: all.
  ///   - name: The table's name; its extension is replaced.
  /// - Throws: `QuestionFault` for a result that is too large, or `CancellationError`.
  init(
    _ table: DataTable, analysis: Analysis, rows: [Int], columns: [Int]? = nil, format: TableFormat,
    name: String
  ) throws {
    let columns = columns ?? Array(table.columns.indices)
    let writer = Writer(
      format: table.format, columns: columns.map { table.columns[$0] },
      data: columns.map { analysis.data[$0] })
    var text = ""
    let ending: String
    switch format {
    case .csv:
      text = try writer.delimited(rows, delimiter: ",")
      (ending, mediaType) = ("csv", "text/csv")
    case .tsv:
      text = try writer.delimited(rows, delimiter: "\t")
      (ending, mediaType) = ("tsv", "text/tab-separated-values")
    case .json:
      text = try writer.objects(rows, marks: ("[\n  ", ",\n  ", "\n]\n"))
      (ending, mediaType) = ("json", "application/json")
    case .jsonl:
      text = try writer.objects(rows, marks: ("", "\n", "\n"))
      (ending, mediaType) = ("jsonl", "application/x-ndjson")
    case .markdown:
      text = try writer.markdown(rows)
      (ending, mediaType) = ("md", "text/markdown")
    }
    self.text = text
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let stem =
      name.hasPrefix("the data") || parts.isEmpty
      ? "data" : parts.count > 1 ? parts.dropLast().joined(separator: ".") : name
    self.name = (stem.isEmpty ? "data" : CellText.cut(stem, to: 80)) + "." + ending
  }

  private struct Writer {
    /// The format that the table was written in.
    let format: DataFormat
    let columns: [DataTable.Column]
    let data: [DataColumn]

    private func check(_ text: String, index: Int) throws {
      guard index % 256 == 0 else { return }
      try Task.checkCancellation()
      if text.utf8.count > TableText.maximumBytes {
        throw QuestionFault(
          "the result has more than \(TableText.maximumBytes >> 20) MiB: send a part of the table")
      }
    }

    func delimited(_ rows: [Int], delimiter: String) throws -> String {
      let quoted = { (text: String) -> String in
        let needs =
          text.utf8.contains { $0 == 34 || $0 == 10 || $0 == 13 || $0 == delimiter.utf8.first! }
          || text.hasPrefix(" ") || text.hasSuffix(" ")
        return needs ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
      }
      var text = data.map { quoted($0.name) }.joined(separator: delimiter) + "\n"
      for (index, row) in rows.enumerated() {
        try check(text, index: index)
        let cells = columns.map { quoted($0.cells[row]) }
        // A line with a single empty cell would be an empty line.
        text += (cells == [""] ? "\"\"" : cells.joined(separator: delimiter)) + "\n"
      }
      try check(text, index: 0)
      return text
    }

    func objects(_ rows: [Int], marks: (start: String, between: String, end: String)) throws
      -> String
    {
      let names = data.map { JSONText.quoted($0.name) + ": " }
      var text = marks.start
      for (index, row) in rows.enumerated() {
        try check(text, index: index)
        if index > 0 { text += marks.between }
        text += "{"
        for (column, name) in names.enumerated() {
          text += (column > 0 ? ", " : "") + name + value(row, column: data[column])
        }
        text += "}"
      }
      try check(text, index: 0)
      return text + marks.end
    }

    private func value(_ row: Int, column: DataColumn) -> String {
      guard let cell = column.cells[row] else { return "null" }
      switch column.kind {
      case .number: return column.numbers[row].map { NumberText.exact($0) } ?? "null"
      case .boolean: return cell.lowercased()
      default:
        // Values that were lists or objects stay so.
        if format == .json, let first = cell.utf8.first, first == 91 || first == 123,
          let value = try? JSONReader.nodes(in: cell), value.count == 1
        {
          return value[0].canonical
        }
        return JSONText.quoted(cell)
      }
    }

    func markdown(_ rows: [Int]) throws -> String {
      let escape = { (text: String) -> String in
        text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").lines
          .joined(separator: " ")
      }
      var text = "| " + data.map { escape($0.name) }.joined(separator: " | ") + " |\n"
      text +=
        "| " + data.map { $0.kind == .number ? "---:" : "---" }.joined(separator: " | ") + " |\n"
      for (index, row) in rows.enumerated() {
        try check(text, index: index)
        text +=
          "| "
          + columns.map { escape(CellText.trimmed($0.cells[row])) }.joined(separator: " | ")
          + " |\n"
      }
      try check(text, index: 0)
      return text
    }
  }
}
