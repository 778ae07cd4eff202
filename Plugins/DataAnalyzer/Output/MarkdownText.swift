/// Escapes text from the data, so that it is neither Markdown nor HTML.
enum MarkdownText {
  static func escape(_ text: String) -> String {
    // Most names need no escaping.
    guard text.utf8.contains(where: { special.contains($0) || $0 < 32 }) else { return text }
    var result: [UInt8] = []
    for byte in text.utf8 {
      if byte == 10 || byte == 13 {
        result.append(32)
        continue
      }
      if special.contains(byte) { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let special: Set<UInt8> = Set("\\`*[]<|#~".utf8)

  /// A table with a header; columns of numbers are right-aligned.
  static func table(head: [String], rows: [[String]], numeric: Set<Int> = []) -> [String] {
    func tableRow(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    return [
      tableRow(head.map(escape)),
      tableRow(head.indices.map { numeric.contains($0) ? "---:" : "---" }),
    ]
      + rows.map { tableRow($0.map(escape)) }
  }
}
