/// The head of a table that stands in one line with what is asked of it: "What is the average of b? a,b".
enum HeadInLine {
  private static let separators: [Character] = ["\t", ";", "|", ","]
  /// Lines that are looked at, and cells of a head have no more words.
  private static let (maximumLines, maximumWords) = (200, 4)
  /// Bytes of such a line and of a row below it, and ends of wishes in it: each is read several times.
  private static let (maximumBytes, maximumEnds) = (2 << 10, 8)

  /// The lines, with the first such line in two.
  static func apart(_ lines: [Substring]) -> [Substring] {
    for index in lines.indices.dropLast(2).prefix(maximumLines) {
      guard let head = head(of: lines[index], above: lines[(index + 1)...]) else { continue }
      let line = lines[index]
      // A tab behind the wish would part it into cells.
      let end = line[..<head].lastIndex { $0 != " " && $0 != "\t" }
      let wish = end.map { line[...$0] } ?? ""
      return lines[..<index] + [wish, line[head...]] + lines[(index + 1)...]
    }
    return lines
  }

  /// Where the head begins; nil where the line is no wish with a head behind it.
  private static func head(
    of line: Substring, above rows: ArraySlice<Substring>
  ) -> Substring.Index? {
    guard line.utf8.count <= maximumBytes,
      rows.prefix(2).allSatisfy({ $0.utf8.count <= maximumBytes })
    else { return nil }
    let ends = endsOfWishes(in: line)
    guard !ends.isEmpty else { return nil }
    let widths = separators.map { width(of: rows.prefix(2), $0) }
    // The last mark first: a wish may have several.
    return ends.suffix(maximumEnds).reversed().first {
      isHead(line[$0...], above: rows, widths: widths)
    }
  }

  /// Behind what ends a wish. A colon or full stop behind a word alone belongs to a name ("Temp. C", "Net: EUR").
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

  /// How many cells each of the lines has; nil where one has more than another, or one alone.
  private static func width(of rows: ArraySlice<Substring>, _ separator: Character) -> Int? {
    let widths = Set(rows.map { BareData.cells(of: $0, separator).count })
    return widths.count == 1 ? widths.first.flatMap { $0 > 1 ? $0 : nil } : nil
  }

  /// Whether it has names alone, as many as the two lines below have cells.
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
