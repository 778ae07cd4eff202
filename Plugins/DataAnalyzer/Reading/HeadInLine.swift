/// The head of a table that stands in one line with what is asked of it: "What is the average of b? a,b".
enum HeadInLine {
  private static let delimiters = ["\t", ";", "|", ","].map { UInt8(ascii: $0) }
  /// Lines that are looked at, and words of a cell of a head.
  private static let (maximumLines, maximumWords) = (200, 4)

  /// The lines, with the first such line in two.
  static func apart(_ lines: [String]) -> [String] {
    for index in lines.indices.dropLast(2).prefix(maximumLines) {
      let line = Array(lines[index].utf8)
      // The last mark first: a wish may have several.
      for end in ends(in: line).reversed() {
        let head = String(decoding: line[end...], as: UTF8.self)
        guard isHead(head, above: lines[(index + 1)...]) else { continue }
        let wish = CellText.trimmed(String(decoding: line[..<end], as: UTF8.self))
        return lines[..<index] + [wish, head] + lines[(index + 1)...]
      }
    }
    return lines
  }

  /// Whether a line with as many delimiters as a table is said above it: a head has neither sentences nor numbers.
  static func isSaid(_ line: [String], above head: [String]) -> Bool {
    func isSentence(_ cells: [String]) -> Bool {
      cells.contains { $0.utf8.split(separator: 32).count >= maximumWords }
    }
    return isSentence(line) && !isSentence(head)
      && !head.contains { NumberShape(CellText.trimmed($0)) != nil }
  }

  /// Behind what ends a wish. A colon or full stop behind a word alone belongs to a name ("Temp. C", "Net: EUR").
  private static func ends(in line: [UInt8]) -> [Int] {
    var ends: [Int] = []
    var words = 1
    for index in line.indices.dropLast() {
      if line[index] == 32 { words += 1 }
      let isSpaced = line[index + 1] == 32
      let isEnd =
        switch line[index] {
        case UInt8(ascii: "?"), UInt8(ascii: "!"): true
        case UInt8(ascii: ":"): isSpaced && words > 1
        case UInt8(ascii: "."): isSpaced && words > 2
        default: false
        }
      if isEnd, let start = line[(index + 1)...].firstIndex(where: { $0 != 32 && $0 != 9 }) {
        ends.append(start)
      }
    }
    return ends
  }

  /// Whether it has names alone, as many as the two lines below have cells.
  private static func isHead(_ head: String, above rows: ArraySlice<String>) -> Bool {
    if head.hasPrefix("|") { return MarkdownTable.start(in: [head] + rows.prefix(1)) == 0 }
    return delimiters.contains { delimiter in
      let names = fields(head, delimiter)
      return names.count > 1
        && rows.prefix(2).allSatisfy { fields($0, delimiter).count == names.count }
        && names.allSatisfy { name in
          let words = name.utf8.split(separator: 32).count
          return (1...maximumWords).contains(words) && NumberShape(CellText.trimmed(name)) == nil
        }
    }
  }

  private static func fields(_ line: String, _ delimiter: UInt8) -> [String] {
    guard line.utf8.contains(delimiter) else { return [] }
    var records = CSVRecords(Array(line.utf8), delimiter: delimiter)
    return (try? records.next())?.fields ?? []
  }
}
