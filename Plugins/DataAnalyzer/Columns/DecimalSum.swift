import Foundation

/// The sum of decimal numbers without rounding errors: 0.1 and 0.2 make 0.3.
///
/// A `Double` that was written with few digits, times a power of ten, is exactly the integer that
/// its digits represent.
struct DecimalSum {
  /// Beyond this, a `Double` can't represent every integer.
  private static let limit = 0x1p53

  let sum: Double
  let mean: Double

  /// Nil if the numbers have too many digits.
  init?(_ numbers: [Double], decimals: Int) {
    guard !numbers.isEmpty, (0...15).contains(decimals) else { return nil }
    let scale = pow(10, Double(decimals))
    var total = 0
    for number in numbers {
      let scaled = (number * scale).rounded()
      guard abs(scaled) < Self.limit else { return nil }
      let (next, overflow) = total.addingReportingOverflow(Int(scaled))
      guard !overflow else { return nil }
      total = next
    }
    let parts = Double(numbers.count) * scale
    guard abs(Double(total)) < Self.limit, parts < Self.limit else { return nil }
    // Both are exact, and the division rounds only once.
    sum = Double(total) / scale
    mean = Double(total) / parts
  }
}
