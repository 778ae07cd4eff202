import AgentKit

/// The layout of a table in delimited text, determined from its first records.
struct CSVLayout {
  private static let candidates = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
  private static let sampled = 60
  private static let maximumTitles = 10

  /// 0 if nothing separates the fields.
  let delimiter: UInt8
  /// Where the records begin, after a byte order mark and a line `sep=;`.
  let start: Int
  let firstLine: Int
  /// Records above the header.
  let titles: [String]
  let hasHead: Bool
  /// The number of fields in most records.
  let width: Int
  /// Whether the header has one name fewer than the rows have fields: the first field names the
  /// rows.
  let hasRowNames: Bool
  let notes: [String]

  /// - Parameter given: The delimiter; nil: the one that fits best.
  /// - Throws: `invalid_csv` or `no_data`.
  init(_ bytes: [UInt8], delimiter given: UInt8?) throws {
    let named = Self.separatorLine(bytes)
    start = named?.end ?? (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    firstLine = named == nil ? 1 : 2
    delimiter = named?.delimiter ?? given ?? Self.detect(bytes, from: start) ?? 0
    var records = CSVRecords(bytes, delimiter: delimiter, from: start, line: firstLine)
    var sample: [[String]] = []
    while sample.count < Self.sampled, let record = try records.nextRecord() {
      sample.append(record.fields)
    }
    guard !sample.isEmpty else { throw DataTable.noRows }
    let width = Self.usualWidth(sample.map(\.count))
    var above = Self.titles(in: sample, width: width)
    var rows = Array(sample.dropFirst(above))
    if rows.isEmpty {
      above = 0
      rows = sample
    }
    titles = sample.prefix(above).map { $0.map(CellText.trimmed).first { !$0.isEmpty } ?? "" }
    self.width = width
    // As R writes it.
    let isShort =
      rows[0].count == width - 1 && rows.count > 1
      && rows.dropFirst().allSatisfy {
        $0.count == width
      }
    let endsEmpty = rows.dropFirst().allSatisfy { $0.last.map(CellText.trimmed)?.isEmpty ?? true }
    hasRowNames = isShort && !endsEmpty
    let head = HeadRow(rows[0], above: Array(rows.dropFirst()))
    hasHead = head.isHead || isShort
    var notes: [String] = []
    if above > 0 {
      let lines = titles.map { "\"\(CellText.cut($0, to: 60))\"" }.joined(separator: ", ")
      notes.append("Above the table stands \(lines), which is not part of it.")
    }
    if let note = isShort ? nil : head.note { notes.append(note) }
    if hasRowNames {
      notes.append(
        "The head has one name fewer than the rows have fields: the first column has no name.")
    }
    self.notes = notes
  }

  /// A first line `sep=;`, as spreadsheets write it.
  private static func separatorLine(_ bytes: [UInt8]) -> (delimiter: UInt8, end: Int)? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let name = Array("sep=".utf8)
    guard bytes.count > start + name.count + 1,
      zip(bytes[start...], name).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
    else { return nil }
    var position = start + name.count
    let delimiter = bytes[position]
    guard ![10, 13].contains(delimiter) else { return nil }
    position += 1
    guard position < bytes.count, bytes[position] == 10 || bytes[position] == 13 else { return nil }
    let isPair = bytes[position] == 13 && position + 1 < bytes.count && bytes[position + 1] == 10
    return (delimiter, position + (isPair ? 2 : 1))
  }

  /// The number of fields that most records have, the larger one for a tie; 1 only if all have one.
  private static func usualWidth(_ widths: [Int]) -> Int {
    var counts: [Int: Int] = [:]
    for width in widths where width > 1 { counts[width, default: 0] += 1 }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
  }

  /// How many records at the start hold a single text, above a record of names.
  private static func titles(in sample: [[String]], width: Int) -> Int {
    guard width > 1 else { return 0 }
    let isTitle = { (fields: [String]) in
      fields.count { !CellText.trimmed($0).isEmpty } == 1
    }
    let count = sample.prefix(maximumTitles).prefix(while: isTitle).count
    guard count > 0, count < sample.count else { return 0 }
    // The next record must name columns; otherwise the table has empty cells.
    let head = sample[count]
    let isHead = HeadRow(head, above: Array(sample.dropFirst(count + 1))).isHead
    return isHead && head.count >= width - 1 ? count : 0
  }

  /// The delimiter that splits most of the first lines into the same number of fields, more than
  /// one.
  static func detect(_ bytes: [UInt8], from start: Int = 0) -> UInt8? {
    var best: (delimiter: UInt8, score: Double)?
    for delimiter in candidates {
      var records = CSVRecords(bytes, delimiter: delimiter, from: start)
      var sample: [[String]] = []
      while sample.count < sampled, let record = try? records.nextRecord() {
        sample.append(record.fields)
      }
      let width = usualWidth(sample.map(\.count))
      guard width > 1 else { continue }
      let agreeing = sample.count { $0.count == width }
      let head = titles(in: sample, width: width)
      // If a delimiter splits all lines but the header, it is a decimal comma.
      guard sample[min(head, sample.count - 1)].count > 1 else { continue }
      let share = Double(agreeing) / Double(sample.count - head)
      // Agreement first, then the number of fields. Decimal commas in the last rows would turn the
      // rows above into titles.
      let score = share * 1000 + Double(min(width, 200)) - Double(head) * 10
      if score > best?.score ?? 0 { best = (delimiter, score) }
    }
    return best?.delimiter
  }
}
