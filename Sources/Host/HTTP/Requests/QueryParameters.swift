import HermesContract
import Hummingbird

extension Request {
  /// An integer from the query, or the default.
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

  /// The id of the last item of the page before, after which a page of a list begins. U+0000 is
  /// refused because SQLite would end the text there.
  func cursor() throws(HermesError) -> String? {
    let text = value(of: "cursor")
    guard text?.utf8.contains(0) != true else { throw .badCursor }
    return text
  }
}
