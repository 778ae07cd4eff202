extension DataColumn {
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
