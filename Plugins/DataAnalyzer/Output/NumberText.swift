import Foundation

/// A number for people.
enum NumberText {
  /// Whole numbers whole, others with six digits that count and at least two behind the point.
  static func of(_ number: Double?) -> String {
    guard let number, number.isFinite else { return "–" }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
    if abs(number) >= 1, abs(number) < 1000 { return rounded(number, digits: 4) }
    guard abs(number) >= 1000, abs(number) < 1e12 else { return String(format: "%.6g", number) }
    return rounded(number, digits: 2)
  }

  private static func rounded(_ number: Double, digits: Int) -> String {
    var text = String(format: "%.\(digits)f", number)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// With every digit of a number that somebody wrote; what was worked out is rounded.
  static func plain(_ number: Double) -> String {
    let text = exact(number)
    return text.count { $0.isNumber } > 14 ? of(number) : text
  }

  /// With every digit that tells it from its neighbours.
  static func exact(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
    return "\(number)"
  }
}
