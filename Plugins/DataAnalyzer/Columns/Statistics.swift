/// The statistics of a list of finite numbers, without intermediate overflow.
struct Statistics: Sendable {
  let count: Int
  let sum: Double
  let mean: Double
  /// Of a sample: divided by count - 1. Nil for a single number.
  let standardDeviation: Double?
  let minimum: Double
  /// Quartiles, interpolated linearly between the two nearest numbers (type 7: Python's
  /// "inclusive", Excel's QUARTILE.INC).
  let firstQuartile: Double
  let median: Double
  let thirdQuartile: Double
  let maximum: Double
  /// Values more than 1.5 times the interquartile range outside the quartiles.
  let outliers: [Double]
  let fences: ClosedRange<Double>

  /// Nil if there are no numbers.
  /// - Parameter decimals: The largest number of decimal places; sum and mean are then those of the
  ///   decimal numbers. Nil: those of the binary numbers.
  init?(_ numbers: [Double], decimals: Int? = nil) {
    let sorted = numbers.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    count = sorted.count
    let exact = decimals.flatMap { DecimalSum(sorted, decimals: $0) }
    let sum = exact?.sum ?? Self.sum(sorted)
    self.sum = sum.isFinite ? sum : sorted.reduce(0, +)
    mean = exact?.mean ?? Self.mean(sorted)
    standardDeviation = Self.deviation(sorted)
    minimum = first
    maximum = last
    firstQuartile = Self.quantile(0.25, of: sorted)
    // For adjacent numbers, rounding can reverse their order.
    median = max(firstQuartile, Self.quantile(0.5, of: sorted))
    thirdQuartile = max(median, Self.quantile(0.75, of: sorted))
    let reach = 1.5 * (thirdQuartile - firstQuartile)
    // For huge numbers the distance is infinite: then nothing is an outlier.
    fences = (firstQuartile - reach)...(thirdQuartile + reach)
    let inside = fences
    outliers = sorted.filter { !inside.contains($0) }
  }

  /// A sum with compensated rounding errors (Neumaier).
  static func sum(_ numbers: some Sequence<Double>) -> Double {
    var sum = 0.0
    var lost = 0.0
    for number in numbers {
      let next = sum + number
      lost += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
      sum = next
    }
    return sum + lost
  }

  static func mean(_ numbers: [Double]) -> Double {
    let count = Double(numbers.count)
    // A power of two: dividing by it is lossless.
    let scale: Double = numbers.contains { abs($0) > 0x1p960 } ? 0x1p64 : 1
    return sum(numbers.lazy.map { $0 / scale }) / count * scale
  }

  /// Half the distance of each number from the mean, which never overflows. The mean of the
  /// distances is subtracted again, because otherwise the rounding of the first mean would show for
  /// nearly equal numbers.
  static func halfDistances(_ numbers: [Double]) -> [Double] {
    let mean = mean(numbers)
    let distances = numbers.map { $0 / 2 - mean / 2 }
    let rest = sum(distances) / Double(numbers.count)
    return rest.isFinite ? distances.map { $0 - rest } : distances
  }

  /// Nil for a single number.
  static func deviation(_ numbers: [Double]) -> Double? {
    guard numbers.count > 1 else { return nil }
    guard numbers.contains(where: { $0 != numbers[0] }) else { return 0 }
    let half = halfDistances(numbers)
    guard let largest = half.lazy.map(abs).max(), largest > 0 else { return 0 }
    let squares = sum(half.lazy.map { ($0 / largest) * ($0 / largest) })
    return (squares / Double(numbers.count - 1)).squareRoot() * largest * 2
  }

  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    let part = place - Double(below)
    guard sorted[below] != sorted[above], part > 0 else { return sorted[below] }
    let between = sorted[below] * (1 - part) + sorted[above] * part
    return min(max(between, sorted[below]), sorted[above])
  }
}
