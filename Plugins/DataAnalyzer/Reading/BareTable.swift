import AgentKit

/// A table within the text of a request, without ``` lines.
struct BareTable {
  let text: String
  let format: DataFormat
  /// The lines that are not part of it.
  let rest: [String]

  private static let delimiters = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
  private static let triedPlaces = 12

  /// Nil if there is no table.
  init?(in lines: [String]) {
    let lines = HeadInLine.apart(lines)
    guard let found = Self.json(lines) ?? Self.markdown(lines) ?? Self.delimited(lines) else {
      return nil
    }
    self = found
  }

  private init(_ lines: [String], range: Range<Int>, format: DataFormat) {
    text = lines[range].map { $0 + "\n" }.joined()
    self.format = format
    rest = Self.withoutTitle(Array(lines[..<range.lowerBound])) + lines[range.upperBound...]
  }

  /// Removes a Markdown heading directly above a table, which is its title and not a wish.
  private static func withoutTitle(_ lines: [String]) -> [String] {
    guard let last = lines.lastIndex(where: { !CellText.trimmed($0).isEmpty }),
      lines[last].hasPrefix("#"), lines[last].drop(while: { $0 == "#" }).hasPrefix(" ")
    else { return lines }
    return Array(lines[..<last])
  }

  private init(text: String, rest: [String]) {
    self.text = text
    format = .json
    self.rest = rest
  }

  /// The first value that holds objects or lists, and those that follow it; words may precede it.
  private static func json(_ lines: [String]) -> BareTable? {
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let open = { (byte: UInt8) in byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }
    var place = bytes.firstIndex(where: open)
    for _ in 0..<triedPlaces {
      guard let start = place else { break }
      var reader = JSONReader(bytes, from: start)
      if let value = try? reader.value(), isTable(value) {
        var end = reader.position
        reader.skipSpace()
        while reader.position < bytes.count, open(bytes[reader.position]),
          (try? reader.value()) != nil
        {
          end = reader.position
          reader.skipSpace()
        }
        let rest = bytes[..<start] + [10] + bytes[end...]
        return BareTable(
          text: String(decoding: bytes[start..<end], as: UTF8.self),
          rest: String(decoding: rest, as: UTF8.self).lines.map(String.init))
      }
      place = bytes[(start + 1)...].firstIndex(where: open)
    }
    // Text that begins like JSON but is invalid is left to the reader, which reports the position.
    let first = lines.firstIndex { line in
      line.utf8.first(where: { $0 > 32 }).map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
        ?? false
    }
    guard let first else { return nil }
    return BareTable(lines, range: first..<lines.count, format: .json)
  }

  private static func isTable(_ value: JSONNode) -> Bool {
    if let members = value.object { return !members.isEmpty }
    return value.array?.first.map { !$0.isScalar } ?? false
  }

  private static func markdown(_ lines: [String]) -> BareTable? {
    guard let start = MarkdownTable.start(in: lines) else { return nil }
    let end = lines[start...].firstIndex { !MarkdownTable.isRow($0) } ?? lines.count
    return BareTable(lines, range: start..<end, format: .markdown)
  }

  /// The longest run of lines that one delimiter splits into equally many fields, or the whole
  /// text.
  private static func delimited(_ lines: [String]) -> BareTable? {
    var best: (range: Range<Int>, width: Int)?
    for delimiter in delimiters {
      for run in runs(lines, delimiter: delimiter) {
        let isLonger =
          best.map { ($0.range.count, $0.width) < (run.range.count, run.width) } ?? true
        if isLonger { best = run }
      }
    }
    guard var range = best?.range else { return quoted(lines) }
    if range.lowerBound > 0, lines[range.lowerBound - 1].lowercased().hasPrefix("sep=") {
      range = (range.lowerBound - 1)..<range.upperBound
    }
    return BareTable(lines, range: range, format: .csv)
  }

  private static func runs(_ lines: [String], delimiter: UInt8) -> [(
    range: Range<Int>, width: Int
  )] {
    let records = lines.map { line -> [String] in
      guard line.utf8.contains(delimiter) else { return [] }
      var records = CSVRecords(Array(line.utf8), delimiter: delimiter)
      return (try? records.nextRecord())?.fields ?? []
    }
    var found: [(range: Range<Int>, width: Int)] = []
    var start = 0
    while start < records.count {
      let width = records[start].count
      var end = start + 1
      while end < records.count, records[end].count == width { end += 1 }
      if width > 1, end - start > 2,
        HeadInLine.isSaid(records[start], above: records[start + 1])
      {
        start += 1
      }
      if width > 1, end - start > 1 {
        // Two lines with one comma each may be prose: a table has values.
        let rows = records[(start + 1)..<end]
        let hasValues = rows.contains { $0.contains { NumberShape(CellText.trimmed($0)) != nil } }
        // In a sentence, a blank follows each comma.
        let isTight =
          rows.count > 1
          && records[start..<end].joined().allSatisfy { !$0.isEmpty && $0.first != " " }
        let isWhole = lines.indices.allSatisfy { (start..<end).contains($0) || lines[$0].isEmpty }
        if isWhole || hasValues || isTight { found.append((start..<end, width)) }
      }
      start = end
    }
    return found
  }

  /// The whole text, if quoted fields contain line breaks.
  private static func quoted(_ lines: [String]) -> BareTable? {
    let bytes = Array(lines.joined(separator: "\n").utf8)
    guard bytes.contains(UInt8(ascii: "\"")), let delimiter = CSVLayout.detect(bytes) else {
      return nil
    }
    var records = CSVRecords(bytes, delimiter: delimiter)
    var widths: Set<Int> = []
    while let record = try? records.nextRecord() { widths.insert(record.fields.count) }
    guard widths.count == 1, widths.first ?? 0 > 1 else { return nil }
    return BareTable(lines, range: 0..<lines.count, format: .csv)
  }
}
