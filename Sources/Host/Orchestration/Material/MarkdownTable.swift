import HermesContract

/// Reads a Markdown table (GitHub Flavored Markdown, section 4.10) as CSV.
enum MarkdownTable {
  /// How many lines from the first one belong to the table; nil if it is not a table.
  static func length(of lines: ArraySlice<Substring>) -> Int? {
    guard lines.count > 2, let head = lines.first, isRow(head),
      isRule(lines[lines.startIndex + 1])
    else { return nil }
    return 2 + lines.dropFirst(2).prefix(while: isRow).count
  }

  /// Converts `lines`, all of which belong to the table.
  static func csv(_ lines: ArraySlice<Substring>) -> [Substring] {
    (lines.prefix(1) + lines.dropFirst(2)).map { line in
      Substring(cells(of: line).map(quoted).joined(separator: ","))
    }
  }

  private static func isRow(_ line: Substring) -> Bool {
    line.utf8.contains(UInt8(ascii: "|")) && !trimmed(line).isEmpty
  }

  private static func isRule(_ line: Substring) -> Bool {
    isRow(line) && line.utf8.contains(UInt8(ascii: "-"))
      && line.utf8.allSatisfy { "|-: \t".utf8.contains($0) }
  }

  private static func cells(of line: Substring) -> [String] {
    var row = trimmed(line)
    if row.hasPrefix("|") { row.removeFirst() }
    if row.hasSuffix("|"), !row.hasSuffix("\\|") { row.removeLast() }
    // As bytes, so that trimming the end of a long cell does not copy it.
    var cells: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in row.utf8 {
      switch byte {
      case UInt8(ascii: "|") where !isEscaped: cells.append([])
      case UInt8(ascii: "|"): cells[cells.count - 1][cells[cells.count - 1].count - 1] = byte
      default: cells[cells.count - 1].append(byte)
      }
      isEscaped = byte == UInt8(ascii: "\\")
    }
    return cells.map { String(trimmed(Substring(decoding: $0, as: UTF8.self))) }
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { "\",".utf8.contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " || $0 == "\t" }
    let kept = start.utf8.reversed().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return start[..<kept.startIndex.base]
  }
}
