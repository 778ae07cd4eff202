import Foundation

/// Formats numbers for people.
enum NumberText {
  /// Numbers with few digits unchanged, results with at most four decimal places, or two from a
  /// thousand on.
  static func of(_ number: Double?) -> String {
    guard let number, number.isFinite else { return "–" }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
    let text = exact(number)
    if !text.contains("e"), text.count(where: \.isNumber) < 12 { return text }
    guard abs(number) >= 0.1, abs(number) < 1e12 else { return String(format: "%.4g", number) }
    return rounded(number, digits: abs(number) < 1000 ? 4 : 2)
  }

  private static func rounded(_ number: Double, digits: Int) -> String {
    var text = String(format: "%.\(digits)f", number)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// With every digit that is needed to distinguish it from its neighbours.
  static func exact(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
    return "\(number)"
  }
}
