/// A single number that is computed from the values of a column.
enum Figure: String, Sendable {
  case mean, sum, median, minimum, maximum, range, count, distinct
  case standardDeviation = "standard_deviation"
  case variance
  case firstQuartile = "q1"
  case thirdQuartile = "q3"

  /// As it is written before a column's name: "average".
  var name: String {
    switch self {
    case .mean: "average"
    case .sum: "total"
    case .standardDeviation: "standard deviation of"
    case .variance: "variance of"
    case .range: "range of"
    case .firstQuartile: "first quartile of"
    case .thirdQuartile: "third quartile of"
    case .count: "number of values of"
    case .distinct: "number of different values of"
    case .median, .minimum, .maximum: rawValue
    }
  }

  /// Nil for no numbers, for one number if the figure needs two, and beyond the range of a
  /// `Double`.
  func value(of numbers: [Double], decimals: Int?) -> Double? {
    unboundedValue(of: numbers, decimals: decimals).flatMap { $0.isFinite ? $0 : nil }
  }

  private func unboundedValue(of numbers: [Double], decimals: Int?) -> Double? {
    if self == .count { return Double(numbers.count) }
    if self == .distinct { return Double(Set(numbers).count) }
    guard let figures = Statistics(numbers, decimals: decimals) else { return nil }
    switch self {
    case .mean: return figures.mean
    case .sum: return figures.sum
    case .median: return figures.median
    case .minimum: return figures.minimum
    case .maximum: return figures.maximum
    case .range:
      return DecimalSum([figures.maximum, -figures.minimum], decimals: decimals ?? 99)?.sum
        ?? figures.maximum - figures.minimum
    case .standardDeviation: return figures.standardDeviation
    case .variance: return figures.standardDeviation.map { $0 * $0 }
    case .firstQuartile: return figures.firstQuartile
    case .thirdQuartile: return figures.thirdQuartile
    case .count, .distinct: return nil
    }
  }
}
