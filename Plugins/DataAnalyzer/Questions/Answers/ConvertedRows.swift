/// The part of a table that is converted, and its order.
struct ConvertedRows: Sendable {
  var order: (column: Int, isDescending: Bool)?
  /// Empty: all columns.
  var columns: [Int] = []
  /// How many rows from the start: "the top 3".
  var count: Int?
}
