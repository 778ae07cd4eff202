/// Conditions on the text of cells, on empty cells, and between columns of a row.
extension ClauseReader {
  /// "Whose name starts with A", "titles containing bug".
  mutating func takeText(_ index: Int, part: QuestionTerm.TextPart) throws(QuestionFault) {
    var start = index
    var before = neighbour(before: index)
    var isNot = false
    while let at = before, let term = items[at].term, [.not, .condition].contains(term) {
      isNot = isNot || term == .not
      (start, before) = (at, neighbour(before: at))
    }
    guard let at = before, let column = items[at].column else {
      // "What does the table contain?"
      if part == .middle, items[..<index].contains(where: Self.isTable) { used[index] = true }
      return
    }
    guard [.text, .identifier, .boolean].contains(data[column].kind) else {
      throw QuestionFault(
        "\(columnName(column)) holds no texts that could \(part.rawValue) something")
    }
    let fillers: Set<String> = ["the", "letter", "letters", "word", "a", "an", "text", "string"]
    var place = index + 1
    while items.indices.contains(place + 1), !items[place + 1].isMark,
      fillers.contains(items[place].raw.lowercased()), !items[place].isQuoted
    {
      place += 1
    }
    guard items.indices.contains(place), !items[place].isMark else {
      throw QuestionFault("what \(columnName(column)) is to \(part.rawValue) was not said")
    }
    // "Ending in 2025" refers to dates.
    switch items[place].meaning {
    case .date, .number:
      guard !items[index].raw.lowercased().hasSuffix(" in"),
        !items[index].raw.lowercased().hasSuffix("ing with")
      else {
        throw QuestionFault(
          "\"\(QuestionItem.text(Array(items[index...place])))\" may be said of dates or of texts: name the column"
        )
      }
    default: break
    }
    if !isAsked(at) { used[at] = true }
    for taken in start...place { used[taken] = true }
    let raw = items[place].raw
    filters.append(
      RowFilter(column: column, test: .text(part, raw.lowercased(), shown: raw), isNot: isNot))
  }

  private static func isTable(_ item: QuestionItem) -> Bool {
    ["table", "data", "file", "dataset", "data set", "sheet", "it", "this", "column", "columns"]
      .contains(
        item.raw.lowercased())
  }

  /// "Have no city", "without an age", "with missing values".
  mutating func takeLack(_ index: Int) {
    guard let next = neighbour(after: index),
      !items.contains(where: { $0.term == .columns || $0.term == .convert })
    else { return }
    if let column = items[next].column, affirmative(of: column) == nil {
      used[index] = true
      used[next] = true
      if let value = neighbour(after: next),
        items[value].term == .rows
          || data[column].kind == .date && items[value].term == .period(.day)
      {
        used[value] = true
      }
      filters.append(RowFilter(column: column, test: hasZeros(column) ? .isNothing : .isMissing))
    } else if items[next].term == .missing {
      used[index] = true
      used[next] = true
      filters.append(RowFilter(column: 0, test: .hasMissing, isNot: true))
    }
  }

  /// "Employees with a bonus", if some have none; but not "hotels with price and rating", which are
  /// to be shown.
  mutating func takeHaving() throws(QuestionFault) {
    let asksForFigures = items.contains { item in
      switch item.term {
      case .figure, .howMany, .countOf, .share: true
      default: false
      }
    }
    for index in items.indices.dropFirst() where !used[index] {
      guard let column = items[index].column, !isChart else { continue }
      var before = index - 1
      var hasArticle = ["a", "an", "any"].contains(items[before].raw.lowercased())
      if hasArticle { before -= 1 }
      if before >= 0, items[before].raw.lowercased() == "with a" { hasArticle = true }
      guard before >= 0, Self.having.contains(items[before].raw.lowercased()),
        hasArticle || asksForFigures && items[before].term == .condition,
        affirmative(of: column) == nil
      else { continue }
      guard data[column].missing > 0 || hasZeros(column) else {
        throw QuestionFault(
          "every row has a value of \(columnName(column)): say how much or which, such as \"more than 10\""
        )
      }
      for taken in before...index { used[taken] = true }
      filters.append(
        RowFilter(
          column: column, test: hasZeros(column) ? .isNothing : .isMissing, isNot: true,
          place: index))
    }
    // "With and without a pool".
    for index in items.indices.dropLast(2)
    where ["with", "without"].contains(items[index].raw.lowercased())
      && [.and, .or, .versus].contains(items[index + 1].term)
      && ["with", "without"].contains(items[index + 2].raw.lowercased())
    {
      throw QuestionFault(
        "\"\(QuestionItem.text(Array(items[index...(index + 2)])))\" is not worked out: say \"by\" and the column"
      )
    }
  }

  /// Whether a column counts something and some rows have none: no orders are 0 orders.
  func hasZeros(_ column: Int) -> Bool {
    isNumeric(column) && !data[column].isMeasure && data[column].numbers.contains(0)
  }

  private static let having: Set<String> = [
    "with", "have", "has", "had", "got", "get", "having", "who have", "that have", "with a",
    "receive", "received",
  ]

  /// "In how many rows a value is missing", "which people have a missing age": refers to rows, not
  /// cells.
  mutating func takeRowsWithGaps() {
    guard let index = index(where: { $0 == .missing }) else { return }
    let noun = items[..<index].lastIndex {
      $0.term == .rows && Self.areRows($0) || $0.term == .persons
    }
    guard let noun, !used[noun] || items[noun].term == .persons,
      !items[noun..<index].contains(where: { $0.raw.lowercased() == "by" })
    else { return }
    // "Missing values in the row" refers to cells.
    let columns = items.indices.filter { !used[$0] && $0 > noun && items[$0].column != nil }
    used[index] = true
    for place in items.indices where place > index && items[place].term == .rows {
      used[place] = true
    }
    guard !columns.isEmpty else {
      filters.append(RowFilter(column: 0, test: .hasMissing))
      return
    }
    for place in columns {
      used[place] = true
      if let column = items[place].column {
        filters.append(RowFilter(column: column, test: .isMissing))
      }
    }
  }

  private static func areRows(_ item: QuestionItem) -> Bool {
    !["value", "values"].contains(item.raw.lowercased())
  }

  /// "Where hours is more than estimate". Returns true if it was read.
  mutating func takeColumns(
    _ index: Int, place: Int, comparison: QuestionTerm.Comparison
  ) throws(QuestionFault) -> Bool {
    guard !isChart, let other = items[place].column, isNumeric(other) else { return false }
    var before = neighbour(before: index)
    var between: [Int] = []
    var isNot = false
    while let at = before, let term = items[at].term, [.not, .equals].contains(term) {
      isNot = isNot || term == .not
      between.append(at)
      before = neighbour(before: at)
    }
    if let at = before, let column = items[at].column, isNumeric(column), column != other {
      let isAmount =
        isAsked(at)
        || neighbour(before: at).map { [.howMany, .howMuch].contains(items[$0].term) } ?? false
      if isAmount {
        throw QuestionFault(
          "\"\(QuestionItem.text(Array(items[at...place])))\" may be the rows or the difference: ask for \"\(columnName(column)) minus \(columnName(other))\""
        )
      }
      for taken in between + [at, index, place] { used[taken] = true }
      filters.append(
        RowFilter(
          column: column, test: .comparesTo(comparison, column: other, name: columnName(other)),
          isNot: isNot))
      return true
    }
    // "More hours than estimate".
    if ["more", "fewer", "less"].contains(items[index].raw.lowercased()),
      items.indices.contains(place + 2), items[place + 1].raw.lowercased() == "than",
      let limit = items[place + 2].column, isNumeric(limit)
    {
      for taken in [index, place, place + 2] { used[taken] = true }
      filters.append(
        RowFilter(
          column: other, test: .comparesTo(comparison, column: limit, name: columnName(limit))))
      return true
    }
    return false
  }

  /// "Less than the average", "above the median salary": of all rows.
  mutating func takeThanFigure(
    _ index: Int, place: Int, comparison: QuestionTerm.Comparison, implied: [String]
  ) throws(QuestionFault) -> Bool {
    guard case .figure(let figure) = items[place].term, [.mean, .median].contains(figure), !isChart,
      items[(index + 1)..<place].allSatisfy({ ["the", "than", "of"].contains($0.raw.lowercased()) }
      ),
      let column = try comparedColumn(index, place: place, implied: implied),
      let limit = figure.value(
        of: data[column].numbers.compactMap { $0 }, decimals: data[column].decimals)
    else { return false }
    used[index] = true
    used[place] = true
    comparesToFigure = true
    notes.append("the \(figure.name) \(columnName(column)) of all rows is \(NumberText.of(limit))")
    filters.append(RowFilter(column: column, test: .compares(comparison, limit)))
    return true
  }

  /// "Where the billing city differs from the shipping city", "where a and b are the same".
  mutating func takeSame(_ index: Int) {
    var isSame = true
    if case .same(let same) = items[index].term { isSame = same }
    if items[index].term == .equals {
      // Only "A = b", but not "the average is for each".
      guard index > 0, items.indices.contains(index + 1),
        items[index - 1].column != nil || items[index - 1].isNoise,
        items[index + 1].column != nil,
        neighbour(before: index).map({ items[$0].column != nil }) ?? false
      else { return }
    }
    let columns = items.indices.filter { !used[$0] && items[$0].column != nil }
    guard let last = columns.last(where: { $0 > index }) ?? columns.last,
      let first = columns.last(where: { $0 < min(index, last) }), let a = items[first].column,
      let b = items[last].column, a != b, data[a].kind == data[b].kind,
      items[min(first, index)..<max(last, index)].allSatisfy({
        $0.isNoise || [.and, .not, .equals].contains($0.term) || $0.column != nil
          || $0.term == items[index].term
      })
    else { return }
    for place in min(first, index)...max(last, index) where !used[place] {
      if items[place].term == .not { isSame.toggle() }
      used[place] = true
    }
    filters.append(
      RowFilter(column: a, test: .isSame(column: b, name: columnName(b)), isNot: !isSame))
  }
}
