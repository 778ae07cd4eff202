/// Calculations with several columns in each row: "qty * unit_price", "Q1 to Q4", "hours minus
/// estimate".
extension ClauseReader {
  private static let operations: [String: DerivedColumn.Operation] = [
    "*": .times, "×": .times, "/": .over, "÷": .over, "+": .plus, "-": .minus, "−": .minus,
    "–": .minus,
    "minus": .minus, "times": .times, "plus": .plus, "x": .times, "multiplied by": .times,
    "divided by": .over,
  ]

  /// - Throws: For a calculation that is not understood, which must not be ignored.
  mutating func takeCalculations() throws(QuestionFault) {
    try takeDifferenceOfColumns()
    var index = 0
    while index < items.count {
      if let end = try takeRange(from: index) {
        index = end
      } else if let end = try takeOperations(from: index) {
        index = end
      }
      index += 1
    }
    for index in items.indices where operation(at: index) != nil && items[index].isMark {
      // "4-star" and "half-year" are words.
      if items[index].raw == "-", !items[index].isSpaced { continue }
      guard let before = items[..<index].indices.last, isPart(before),
        items.indices.contains(index + 1),
        isPart(index + 1)
      else { continue }
      throw QuestionFault("the calculation with \"\(items[index].raw)\" was not understood")
    }
  }

  private func operation(at index: Int) -> DerivedColumn.Operation? {
    guard items.indices.contains(index), items[index].column == nil else { return nil }
    return Self.operations[items[index].raw.lowercased()]
  }

  /// Whether an item may be next to an operator.
  private func isPart(_ index: Int) -> Bool {
    if case .value = items[index].meaning { return true }
    return isOperand(index) || items[index].isFigure
  }

  private func isOperand(_ index: Int) -> Bool { operand(at: index) != nil }

  private func operand(at index: Int) -> DerivedColumn.Operand? {
    guard items.indices.contains(index) else { return nil }
    if let column = items[index].column, isNumeric(column) { return .column(data[column]) }
    // "Plus 10 %" does not add 10.
    if items.indices.contains(index + 1),
      ["%", "percent"].contains(items[index + 1].raw.lowercased())
    {
      return nil
    }
    return items[index].number.map { .number($0, raw: items[index].raw) }
  }

  /// "a * b": returns the position of the item that replaces it.
  private mutating func takeOperations(from start: Int) throws(QuestionFault) -> Int? {
    guard let first = operand(at: start), operation(at: start + 1) != nil else { return nil }
    var (operands, operations, end) = ([first], [DerivedColumn.Operation](), start)
    while let operation = operation(at: end + 1), let next = operand(at: end + 2) {
      // "4-star" is not a difference.
      if !items[end + 1].isSpaced, items[end + 1].raw == "-",
        items[end].column == nil || items[end + 2].column == nil
      {
        break
      }
      operands.append(next)
      operations.append(operation)
      end += 2
    }
    let columns = operands.filter { if case .column = $0 { true } else { false } }
    guard !operations.isEmpty, !columns.isEmpty else { return nil }
    let adds = operations.filter { $0 == .plus || $0 == .minus }.count
    guard adds == 0 || adds == operations.count else {
      throw QuestionFault(
        "\"\(QuestionItem.text(Array(items[start...end])))\" mixes sums with products: ask for one of them"
      )
    }
    // "Total hours plus 5": ambiguous, added once or in each row.
    if adds > 0, columns.count < operands.count, items[..<start].contains(where: \.isFigure) {
      throw QuestionFault(
        "\"\(QuestionItem.text(Array(items[start...end])))\" may be worked out once or in each row: ask for the figure alone"
      )
    }
    // "Q1 - Q4" may be a range.
    if operations == [.minus], items[start + 1].isMark, areOfOneRow(start, and: end) {
      throw QuestionFault(
        "\"\(QuestionItem.text(Array(items[start...end])))\" may be a difference or a range: say \"minus\" or \"to\""
      )
    }
    guard let column = DerivedColumn.of(operands, operations: operations) else { return nil }
    replaceItems(with: column, in: start...end)
    return start
  }

  /// Whether two names differ only in their numbers: "Q1" and "Q4".
  private func areOfOneRow(_ a: Int, and b: Int) -> Bool {
    guard let first = items[a].column, let second = items[b].column else { return false }
    let stems = [first, second].map { column in
      String(
        String.UnicodeScalarView(
          data[column].name.unicodeScalars.prefix(60).filter { $0.properties.numericType == nil }))
    }
    return stems[0] == stems[1] && first != second
  }

  /// "Q1 to Q4": the sum of the range, or all of these columns.
  private mutating func takeRange(from start: Int) throws(QuestionFault) -> Int? {
    guard let first = items[start].column, isNumeric(first), items.indices.contains(start + 2),
      ["to", "through", "till", "until"].contains(items[start + 1].raw.lowercased()),
      let last = items[start + 2].column, isNumeric(last), !has(.correlation), !has(.versus)
    else { return nil }
    let said = QuestionItem.text(Array(items[start...(start + 2)]))
    guard first < last, (first...last).allSatisfy(isNumeric) else {
      throw QuestionFault(
        "\"\(said)\" is not a row of columns of numbers; the columns are \(columnList)")
    }
    if has(.difference) { return nil }
    let figures = items.compactMap { item -> Figure? in
      switch item.term {
      case .figure(let figure): figure
      case .extreme(let isMost, []): isMost ? .maximum : .minimum
      default: nil
      }
    }
    let columns = (first...last).map { data[$0] }
    if let figure = figures.first(where: { $0 == .sum }) {
      if let column = DerivedColumn.of(figure, columns: columns) {
        replaceItems(with: column, in: start...(start + 2))
      }
      return start
    }
    if isChart || figures.isEmpty {
      // All of them, in order.
      let all = (first...last).map { QuestionItem(meaning: .column($0), raw: data[$0].name) }
      replace(start...(start + 2), with: all)
      return start + all.count - 1
    }
    throw QuestionFault(
      "it is not clear whether of each of \(said) or of their sum in each row: name the columns one by one, or say \"total\""
    )
  }

  /// "The difference between a and b", for columns.
  private mutating func takeDifferenceOfColumns() throws(QuestionFault) {
    guard let index = index(where: { $0 == .difference }) else { return }
    let named = items.indices.filter { $0 > index && items[$0].column != nil }
    guard named.count >= 2, let first = items[named[0]].column, let second = items[named[1]].column,
      first != second, isNumeric(first), isNumeric(second),
      items[(index + 1)..<named[0]].allSatisfy({ $0.isNoise || $0.term == .between }),
      items[(named[0] + 1)..<named[1]].allSatisfy({ $0.isNoise || $0.term == .and })
    else { return }
    guard
      let column = DerivedColumn.of(
        [.column(data[first]), .column(data[second])], operations: [.minus])
    else { return }
    replaceItems(with: column, in: index...named[1])
  }

  private mutating func replaceItems(with column: DataColumn, in place: ClosedRange<Int>) {
    let raw = QuestionItem.text(Array(items[place]))
    let isSpaced = items[place.lowerBound].isSpaced
    notes += items[place].compactMap(\.note)
    data.append(column)
    replace(
      place,
      with: [QuestionItem(meaning: .column(data.count - 1), raw: raw, isSpaced: isSpaced)])
  }

  private mutating func replace(_ place: ClosedRange<Int>, with new: [QuestionItem]) {
    items.replaceSubrange(place, with: new)
    used.replaceSubrange(place, with: new.map { _ in false })
  }
}
