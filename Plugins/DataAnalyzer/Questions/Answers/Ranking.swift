/// Determines which rows or groups are first by a value.
struct Ranking {
  let data: [DataColumn]
  let isMost: Bool
  /// Nil: the first and its ties.
  let count: Int?
  /// 2 for "the second highest".
  let rank: Int

  /// "second ", or empty for the first.
  var place: String {
    let places = ["", "", "second ", "third ", "fourth ", "fifth "]
    return places.indices.contains(rank) ? places[rank] : ""
  }

  /// The first rows by a column, including ties with the last of them.
  func rows(_ rows: [Int], by column: Int) -> [Int] {
    let key = SortKey(data[column])
    let sorted = rows.filter { data[column].cells[$0] != nil }.enumerated().sorted { a, b in
      key.precedes(a.element, before: b.element, isDescending: isMost) ?? (a.offset < b.offset)
    }.map(\.element)
    if rank > 1 {
      // Of distinct values.
      var values: [[Int]] = []
      for row in sorted {
        if let last = values.last?.first,
          key.precedes(last, before: row, isDescending: isMost) == nil
        {
          values[values.count - 1].append(row)
        } else {
          values.append([row])
        }
        if values.count > rank { break }
      }
      return values.count >= rank ? values[rank - 1] : []
    }
    guard let limit = last(of: sorted) else { return [] }
    return sorted.enumerated().prefix { index, row in
      index < count ?? 1 || key.precedes(limit, before: row, isDescending: isMost) == nil
    }.map(\.element)
  }

  /// The groups that have a value, best first.
  func sorted(
    _ groups: [RowGroups.Group], by value: (RowGroups.Group) -> Double?
  ) -> [(group: RowGroups.Group, value: Double)] {
    let found = groups.compactMap { group in value(group).map { (group: group, value: $0) } }
    return found.enumerated().sorted { a, b in
      a.element.value == b.element.value
        ? a.offset < b.offset
        : isMost ? a.element.value > b.element.value : a.element.value < b.element.value
    }.map(\.element)
  }

  /// - Parameter sorted: As returned by `sorted`.
  func best(
    of sorted: [(group: RowGroups.Group, value: Double)]
  ) -> [(group: RowGroups.Group, value: Double)] {
    if rank > 1 {
      let values = sorted.map(\.value).reduce(into: [Double]()) { values, next in
        if values.last != next { values.append(next) }
      }
      return values.count >= rank ? sorted.filter { $0.value == values[rank - 1] } : []
    }
    guard let limit = last(of: sorted)?.value else { return [] }
    return sorted.enumerated().prefix { $0.offset < count ?? 1 || $0.element.value == limit }.map(
      \.element)
  }

  private func last<Element>(of sorted: [Element]) -> Element? {
    sorted.isEmpty ? nil : sorted[min(count ?? 1, sorted.count) - 1]
  }
}
