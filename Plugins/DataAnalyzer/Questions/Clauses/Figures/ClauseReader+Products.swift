/// The value of pieces: unit price times quantity.
extension ClauseReader {
  private static let pieces: Set<String> = [
    "quantity", "unit", "piece", "sold", "stock", "copy", "copies", "pcs",
  ]
  private static let wholes: Set<String> = ["total", "sum", "line", "overall", "whole", "final"]
  /// Words for a computed value. Revenue is not among them: there may have been discounts.
  private static let worths: Set<String> = ["value", "worth", "cost", "costs"]

  private func words(_ column: Int) -> [String] {
    FoldedText.words(FoldedText.of(columnName(column))).flatMap { word in
      FoldedText.words(QuestionLexicon.abbreviations[word] ?? word)
    }.map(FoldedText.singular)
  }

  /// The columns that hold the quantity of a row.
  var pieceColumns: [Int] {
    (0..<given).filter { column in
      let said = words(column)
      return isNumeric(column) && said.contains(where: Self.pieces.contains)
        && !said.contains("price") && !said.contains("cost")
    }
  }

  /// Whether a column holds unit prices.
  func isPriceOfOne(_ column: Int) -> Bool {
    guard column < given, isNumeric(column) else { return false }
    let said = words(column)
    guard !said.contains(where: Self.wholes.contains) else { return false }
    let isPrice = said.contains("price")
    return isPrice && !pieceColumns.isEmpty
      || (isPrice || said.contains("cost"))
        && said.contains { ["unit", "per", "each"].contains($0) }
  }

  /// "The total value of the stock", "the total cost of all orders": price times quantity in each
  /// row.
  /// - Throws: If it is not certain what to multiply.
  mutating func takeProduct(_ figures: [Figure]) throws(QuestionFault) -> Question.Wish? {
    guard figures == [.sum],
      let place = items.indices.first(where: { index in
        items[index].column == nil && Self.worths.contains(items[index].raw.lowercased())
      })
    else { return nil }
    let prices = (0..<given).filter(isPriceOfOne)
    guard !prices.isEmpty else { return nil }
    let free = freeColumns
    let named = free.filter(pieceColumns.contains)
    let pieces = named.isEmpty ? pieceColumns : named
    guard prices.count == 1, pieces.count == 1,
      free.allSatisfy({ $0 == prices[0] || $0 == pieces[0] || $0 == 0 && !isNumeric(0) }),
      let product = DerivedColumn.of(
        [.column(data[pieces[0]]), .column(data[prices[0]])], operations: [.times])
    else {
      throw QuestionFault(
        "it is not clear what the \(items[place].raw) is made of: say which columns are multiplied, such as \"\(columnName(pieces.first ?? prices[0])) * \(columnName(prices[0]))\""
      )
    }
    used[place] = true
    useColumns()
    markUsed(.rows)
    data.append(product)
    notes.append("\(columnName(pieces[0])) times \(columnName(prices[0])) was added up")
    return .figures([.sum], columns: [data.count - 1])
  }

  /// "The value of the stock of nails" is not the quantity.
  func refuseWorths() throws(QuestionFault) {
    guard !items.contains(where: \.isFigure), (0..<given).contains(where: isPriceOfOne) else {
      return
    }
    for index in items.indices
    where items[index].column == nil && ["value", "worth"].contains(items[index].raw.lowercased()) {
      let beside = items[(index + 1)...].first {
        !["of", "the", "all", "our", "my"].contains($0.raw.lowercased())
      }
      let near = [index > 0 ? items[index - 1].column : nil, beside?.column].compactMap { $0 }
      guard let pieces = near.first(where: pieceColumns.contains) else { continue }
      throw QuestionFault(
        "the \(items[index].raw) is not \(columnName(pieces)): ask for the total of what is multiplied"
      )
    }
  }

  /// "How many of each product were sold": quantities, not rows.
  mutating func takePiecesOfEach(_ index: Int) -> Question.Wish? {
    let trades: Set = ["sell", "sells", "sold", "buy", "buys", "bought", "order", "ordered"]
    guard group != nil, items[index].term == .howMany, pieceColumns.count == 1,
      items.indices.contains(index + 1), items[index + 1].raw.lowercased().hasPrefix("of"),
      items.contains(where: { trades.contains($0.raw.lowercased()) })
    else { return nil }
    notes.append("the total \(columnName(pieceColumns[0])) was taken")
    return .figures([.sum], columns: pieceColumns)
  }

  /// - Throws: For a sum of unit prices, however it was asked for.
  func refuseSumsOfPrices(_ wish: Question.Wish) throws(QuestionFault) {
    let summed: [Int] =
      switch wish {
      case .figures(let figures, let columns):
        figures.contains(.sum) && !isDifference ? columns : []
      case .extreme(let value, .some(let label), _, .sum, _): isOnce(label) ? [] : [value]
      case .share(_, .some(let column)): [column]
      case .chart(_, .some(let key), let columns, .sum): isOnce(key) ? [] : columns
      default: []
      }
    guard let price = summed.first(where: isPriceOfOne) else { return }
    let pieces =
      pieceColumns.first.map { ", such as \"\(columnName($0)) * \(columnName(price))\"" } ?? ""
    throw QuestionFault(
      "\(columnName(price)) is of one piece each, and is not added up: ask for what it comes to\(pieces)"
    )
  }

  private func isOnce(_ key: Question.Key) -> Bool {
    if case .column(let column) = key { !hasTwice(column) } else { false }
  }

  /// Among the requested rows.
  private func isOfOneSign(_ column: Int) -> Bool {
    let rows = data[column].numbers.indices.filter { row in
      filters.allSatisfy { $0.holds(row, of: data) }
    }
    let signs = Set(rows.compactMap { data[column].numbers[$0] }.filter { $0 != 0 }.map { $0 < 0 })
    return signs.count < 2
  }

  /// "How much was spent", if amounts are both income and expenses.
  func refuseSpendingOfBoth() throws(QuestionFault) {
    for item in items {
      guard let column = item.column, QuestionItems.isSpending(item.raw),
        !words(column).contains(item.raw.lowercased()),
        !isOfOneSign(column)
      else { continue }
      throw QuestionFault(
        "\(columnName(column)) holds amounts above and below 0, and it is not clear which were spent: ask for the total where \(columnName(column)) is less than 0, or more"
      )
    }
  }
}
