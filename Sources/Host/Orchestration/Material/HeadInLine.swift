/// Finds a table header that shares a line with the question about the table: "What is the average
/// of b? a,b".
enum HeadInLine {
  private static let separators: [Character] = ["\t", ";", "|", ","]
  /// How many lines are searched, and the longest cell of a header, in words.
  private static let (maximumLines, maximumWords) = (200, 4)
  /// Longest line and row that are examined, in bytes, and how many sentence ends are tried per
  /// line: each is read several times.
  private static let (maximumBytes, maximumEnds) = (2 << 10, 8)

  /// The lines, with the first such line split in two.
  static func apart(_ lines: [Substring]) -> [Substring] {
    for index in lines.indices.dropLast(2).prefix(maximumLines) {
      guard let head = head(of: lines[index], above: lines[(index + 1)...]) else { continue }
      let line = lines[index]
      // A tab after the question would split it into cells.
      let end = line[..<head].lastIndex { $0 != " " && $0 != "\t" }
      let wish = end.map { line[...$0] } ?? ""
      return lines[..<index] + [wish, line[head...]] + lines[(index + 1)...]
    }
    return lines
  }

  /// Where the header begins; nil if the line is not a question followed by a header.
  private static func head(
    of line: Substring, above rows: ArraySlice<Substring>
  ) -> Substring.Index? {
    guard line.utf8.count <= maximumBytes,
      rows.prefix(2).allSatisfy({ $0.utf8.count <= maximumBytes })
    else { return nil }
    let ends = endsOfWishes(in: line)
    guard !ends.isEmpty else { return nil }
    let widths = separators.map { width(of: rows.prefix(2), $0) }
    // Try the last mark first: a question may contain several.
    return ends.suffix(maximumEnds).reversed().first {
      isHead(line[$0...], above: rows, widths: widths)
    }
  }

  /// The positions after the marks that may end the question. A colon or full stop after a single
  /// word belongs to a name ("Temp. C", "Net: EUR").
  private static func endsOfWishes(in line: Substring) -> [Substring.Index] {
    let bytes = line.utf8
    var ends: [Substring.Index] = []
    var words = 1
    for index in bytes.indices {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      guard next < bytes.endIndex else { break }
      let isSpaced = bytes[next] == UInt8(ascii: " ")
      if byte == UInt8(ascii: " ") { words += 1 }
      let isEnd =
        switch byte {
        case UInt8(ascii: "?"), UInt8(ascii: "!"): true
        case UInt8(ascii: ":"): isSpaced && words > 1
        case UInt8(ascii: "."): isSpaced && words > 2
        default: false
        }
      guard isEnd else { continue }
      let start = bytes[next...].firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      if let start { ends.append(start) }
    }
    return ends
  }

  /// The number of cells in each line; nil if the lines differ or have only one cell.
  private static func width(of rows: ArraySlice<Substring>, _ separator: Character) -> Int? {
    let widths = Set(rows.map { BareData.cells(of: $0, separator).count })
    return widths.count == 1 ? widths.first.flatMap { $0 > 1 ? $0 : nil } : nil
  }

  /// Whether it consists of names only, as many as the two lines below have cells.
  /// - Parameter widths: of these lines, by separator.
  private static func isHead(
    _ head: Substring, above rows: ArraySlice<Substring>, widths: [Int?]
  ) -> Bool {
    if head.hasPrefix("|") {
      return MarkdownTable.length(of: [head] + rows.prefix(2)) != nil
    }
    return zip(separators, widths).contains { separator, width in
      guard let width else { return false }
      let names = BareData.cells(of: head, separator)
      return names.count == width
        && names.allSatisfy { name in
          let words = name.utf8.split(separator: UInt8(ascii: " ")).count
          return (1...maximumWords).contains(words) && !BareData.isNumber(name)
        }
    }
  }
}
