/// Numbers that are conditions without a comparison: "between 20 and 30", "age is 30", "in 2025".
extension ClauseReader {
  /// "Between 20 and 30", "between March and May 2025".
  mutating func takeBetween(_ index: Int) throws(QuestionFault) {
    guard let low = neighbour(after: index), let joint = neighbour(after: low),
      items[joint].term == .and, let high = neighbour(after: joint)
    else { return }
    if try takeHours(index, low: low, high: high) { return }
    if let from = items[low].number, let to = items[high].number {
      let isYears = [from, to].allSatisfy { (1900...2100).contains($0) && $0 == $0.rounded() }
      let named = neighbour(before: index).flatMap { items[$0].column }
      if isYears,
        named.map({ data[$0].kind == .date })
          ?? (onlyDates != nil && !data.indices.contains(where: isNumeric))
      {
        let column = try dateColumn(before: index, items[low].raw)
        let ends = [low, high].map {
          DateSpan(year: Int(items[$0].number ?? 0), month: nil, day: nil, raw: items[$0].raw)
        }
        filters.append(RowFilter(column: column, test: .after(ends[0], includes: true)))
        filters.append(RowFilter(column: column, test: .before(ends[1], includes: true)))
        for place in [index, low, joint, high] { used[place] = true }
        return
      }
      guard let column = try comparedColumn(index, place: high, implied: []) else {
        throw QuestionFault(
          "it is not clear which column is between \(items[low].raw) and \(items[high].raw)")
      }
      filters.append(RowFilter(column: column, test: .between(min(from, to), max(from, to))))
    } else if case .date(let from) = items[low].meaning, case .date(let to) = items[high].meaning {
      let column = try dateColumn(before: index, from.raw)
      let start =
        from.year == nil
        ? DateSpan(year: to.year, month: from.month, day: from.day, raw: from.raw) : from
      filters.append(RowFilter(column: column, test: .after(start, includes: true)))
      filters.append(RowFilter(column: column, test: .before(to, includes: true)))
    } else {
      return
    }
    for place in [index, low, joint, high] { used[place] = true }
  }

  /// "Age is 30", "in 2025".
  mutating func takeEquality(_ index: Int, number: Double) throws(QuestionFault) {
    // Read together with the surrounding words.
    if let next = neighbour(after: index), case .comparison = items[next].term { return }
    var place = neighbour(before: index)
    var isNot = false
    while let at = place, let term = items[at].term, [.equals, .not].contains(term) {
      isNot = isNot || term == .not
      place = neighbour(before: at)
    }
    if let column = ageColumn(around: index) {
      filters.append(RowFilter(column: column, test: .equals(number)))
      used[index] = true
      return
    }
    // "The salary of the 2 oldest people" is not a salary of 2.
    if let next = neighbour(after: index) {
      switch items[next].meaning {
      case .term(.persons), .term(.rows), .term(.extreme), .term(.top), .term(.bottom): return
      case .column(let column) where !isNumeric(column): return
      default: break
      }
    }
    // "Average salary in 2021" does not mean salaries equal to 2021.
    let joints = ["is", "are", "was", "were", "of", "a", "an", "the"]
    if let at = place, let column = items[at].column, !isAsked(at),
      isNumeric(column) || data[column].kind == .identifier,
      items[(at + 1)..<index].allSatisfy({ !$0.isNoise || joints.contains($0.raw.lowercased()) })
    {
      let isIdentifier = data[column].kind == .identifier
      for between in at...index { used[between] = true }
      let raw = items[index].raw
      filters.append(
        RowFilter(
          column: column,
          test: isIdentifier ? .isOne([FoldedText.of(raw)], shown: [raw]) : .equals(number),
          isNot: isNot))
      return
    }
    // "With 4 stars", "4-star".
    if var next = items.indices.contains(index + 1) ? index + 1 : nil {
      if items[next].raw == "-", items.indices.contains(next + 1) { next += 1 }
      let ranks = items[..<index].contains { item in
        if case .extreme = item.term { true } else { [.top, .bottom, .list].contains(item.term) }
      }
      if !ranks, let column = items[next].column, isNumeric(column) {
        filters.append(RowFilter(column: column, test: .equals(number)))
        for between in index...next { used[between] = true }
        return
      }
    }
    // A year of the only dates.
    let isYear = (1900...2100).contains(number) && number == number.rounded()
    let follows =
      index > 0 && items[index - 1].isNoise
      && ["in", "of", "for", "from", "during"].contains(items[index - 1].raw.lowercased())
    if isYear, follows, takeYear(index, comparison: nil, at: index - 1) { return }
    if isYear, follows, data.contains(where: { $0.kind == .date }) {
      let span = DateSpan(year: Int(number), month: nil, day: nil, raw: items[index].raw)
      try takeDate(index, span: span, comparison: nil)
    }
  }
}
