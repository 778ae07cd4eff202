import Foundation

/// A number for people: six digits that count, whole numbers whole.
enum NumberText {
  static func of(_ number: Double?) -> String {
    guard let number, number.isFinite else { return "–" }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
    return String(format: "%.6g", number)
  }
}
