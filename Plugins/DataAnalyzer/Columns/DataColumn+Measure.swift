extension DataColumn {
  /// Whether it only counts the rows: 1, 2, 3 and so on.
  var isSequence: Bool {
    guard numbers.count > 2, let first = numbers[0] else { return false }
    return numbers.indices.allSatisfy { numbers[$0] == first + Double($0) }
  }

  private static let numbering: Set<String> = [
    "id", "no", "nr", "key", "index", "code", "order", "number", "invoice", "ticket", "bill",
    "booking", "receipt", "row", "ref", "reference",
  ]

  /// Whether its numbers only identify rows: they are consecutive in the first column, or they are
  /// ascending integers in a column whose name says that it numbers something.
  func isRunning(isFirst: Bool) -> Bool {
    guard kind == .number else { return false }
    if isFirst, isSequence { return true }
    guard let last = FoldedText.words(FoldedText.of(CellText.cut(name, to: 60))).last,
      Self.numbering.contains(last), numbers.allSatisfy({ $0.map { $0 == $0.rounded() } ?? false })
    else { return false }
    return zip(numbers, numbers.dropFirst()).allSatisfy { ($0 ?? 0) < ($1 ?? 0) }
  }

  /// Whether a value occurs in several rows.
  var hasTwice: Bool {
    var seen: Set<TextKey> = []
    for case let cell? in cells where !seen.insert(TextKey(cell)).inserted { return true }
    return false
  }

  /// Whether sums are meaningless: for temperatures, prices, ages and shares.
  var isMeasure: Bool {
    let words = [
      "temperature", "price", "age", "grade", "score", "rate", "rating", "percentage", "humidity",
      "pressure", "speed", "height", "weight", "average", "mean", "share", "year",
    ]
    return unit == "%" || ColumnNames([name]).speaking(of: words, anywhere: true) == [0]
  }
}
