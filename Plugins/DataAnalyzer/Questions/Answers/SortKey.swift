/// Sorts the rows of a table by a column; rows without a value come last.
struct SortKey {
  private let column: DataColumn

  init(_ column: DataColumn) { self.column = column }

  /// Nil for ties.
  func precedes(_ a: Int, before b: Int, isDescending: Bool) -> Bool? {
    switch (column.cells[a], column.cells[b]) {
    case (nil, nil): return nil
    case (nil, _): return false
    case (_, nil): return true
    case (let first?, let second?):
      if !column.numbers.isEmpty {
        return order(
          column.numbers[a] ?? 0, before: column.numbers[b] ?? 0, isDescending: isDescending)
      }
      if !column.dates.isEmpty, let x = column.dates[a], let y = column.dates[b] {
        return order(x.instant, before: y.instant, isDescending: isDescending)
      }
      return order(
        Array(first.lowercased().utf8), before: Array(second.lowercased().utf8),
        isDescending: isDescending)
    }
  }

  private func order(_ a: Double, before b: Double, isDescending: Bool) -> Bool? {
    a == b ? nil : (a < b) != isDescending
  }

  private func order(_ a: [UInt8], before b: [UInt8], isDescending: Bool) -> Bool? {
    a == b ? nil : a.lexicographicallyPrecedes(b) != isDescending
  }
}
