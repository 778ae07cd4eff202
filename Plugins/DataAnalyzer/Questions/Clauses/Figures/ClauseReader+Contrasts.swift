/// Everyday wordings of conditions between columns of a row, and between a column and its average.
extension ClauseReader {
  /// "More pages than the average": of all rows. Returns true if it was read.
  mutating func takeMoreThanFigure(
    _ index: Int, place: Int, comparison: QuestionTerm.Comparison
  ) throws(QuestionFault) -> Bool {
    guard ["more", "fewer", "less"].contains(items[index].raw.lowercased()), !isChart,
      let column = items[place].column, isNumeric(column), place == index + 1,
      items.indices.contains(place + 2), items[place + 1].raw.lowercased() == "than",
      let at = items[(place + 2)...].firstIndex(where: { !$0.isNoise }),
      items[(place + 2)..<at].allSatisfy({ $0.raw.lowercased() == "the" }),
      case .figure(let figure) = items[at].term, [.mean, .median].contains(figure),
      let limit = figure.value(
        of: data[column].numbers.compactMap { $0 }, decimals: data[column].decimals)
    else { return false }
    // "Than the average age" refers to another column.
    if items.indices.contains(at + 1), !items[at + 1].isMark {
      throw QuestionFault(unknown(items[at + 1]))
    }
    for taken in index...at { used[taken] = true }
    comparesToFigure = true
    notes.append("the \(figure.name) \(columnName(column)) of all rows is \(NumberText.of(limit))")
    filters.append(RowFilter(column: column, test: .compares(comparison, limit)))
    return true
  }

  /// "Better in maths than in english", "higher in spring than in autumn".
  mutating func takeComparative(_ index: Int) throws(QuestionFault) {
    let word = items[index].raw.lowercased()
    guard let comparison = Self.comparatives[word], let first = neighbour(after: index),
      let a = items[first].column, isNumeric(a), items.indices.contains(first + 1),
      items[first + 1].raw.lowercased() == "than", let second = neighbour(after: first),
      let b = items[second].column, isNumeric(b), a != b
    else { return }
    let small = ["in", "at", "than", "the", "on"]
    guard
      (index..<second).allSatisfy({
        [index, first].contains($0) || small.contains(items[$0].raw.lowercased())
      })
    else { return }
    if ["better", "worse"].contains(word) {
      let names = (0..<given).map { data[$0].name }
      for column in [a, b] where !BestValues.growBetter(data[column], in: names) {
        throw QuestionFault(
          "whether more of \(columnName(column)) is better is not clear: say higher or lower")
      }
      notes.append("\(word) was taken for \(comparison == .more ? "higher" : "lower")")
    }
    if let next = neighbour(after: second), [.and, .or].contains(items[next].term) {
      throw QuestionFault("what is wanted of the column \(columnName(b)) was not understood")
    }
    for taken in index...second { used[taken] = true }
    filters.append(
      RowFilter(
        column: a, test: .comparesTo(comparison, column: b, name: columnName(b)), place: index))
  }

  private static let comparatives: [String: QuestionTerm.Comparison] = [
    "better": .more, "higher": .more, "worse": .less, "lower": .less,
  ]

  /// "Have a mark in both maths and art", "with no score in art": a value exists, or is missing.
  mutating func takeMarks() {
    for index in items.indices
    where index > 0 && Self.isMark(items[index]) {
      guard items[index].isUnknown || items[index].isNoise || items[index].term == .rows,
        let lacks = marksLack(before: index), var place = firstMarked(after: index)
      else { continue }
      var columns: [Int] = []
      while items.indices.contains(place), !used[place], let column = items[place].column,
        isNumeric(column)
      {
        columns.append(place)
        guard items.indices.contains(place + 2), items[place + 1].term == .and,
          items[place + 2].column != nil
        else { break }
        place += 2
      }
      // "A mark in art above 60" is a comparison.
      guard let last = columns.last, !lacks.isNone || columns.count == 1,
        // If no value is missing, "a score in price" means something else.
        columns.contains(where: { at in items[at].column.map { data[$0].missing > 0 } ?? false }),
        !items[(last + 1)...].contains(where: Self.bounds)
      else { continue }
      for taken in lacks.start...last { used[taken] = true }
      for at in columns {
        guard let column = items[at].column else { continue }
        filters.append(
          RowFilter(column: column, test: .isMissing, isNot: !lacks.isNone, place: at))
      }
    }
  }

  private static func bounds(_ item: QuestionItem) -> Bool {
    switch item.meaning {
    case .number, .term(.comparison), .term(.between), .term(.equals), .term(.or): true
    default: false
    }
  }

  /// "Have a", "with no" before a noun.
  private func marksLack(before index: Int) -> (start: Int, isNone: Bool)? {
    let before = items[index - 1].raw.lowercased()
    if before == "with a" { return (index - 1, false) }
    if before == "with no" || before == "without" { return (index - 1, true) }
    // "A mark in art and a mark in music".
    if index > 1, ["a", "any", "no"].contains(before), items[index - 2].term == .and,
      items[..<(index - 2)].contains(where: { Self.isMark($0) })
    {
      return (index - 2, before == "no")
    }
    guard index > 1, ["a", "any", "no"].contains(before),
      ["have", "has", "had", "got", "with", "who have", "that have", "without"].contains(
        items[index - 2].raw.lowercased())
    else { return nil }
    return (index - 2, before == "no" || items[index - 2].raw.lowercased() == "without")
  }

  private static func isMark(_ item: QuestionItem) -> Bool {
    marks.contains(FoldedText.singular(item.raw.lowercased()))
  }

  private func firstMarked(after index: Int) -> Int? {
    guard items.indices.contains(index + 2),
      ["in", "for"].contains(items[index + 1].raw.lowercased())
    else { return nil }
    let isBoth = items[index + 2].raw.lowercased() == "both"
    return isBoth ? index + 3 : index + 2
  }
}
