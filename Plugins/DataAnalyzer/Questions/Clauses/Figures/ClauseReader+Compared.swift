/// The column that a number refers to if none is named: "over 30", "below $100", "at least 20 km".
extension ClauseReader {
  private static let pointers: Set<String> = ["those", "these", "them", "ones", "who", "that"]
  private static let currencies: [String: String] = [
    "$": "$", "dollar": "$", "dollars": "$", "usd": "$", "€": "€", "euro": "€", "euros": "€",
    "eur": "€", "£": "£", "pound": "£", "pounds": "£", "gbp": "£",
  ]
  private static let money = [
    "price", "cost", "amount", "fee", "total", "revenue", "salary", "income", "wage", "pay",
    "earnings", "sale", "spend", "spending", "budget", "turnover", "profit", "worth", "rent",
    "bill",
  ]

  /// "The salary of those over 30": the computed column is not the compared one.
  func isSaidOfOthers(_ column: Int, at index: Int) -> Bool {
    column < index && isAsked(column)
      && items[column..<index].contains { Self.pointers.contains($0.raw.lowercased()) }
  }

  /// Orders and invoices are counted, and their numbers are not amounts: "orders below 100".
  func namesRows(_ index: Int) -> Bool {
    guard let column = items[index].column else { return false }
    return column < given && data[column].isRunning(isFirst: column == 0)
      && RowNouns.isPlural(items[index].raw)
  }

  /// The column that a unit next to the number identifies; nil if there is no such unit.
  /// - Throws: For a currency that fits several columns, or none.
  mutating func columnOfUnit(_ place: Int) throws(QuestionFault) -> Int? {
    let near = [place - 1, place + 1].filter { items.indices.contains($0) }
    for at in near where items[at].column == nil {
      guard let symbol = Self.currencies[items[at].raw.lowercased()] else { continue }
      let found = columns(of: symbol)
      guard found.count == 1 else {
        throw QuestionFault(
          "it is not clear which column \(symbol)\(items[place].raw) is said of; the columns are \(columnList)"
        )
      }
      used[at] = true
      return found[0]
    }
    guard items.indices.contains(place + 1), items[place + 1].column == nil else { return nil }
    let unit = FoldedText.singular(items[place + 1].raw.lowercased())
    guard QuestionLexicon.units.contains(unit) else { return nil }
    let found = (0..<given).filter { column in
      isNumeric(column)
        && (data[column].unit?.lowercased() == unit
          || FoldedText.words(FoldedText.of(columnName(column))).map(FoldedText.singular).contains(
            unit))
    }
    return found.count == 1 ? found[0] : nil
  }

  private func columns(of symbol: String) -> [Int] {
    let marked = measures.filter { column in
      data[column].unit == symbol
        || FoldedText.words(FoldedText.of(columnName(column))).contains {
          Self.currencies[$0] == symbol
        }
    }
    guard marked.isEmpty else { return marked }
    return measures.filter { column in
      data[column].unit == nil
        && FoldedText.words(FoldedText.of(columnName(column))).map(FoldedText.singular)
          .contains(where: Self.money.contains)
    }
  }

  /// The only column whose range contains the number. A single column may also have all its values
  /// on one side of it.
  /// - Throws: If several columns fit, or none.
  mutating func columnHolding(
    _ numbers: [Double], said: String, isOfOthers: Bool
  ) throws(QuestionFault) -> Int? {
    let numeric = measures
    let fitting = numeric.filter { column in
      let values = data[column].numbers.lazy.compactMap { $0 }
      guard let low = values.min(), let high = values.max() else { return false }
      return numbers.contains { low <= $0 && $0 <= high }
    }
    if numeric.count == 1, !isOfOthers || !fitting.isEmpty { return numeric[0] }
    guard fitting.count == 1 else {
      let names = (fitting.isEmpty ? numeric : fitting).prefix(8).map(columnName)
      throw QuestionFault(
        "it is not clear which column is \(said): name one of \(names.joined(separator: ", "))")
    }
    notes.append("\(columnName(fitting[0])) was compared")
    return fitting[0]
  }
}
