/// What of a table is converted, and in which order.
struct ConvertedRows: Sendable {
  var order: (column: Int, isDescending: Bool)?
  /// None: all of them.
  var columns: [Int] = []
  /// How many of the first: "the top 3".
  var count: Int?
}
