extension DataColumn {
  /// Whether sums say nothing: of temperatures, prices, ages and shares.
  var isMeasure: Bool {
    let words = [
      "temperature", "price", "age", "grade", "score", "rate", "rating", "percentage", "humidity",
      "pressure", "speed", "height", "weight", "average", "mean", "share", "year",
    ]
    return unit == "%" || ColumnNames([name]).speaking(of: words, anywhere: true) == [0]
  }
}
