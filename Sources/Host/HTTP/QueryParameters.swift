import HermesContract
import Hummingbird

extension Request {
  /// A whole number of the query, or the default.
  func number(
    _ name: String, default fallback: Int64, in range: ClosedRange<Int64>
  ) throws(HermesError) -> Int64 {
    guard let text = uri.queryParameters[name[...]] else { return fallback }
    guard let number = Int64(text), range.contains(number) else {
      let limits =
        range.upperBound == .max
        ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
      throw HermesError(.invalidParameter, message: "\(name) must be a whole number, \(limits).")
    }
    return number
  }

  func value(of name: String) -> String? { uri.queryParameters[name[...]].map(String.init) }

  /// Where a page of a list begins: the id of the last item of the page before. SQLite would end a text at U+0000.
  func cursor() throws(HermesError) -> String? {
    let text = value(of: "cursor")
    guard text?.utf8.contains(0) != true else { throw .badCursor }
    return text
  }
}
