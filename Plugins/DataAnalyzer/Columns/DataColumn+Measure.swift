extension DataColumn {
  /// Whether it only counts the rows: 1, 2, 3 and so on.
  var isSequence: Bool {
    guard numbers.count > 2, let first = numbers[0] else { return false }
    return numbers.indices.allSatisfy { numbers[$0] == first + Double($0) }
  }

  /// Whether a value stands in several rows.
  var hasTwice: Bool {
    var seen: Set<TextKey> = []
    for case let cell? in cells where !seen.insert(TextKey(cell)).inserted { return true }
    return false
  }

  /// Whether sums say nothing: of temperatures, prices, ages and shares.
  var isMeasure: Bool {
    let words = [
      "temperature", "price", "age", "grade", "score", "rate", "rating", "percentage", "humidity",
      "pressure", "speed", "height", "weight", "average", "mean", "share", "year",
    ]
    return unit == "%" || ColumnNames([name]).speaking(of: words, anywhere: true) == [0]
  }
}
