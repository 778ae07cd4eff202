/// Splits off the header of a table that is on the same line as the question: "What is the average
/// of b? a,b".
enum HeadInLine {
  private static let delimiters = ["\t", ";", "|", ","].map { UInt8(ascii: $0) }
  /// The limits for lines to check, and for words in a header cell.
  private static let (maximumLines, maximumWords) = (200, 4)
  /// The limits for bytes in such a line and in a row below it, and for ends of wishes in the line:
  /// each is read several times.
  private static let (maximumBytes, maximumEnds) = (2 << 10, 8)

  /// The lines, with the first such line split in two.
  static func apart(_ lines: [String]) -> [String] {
    for index in lines.indices.dropLast(2).prefix(maximumLines) {
      guard lines[index...(index + 2)].allSatisfy({ $0.utf8.count <= maximumBytes }) else {
        continue
      }
      let line = Array(lines[index].utf8)
      let ends = ends(in: line)
      guard !ends.isEmpty else { continue }
      let widths = delimiters.map { width(of: lines[(index + 1)...(index + 2)], $0) }
      // The last mark first: there may be several wishes.
      for end in ends.suffix(maximumEnds).reversed() {
        let head = String(decoding: line[end...], as: UTF8.self)
        guard isHead(head, above: lines[(index + 1)...], widths: widths) else { continue }
        let wish = CellText.trimmed(String(decoding: line[..<end], as: UTF8.self))
        return lines[..<index] + [wish, head] + lines[(index + 1)...]
      }
    }
    return lines
  }

  /// Whether a line with as many delimiters as the table is prose: a header has neither sentences
  /// nor numbers.
  static func isSaid(_ line: [String], above head: [String]) -> Bool {
    func isSentence(_ cells: [String]) -> Bool {
      cells.contains { $0.utf8.split(separator: 32).count >= maximumWords }
    }
    return isSentence(line) && !isSentence(head)
      && !head.contains { NumberShape(CellText.trimmed($0)) != nil }
  }

  /// The positions after the end of a wish. A colon or full stop directly after a single word
  /// belongs to a name ("Temp. C", "Net: EUR").
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

  /// The number of cells in each of the lines; nil if they differ, or if there is only one.
  private static func width(of rows: ArraySlice<String>, _ delimiter: UInt8) -> Int? {
    let widths = Set(rows.map { fields(of: $0, delimiter: delimiter).count })
    return widths.count == 1 ? widths.first.flatMap { $0 > 1 ? $0 : nil } : nil
  }

  /// Whether it consists of names, as many as the two lines below have cells.
  /// - Parameter widths: The widths of these lines, by delimiter.
  private static func isHead(
    _ head: String, above rows: ArraySlice<String>, widths: [Int?]
  ) -> Bool {
    if head.hasPrefix("|") { return MarkdownTable.start(in: [head] + rows.prefix(1)) == 0 }
    return zip(delimiters, widths).contains { delimiter, width in
      guard let width else { return false }
      let names = fields(of: head, delimiter: delimiter)
      return names.count == width
        && names.allSatisfy { name in
          let words = name.utf8.split(separator: 32).count
          return (1...maximumWords).contains(words) && NumberShape(CellText.trimmed(name)) == nil
        }
    }
  }

  private static func fields(of line: String, delimiter: UInt8) -> [String] {
    guard line.utf8.contains(delimiter) else { return [] }
    var records = CSVRecords(Array(line.utf8), delimiter: delimiter)
    return (try? records.nextRecord())?.fields ?? []
  }
}
