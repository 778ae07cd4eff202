/// Numbers that identify rows and do not measure them.
extension ClauseReader {
  private static let sizes: Set<String> = [
    "largest", "biggest", "highest", "greatest", "smallest", "lowest",
  ]
  private static let amounts: Set<String> = [
    "amount", "total", "revenue", "turnover", "sale", "fee", "sum", "spend", "cost", "value",
  ]

  /// "The largest unpaid order", for numbered orders, is a row and not the highest number.
  mutating func nameRunning() {
    for index in items.indices {
      guard let column = items[index].column, column < given,
        data[column].isRunning(isFirst: column == 0), !FoldedText.of(items[index].raw).isEmpty,
        RowNouns.isPlural(items[index].raw) || !isNumbered(index),
        let size = items[..<index].lastIndex(where: {
          Self.sizes.contains($0.raw.lowercased()) || [.top, .bottom].contains($0.term)
        }),
        items[(size + 1)..<index].allSatisfy({ item in
          if case .value = item.meaning { return true }
          return item.term == .not || item.column != nil || item.number != nil
        })
      else { continue }
      let said = FoldedText.words(FoldedText.of(items[index].raw))
      // "The highest order id" asks for the number by name.
      guard !said.contains(where: QuestionLexicon.labels.contains) else { continue }
      items[index] = items[index].meaning(.term(.rows))
      if column == 0 { namesFirst = true }
    }
  }

  /// "Order 1003", "order number".
  private func isNumbered(_ index: Int) -> Bool {
    guard items.indices.contains(index + 1) else { return false }
    return items[index + 1].number != nil
      || ["number", "no", "id", "#"].contains(items[index + 1].raw.lowercased())
  }

  /// The columns that show how large a row is: the only measured column, else the only amount.
  var sizeColumns: [Int] {
    let measures = measures
    if measures.count < 2 { return measures }
    return measures.filter { column in
      !data[column].isMeasure && !isPriceOfOne(column)
        && (data[column].unit.map { ["$", "€", "£"].contains($0) } ?? false
          || FoldedText.words(FoldedText.of(columnName(column))).map(FoldedText.singular)
            .contains(where: Self.amounts.contains))
    }
  }

  /// "The longest title" is the one with the most letters, not one that another column measures.
  func refuseLengthOfTexts(_ place: Int) throws(QuestionFault) {
    guard ["longest", "shortest"].contains(items[place].raw.lowercased()),
      let noun = neighbour(after: place), let column = items[noun].column,
      data[column].kind == .text,
      let last = FoldedText.words(FoldedText.of(columnName(column))).last, Self.texts.contains(last)
    else { return }
    throw QuestionFault(
      "how many letters \(columnName(column)) has is not worked out: name the column that is the \(items[place].raw)"
    )
  }

  private static let texts: Set<String> = [
    "title", "name", "description", "comment", "note", "notes", "text", "word", "sentence",
    "subject", "headline", "message", "answer", "question", "address", "email", "label", "quote",
    "review", "remark", "summary", "url", "link",
  ]

  /// "The top 2 regions by sales", if each has several rows: by their totals.
  mutating func summed(_ value: Int, by label: Question.Key?) throws(QuestionFault) -> Figure? {
    guard case .column(let named)? = label, named != value, hasTwice(named), isNumeric(value),
      data[named].kind != .date
    else { return nil }
    guard !data[value].isMeasure, !isPriceOfOne(value), !BestValues.isMark(data[value]) else {
      throw QuestionFault(
        "\(columnName(named)) stands in several rows: say whether the average, highest or lowest \(columnName(value)) of each is compared"
      )
    }
    notes.append(
      "\(columnName(named)) stands in several rows, and the totals of each were compared")
    return .sum
  }
}
