/// The frequencies of a column's values.
struct ValueCounts {
  /// Most frequent first, ties by text; dates of the same instant count as one.
  let values: [(value: String, count: Int)]

  init(_ column: DataColumn, rows: [Int]? = nil) {
    var places: [TextKey: Int] = [:]
    var found: [(value: String, count: Int)] = []
    for row in rows ?? Array(column.cells.indices) {
      guard let value = Self.value(of: column, row) else { continue }
      let key = TextKey(value)
      if let place = places[key] {
        found[place].count += 1
      } else {
        places[key] = found.count
        found.append((value, 1))
      }
    }
    values = found.sorted { ($1.count, $0.value) < ($0.count, $1.value) }
  }

  /// The value of a cell for comparison: equal numbers and instants are equal, however they are
  /// written.
  static func value(of column: DataColumn, _ row: Int) -> String? {
    if column.kind == .number { return column.numbers[row].map { NumberText.exact($0) } }
    if column.kind == .date { return column.dates[row]?.text }
    return column.cells[row]
  }
}
