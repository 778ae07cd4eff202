/// What a column holds.
struct ColumnProfile: Sendable {
  enum Kind: String, Sendable, Codable { case number, boolean, date, text, empty }

  struct Common: Sendable, Codable {
    let value: String
    let count: Int
  }

  private static let commonValues = 5
  private static let shownCharacters = 80

  let name: String
  let kind: Kind
  /// Values that are there.
  let count: Int
  let missing: Int
  /// One a row, nil where there is none; empty unless the column has only numbers.
  let numbers: [Double?]
  let statistics: Statistics?
  /// Different values; 0 of numbers.
  let distinct: Int
  /// The most frequent values of a column that is not of numbers.
  let common: [Common]
  /// The first and last date.
  let dates: ClosedRange<String>?
  /// Something that looks like a slip in the data.
  let note: String?

  init(_ column: DataTable.Column, decimalComma: Bool) {
    name = column.name
    let present = column.cells.filter { !CellValue.isMissing($0) }
    count = present.count
    missing = column.cells.count - present.count
    let read = column.cells.map {
      CellValue.isMissing($0) ? nil : CellValue.number($0, decimalComma: decimalComma)
    }
    let found = read.compactMap { $0 }
    kind =
      present.isEmpty
      ? .empty
      : found.count == present.count
        ? .number
        : present.allSatisfy(CellValue.isBoolean)
          ? .boolean : present.allSatisfy(CellValue.isDate) ? .date : .text
    numbers = kind == .number ? read : []
    statistics = kind == .number ? Statistics(found) : nil
    dates =
      kind == .date
      ? present.map(CellValue.trimmed).min().flatMap { first in
        present.map(CellValue.trimmed).max().map { first...$0 }
      } : nil
    var counts: [String: Int] = [:]
    if kind != .number { for cell in present { counts[CellValue.trimmed(cell), default: 0] += 1 } }
    distinct = counts.count
    common = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.commonValues)
      .map { Common(value: Self.shown($0.key), count: $0.value) }
    // Most are numbers: the others may be slips.
    if kind == .text, found.count * 5 >= present.count * 4,
      let odd = present.first(where: { CellValue.number($0, decimalComma: decimalComma) == nil })
    {
      note =
        "\(column.name): \(present.count - found.count) of \(present.count) values are no numbers, "
        + "such as \"\(Self.shown(odd))\"; the column counts as text."
    } else {
      note = nil
    }
  }

  private static func shown(_ text: String) -> String {
    text.count > shownCharacters ? text.prefix(shownCharacters) + "…" : text
  }
}
