import Foundation

/// The sum of decimal numbers without a rounding error: 0.1 and 0.2 make 0.3.
///
/// A `Double` that was written with few digits, times a power of ten, is the whole number that was meant.
struct DecimalSum {
  /// Beyond it a `Double` does not hold every whole number.
  private static let limit = 0x1p53

  let sum: Double
  let mean: Double

  /// nil where numbers have too many digits for it.
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
    // Both are exact, and a division rounds once.
    sum = Double(total) / scale
    mean = Double(total) / parts
  }
}
