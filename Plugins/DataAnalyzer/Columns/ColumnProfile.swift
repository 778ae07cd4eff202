/// The statistics of a column.
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
  /// The number of values that are not missing.
  let count: Int
  let missing: Int
  /// One per row, nil where it is missing; empty unless the column has only numbers.
  let numbers: [Double?]
  let statistics: Statistics?
  /// The number of different values.
  let distinct: Int
  /// The most frequent values of a column that does not contain numbers.
  let common: [Common]
  /// The first and last date in ISO 8601; in UTC if they have a zone.
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
      // Dates without a time are kept as written if they are already in ISO 8601.
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
