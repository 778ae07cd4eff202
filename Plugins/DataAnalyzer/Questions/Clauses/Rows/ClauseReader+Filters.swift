extension ClauseReader {
  /// Reads the conditions of the clause.
  /// - Throws: For a value that no cell has, and for an incomplete comparison.
  mutating func takeFilters() throws(QuestionFault) {
    try refuseRangesOfTexts()
    var index = 0
    while index < items.count {
      if used[index] {
        index += 1
        continue
      }
      let count = filters.count
      switch items[index].meaning {
      case .value(let found): try takeValues(index, found: found)
      case .term(.comparison(let comparison, let columns)):
        try takeComparison(index, comparison: comparison, columns: columns)
      case .term(.between): try takeBetween(index)
      case .date(let span):
        if try !takeDateRange(index, from: span), try !takeDateChoice(index, from: span) {
          try takeDate(index, span: span, comparison: nil)
        }
      case .number(let number): try takeEquality(index, number: number)
      case .term(.missing): takeMissing(index)
      case .term(.text(let part)): try takeText(index, part: part)
      case .term(.lacks): takeLack(index)
      case .term(.not) where ["without", "with no"].contains(items[index].raw.lowercased()):
        takeLack(index)
      case .term(.same), .term(.equals): takeSame(index)
      case .unknown: try takeComparative(index)
      default: break
      }
      for each in filters.indices.dropFirst(count) { filters[each].place = index }
      index += 1
    }
    try refuseTooMany()
    takeMarks()
    try takeHaving()
    takeRowsWithGaps()
    takeTruths()
    mergeValues()
    if comparesToFigure, filters.count > 1 {
      throw QuestionFault(
        "it is not clear whether the average is that of all rows or of those that are asked for")
    }
    try refuseContradictions()
    try refuseTwoSpans()
    try refuseStrangeValues()
  }

  /// "Older than 30", "a salary of at least 3000", "after March 2025", "30 or more".
  private mutating func takeComparison(
    _ index: Int, comparison: QuestionTerm.Comparison, columns: [String]
  ) throws(QuestionFault) {
    let skips = { (item: QuestionItem) in
      if case .mark(let mark) = item.meaning { return ["$", "€", "£"].contains(mark) }
      return item.isNoise
    }
    var next = items[(index + 1)...].firstIndex { !skips($0) }
    if let place = next, case .date(let span) = items[place].meaning {
      used[index] = true
      return try takeDate(place, span: span, comparison: comparison)
    }
    if let place = next, try takeMoreThanFigure(index, place: place, comparison: comparison) {
      return
    }
    if let place = next, try takeColumns(index, place: place, comparison: comparison) { return }
    // "30 or more".
    if next.map({ items[$0].number == nil }) ?? true, let before = neighbour(before: index),
      items[before].number != nil
    {
      next = before
    }
    if let place = next,
      try takeThanFigure(index, place: place, comparison: comparison, implied: columns)
    {
      return
    }
    guard let place = next, let number = items[place].number else {
      // "Over time" and "more" without a number are read elsewhere.
      return
    }
    if !columns.isEmpty, columns == ["date"] {
      if takeYear(place, comparison: comparison, at: index) { return }
      used[index] = true
      guard number == number.rounded(), (1...9999).contains(number) else {
        throw noDates(items[place].raw)
      }
      let span = DateSpan(year: Int(number), month: nil, day: nil, raw: items[place].raw)
      return try takeDate(place, span: span, comparison: comparison)
    }
    guard let column = try comparedColumn(index, place: place, implied: columns) else {
      throw QuestionFault("it is not clear which column is \(items[index].raw) \(items[place].raw)")
    }
    used[index] = true
    used[place] = true
    // "200 km" for a column "distance_km".
    if items.indices.contains(place + 1), items[place + 1].isUnknown,
      QuestionLexicon.units.contains(FoldedText.singular(items[place + 1].raw.lowercased())),
      FoldedText.words(FoldedText.of(data[column].name)).contains(
        FoldedText.singular(items[place + 1].raw.lowercased()))
        || data[column].unit?.lowercased() == items[place + 1].raw.lowercased()
    {
      used[place + 1] = true
    }
    // "30 years", "$30", "30 %".
    if let unit = neighbour(after: place), case .period = items[unit].term { used[unit] = true }
    filters.append(
      RowFilter(column: column, test: .compares(comparison, number), isNot: takeNot(before: index)))
  }

  /// Each condition is checked in each row.
  private static let maximumConditions = 50

  private func refuseTooMany() throws(QuestionFault) {
    let count = filters.reduce(0) { count, filter in
      if case .isOne(let values, _) = filter.test { count + values.count } else { count + 1 }
    }
    guard count > Self.maximumConditions else { return }
    throw QuestionFault(
      "a question may have \(Self.maximumConditions) conditions, and it has \(count)")
  }

  private mutating func takeNot(before index: Int) -> Bool {
    guard let before = neighbour(before: index), items[before].term == .not else { return false }
    used[before] = true
    return true
  }

  /// The column that a comparison refers to.
  mutating func comparedColumn(
    _ index: Int, place: Int, implied: [String]
  ) throws(QuestionFault) -> Int? {
    let names = ColumnNames(data.map(\.name))
    if !implied.isEmpty {
      let found = names.speaking(of: implied).filter(isNumeric)
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        throw QuestionFault(
          "\"\(items[index].raw)\" may be said of several columns (\(found.map(columnName).joined(separator: ", ")))"
        )
      }
    }
    var byUnit = ageColumn(around: place)
    if byUnit == nil { byUnit = try columnOfUnit(place) }
    if let age = byUnit {
      if let at = neighbour(before: min(index, place)), items[at].column == age, !isAsked(at) {
        used[at] = true
      }
      return age
    }
    var before = neighbour(before: min(index, place))
    while let at = before,
      items[at].term == .not || items[at].term == .equals || items[at].term == .condition
    {
      before = neighbour(before: at)
    }
    if let at = before {
      if let column = items[at].column, isNumeric(column), !namesRows(at),
        !isSaidOfOthers(at, at: index)
      {
        // The question's column remains its column: "the average age over 30".
        if !isAsked(at) {
          used[at] = true
        } else if items[at..<index].contains(where: { Self.verbs.contains($0.raw.lowercased()) }) {
          throw QuestionFault("it asks for yes or no: ask for the figure itself")
        }
        return column
      }
      if case .implied(let words) = items[at].term {
        used[at] = true
        let found = names.speaking(of: words).filter(isNumeric)
        guard found.count == 1 else { return nil }
        // "Scored more than 70 points".
        if let after = neighbour(after: max(index, place)), items[after].column == found[0] {
          used[after] = true
        }
        return found[0]
      }
    }
    if let after = neighbour(after: max(index, place)), let column = items[after].column,
      isNumeric(column)
    {
      if namesRows(after) {
        throw QuestionFault(
          "conditions on how many \(items[after].raw) there are of each are not worked out")
      }
      used[after] = true
      return column
    }
    guard implied.isEmpty else {
      throw QuestionFault(
        "no column tells what is \(items[index].raw) something; the columns are \(columnList)")
    }
    // "Older than 30 and under 40": the second comparison is also about the age.
    if let joint = before, items[joint].term == .and, let last = filters.last,
      isNumeric(last.column),
      // "… and is under 30" refers to something else.
      !items[joint..<index].contains(where: { Self.verbs.contains($0.raw.lowercased()) })
    {
      used[joint] = true
      return last.column
    }
    // People over 30 are older than 30 years.
    if let at = before, items[at].term == .persons, let age = onlyAge {
      notes.append("\(columnName(age)) was compared")
      return age
    }
    // "More than 2 orders" is a number of rows.
    if items.indices.contains(max(index, place) + 1) {
      let noun = items[max(index, place) + 1]
      if [.rows, .persons].contains(noun.term) || noun.column != nil { return nil }
    }
    let said = Array(items[min(index, place)...max(index, place)])
    let numbers = said.compactMap(\.number)
    guard !numbers.isEmpty else { return nil }
    return try columnHolding(
      numbers, said: QuestionItem.text(said),
      isOfOthers: before.map { isSaidOfOthers($0, at: index) } ?? false)
  }

  private static let verbs: Set<String> = ["is", "are", "was", "were", "isn't", "exceeds"]

  private var onlyAge: Int? {
    let found = ColumnNames(data.map(\.name)).speaking(of: ["age"]).filter(isNumeric)
    return found.count == 1 ? found[0] : nil
  }

  /// "Aged 45", "45 years old".
  mutating func ageColumn(around index: Int) -> Int? {
    var near = [neighbour(before: index), neighbour(after: index)].compactMap { $0 }
    if let next = near.last, next > index, items[next].term == .period(.year),
      let after = neighbour(after: next)
    {
      near.append(after)
    }
    for place in near {
      guard case .implied(let words) = items[place].term, words == ["age"], let age = onlyAge else {
        continue
      }
      for between in min(place, index)...max(place, index) { used[between] = true }
      return age
    }
    return nil
  }

  /// Whether the question asks for a figure of the column.
  func isAsked(_ column: Int) -> Bool {
    var before = items[..<column]
    // The first column after the figure.
    let figure = before.lastIndex { item in
      switch item.term {
      case .figure, .extreme: true
      default: false
      }
    }
    guard let figure else { return false }
    before = items[(figure + 1)..<column]
    return !before.contains { $0.term == .condition || $0.column != nil }
  }

  /// "Where age is missing".
  private mutating func takeMissing(_ index: Int) {
    guard let at = neighbour(before: index), let column = items[at].column,
      items[..<at].contains(where: { $0.term == .condition })
        && !items.contains(where: { $0.term == .columns })
    else { return }
    used[at] = true
    used[index] = true
    filters.append(RowFilter(column: column, test: .isMissing))
  }
}
