import HermesContract

/// Finds tables and JSON that were pasted into a request without a ``` fence.
enum BareData {
  struct Found: Equatable {
    let lines: Range<Int>
    /// The language tag that a fence would carry.
    let language: String
  }

  private static let separators: [Character] = ["\t", ";", "|", ","]
  /// Longest cell, in words, of a table without numbers; longer cells are taken for sentences.
  private static let maximumWords = 3

  /// How many lines are tried as the start, or the end, of JSON: each attempt reads everything in
  /// between.
  private static let maximumStarts = 6
  private static let maximumEnds = 3
  /// Bytes that are parsed in all these attempts; after that the text counts as prose.
  private static let maximumParsed = 2 << 20

  /// The first table or JSON in the text; nil if the whole text is prose.
  static func first(in lines: [Substring]) -> Found? {
    json(in: lines) ?? markdown(in: lines) ?? table(in: lines)
  }

  // MARK: - JSON

  /// An object or array that begins on one line and ends on another, or several such lines in
  /// sequence. A list of plain values is treated as prose.
  private static func json(in lines: [Substring]) -> Found? {
    let starts = lines.indices.lazy.filter { isOpening(lines[$0]) }.prefix(maximumStarts)
    // JSON ends on one of the lines that could close it. Try the last first: it is the most likely.
    let ends = lines.indices.reversed().lazy.filter { isClosing(lines[$0]) }.prefix(maximumEnds)
    var unparsed = maximumParsed
    for start in starts {
      let records = lines[start...].prefix { $0.hasPrefix("{") && isRecords($0) }
      if records.count > 1 {
        return Found(lines: start..<records.endIndex, language: "ndjson")
      }
      for end in ends where end >= start {
        guard unparsed > 0 else { return nil }
        let text = lines[start...end].joined(separator: "\n")
        unparsed -= text.utf8.count
        if isRecords(text) { return Found(lines: start..<(end + 1), language: "json") }
      }
    }
    return nil
  }

  private static func isOpening(_ line: Substring) -> Bool {
    line.utf8.first.map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? false
  }

  private static func isClosing(_ line: Substring) -> Bool {
    line.utf8.last { $0 > UInt8(ascii: " ") }
      .map { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") } ?? false
  }

  /// Whether the text is JSON other than a plain value or a list of plain values.
  static func isRecords(_ text: some StringProtocol) -> Bool {
    guard let json = JSONValue(parsing: Array(text.utf8)) else { return false }
    let record = json.array?.first ?? json
    return record.object != nil || record.array != nil
  }

  // MARK: - Tables

  private static func markdown(in lines: [Substring]) -> Found? {
    for start in lines.indices {
      if let length = MarkdownTable.length(of: lines[start...]) {
        return Found(lines: start..<(start + length), language: "markdown")
      }
    }
    return nil
  }

  private static func table(in lines: [Substring]) -> Found? {
    let paragraphs = lines.indices.split { isBlank(lines[$0]) }
    for paragraph in paragraphs {
      if let marked = marked(lines[paragraph.startIndex..<paragraph.endIndex]) { return marked }
      let found = separators.compactMap {
        rowRange(in: lines[paragraph.startIndex..<paragraph.endIndex], separatedBy: $0)
      }
      // A decimal comma also splits cells, but never those of the header.
      if let most = found.map(\.count).max(), let rows = found.first(where: { $0.count == most }) {
        return Found(lines: rows, language: "csv")
      }
    }
    return nil
  }

  private static func isBlank(_ line: Substring) -> Bool {
    // Nearly every other line has a visible ASCII character, which is found much faster.
    !line.utf8.contains { $0 > 0x20 && $0 < 0x7F } && line.allSatisfy(\.isWhitespace)
  }

  /// A line such as "sep=;", which spreadsheets write, announces a table.
  private static func marked(_ lines: ArraySlice<Substring>) -> Found? {
    guard let start = lines.firstIndex(where: { $0.hasPrefix("sep=") && $0.count == 5 }),
      let separator = lines[start].last
    else { return nil }
    let rows = lines[(start + 1)...].prefix { $0.contains(separator) }
    return rows.isEmpty ? nil : Found(lines: start..<rows.endIndex, language: "csv")
  }

  /// The cells of a line. Separators inside quotation marks are ignored.
  static func cells(of line: Substring, _ separator: Character) -> [Substring] {
    guard let separator = separator.asciiValue else { return [line] }
    var cells: [Substring] = []
    // Compared as bytes: comparing characters of many scalars is slow.
    let bytes = line.utf8
    var start = bytes.startIndex
    var isQuoted = false
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard bytes[index] == separator, !isQuoted else { continue }
      cells.append(line[start..<index])
      start = bytes.index(after: index)
    }
    return cells + [line[start...]]
  }

  /// How many separators `cells` would find. Allocates nothing, as it is asked of every line.
  private static func separatorCount(in line: Substring, _ separator: UInt8) -> Int {
    var count = 0
    var isQuoted = false
    for byte in line.utf8 {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == separator, !isQuoted { count += 1 }
    }
    return count
  }

  /// The longest run of lines with the same number of cells, if it is certainly a table: a header
  /// and two rows that each contain a number or have cells too short for sentences. Anything less
  /// may be prose.
  private static func rowRange(in lines: ArraySlice<Substring>, separatedBy separator: Character)
    -> Range<Int>?
  {
    guard let byte = separator.asciiValue else { return nil }
    let widths = lines.map { separatorCount(in: $0, byte) }
    var best = lines.startIndex..<lines.startIndex
    var start = lines.startIndex
    for index in lines.indices {
      let width = widths[index - lines.startIndex]
      if width != widths[start - lines.startIndex] { start = index }
      if width > 0, index + 1 - start > best.count { best = start..<(index + 1) }
    }
    guard best.count > 2 else { return nil }
    let offset = best.lowerBound
    let width = widths[offset - lines.startIndex]
    let parted = lines[best].map { cells(of: $0, separator) }
    // "Average, minimum, maximum of amount" has as many commas as the table below it.
    if isSaid(above: parted[...]) {
      best = (best.lowerBound + 1)..<best.upperBound
    }
    let below = parted[(best.lowerBound + 1 - offset)..<(best.upperBound - offset)]
    // A cell may be missing, but sentences that end in a comma are not rows.
    let numbered = below.count { $0.contains(where: isNumber) }
    let hasNumbers =
      numbered > 1
      && below.allSatisfy { $0.contains(where: isNumber) || $0.contains(where: \.isEmpty) }
    // A comma in a sentence is followed by a space.
    let isTight = parted[(best.lowerBound - offset)..<(best.upperBound - offset)].joined()
      .allSatisfy { !$0.isEmpty && $0.first != " " }
    let isShort =
      (width > 1 || isTight)
      && below.allSatisfy { row in
        row.allSatisfy { $0.utf8.split(separator: UInt8(ascii: " ")).count <= maximumWords }
      }
    return hasNumbers || isShort ? best : nil
  }

  /// Whether the first line is prose about the table whose header is the second line. A header has
  /// no sentences and no numbers, and no spaces after commas where the rows have none.
  private static func isSaid(above rows: ArraySlice<[Substring]>) -> Bool {
    func isSentence(_ cells: [Substring]) -> Bool {
      cells.contains { $0.utf8.split(separator: UInt8(ascii: " ")).count > maximumWords }
    }
    guard let line = rows.first, let head = rows.dropFirst().first, !isSentence(head),
      !head.contains(where: isNumber)
    else { return false }
    let isSpaced =
      line.dropFirst().allSatisfy { $0.first == " " }
      && rows.dropFirst().joined().allSatisfy { $0.first != " " }
    return isSentence(line) || isSpaced && rows.dropFirst(2).joined().contains(where: isNumber)
  }

  /// Also accepts numbers as people write them: `12.500`, `€ 3,50`, `12 %`.
  static func isNumber(_ cell: Substring) -> Bool {
    let digits = cell.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let letters = cell.utf8.count { (UInt8(ascii: "A")...UInt8(ascii: "z")).contains($0) }
    return digits > 0 && (letters == 0 || Double(cell.filter { $0 != " " }) != nil)
  }
}
