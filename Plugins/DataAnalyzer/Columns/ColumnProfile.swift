/// The figures of a column.
struct ColumnProfile: Sendable {
  typealias Kind = DataColumn.Kind

  struct Common: Sendable, Codable {
    let value: String
    let count: Int
  }

  static let commonValues = 5
  private static let shownCharacters = 80

  let name: String
  let kind: Kind
  /// Values that are there.
  let count: Int
  let missing: Int
  /// One a row, nil where there is none; empty unless the column has only numbers.
  let numbers: [Double?]
  let statistics: Statistics?
  /// Different values.
  let distinct: Int
  /// The most frequent values of a column that is not of numbers.
  let common: [Common]
  /// The first and last date by ISO 8601; with a zone in UTC.
  let dates: (first: String, last: String)?
  let unit: String?

  init(_ column: DataColumn) {
    name = column.name
    kind = column.kind
    count = column.count
    missing = column.missing
    numbers = column.numbers
    unit = column.unit
    statistics = Statistics(column.numbers.compactMap { $0 }, decimals: column.decimals)
    let found = column.dates.compactMap { $0 }
    if let first = found.min(), let last = found.max() {
      // Dates without a time stay as they are written where that is ISO 8601 anyway.
      dates = (first.text, last.text)
    } else {
      dates = nil
    }
    switch column.kind {
    case .number:
      distinct = Set(column.numbers.compactMap { $0 }).count
      common = []
    default:
      let counts = ValueCounts(column)
      distinct = counts.values.count
      common = counts.values.prefix(Self.commonValues).map {
        Common(value: CellText.cut($0.value, to: Self.shownCharacters), count: $0.count)
      }
    }
  }
}
