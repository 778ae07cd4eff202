/// How often each value of a column occurs.
struct ValueCounts {
  /// The most frequent first, of equals by the text; dates that are the same instant count as one.
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

  /// What counts as the value of a cell: equal numbers and instants are equal, however written.
  static func value(of column: DataColumn, _ row: Int) -> String? {
    if column.kind == .number { return column.numbers[row].map { NumberText.exact($0) } }
    if column.kind == .date { return column.dates[row]?.text }
    return column.cells[row]
  }
}
