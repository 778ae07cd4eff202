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
      throw HermesError("invalid_parameter", "\(name) must be a whole number, \(limits).")
    }
    return number
  }

  func text(_ name: String) -> String? { uri.queryParameters[name[...]].map(String.init) }
}
