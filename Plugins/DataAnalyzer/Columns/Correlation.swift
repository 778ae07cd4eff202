/// The correlation of two columns of numbers (Pearson), over the rows where both have one.
struct Correlation: Sendable, Codable {
  /// Fewer pairs are always on a line, or nearly so.
  private static let minimumPairs = 3

  let first: String
  let second: String
  /// -1...1
  let coefficient: Double
  let pairs: Int

  /// Nil if it is not defined: too few pairs, or a column that does not vary in them.
  init?(_ a: ColumnProfile, b: ColumnProfile) {
    var (x, y): ([Double], [Double]) = ([], [])
    for (left, right) in zip(a.numbers, b.numbers) {
      if let left, let right {
        x.append(left)
        y.append(right)
      }
    }
    guard x.count >= Self.minimumPairs, let u = Self.distances(x), let v = Self.distances(y) else {
      return nil
    }
    func product(of a: [Double], and b: [Double]) -> Double {
      Statistics.sum(zip(a, b).lazy.map { $0 * $1 })
    }
    first = a.name
    second = b.name
    pairs = x.count
    coefficient = min(
      1,
      max(
        -1, product(of: u, and: v) / (product(of: u, and: u) * product(of: v, and: v)).squareRoot())
    )
  }

  /// Distances from the mean, scaled so that the largest is 1; nil for a constant.
  private static func distances(_ numbers: [Double]) -> [Double]? {
    guard numbers.contains(where: { $0 != numbers[0] }) else { return nil }
    let distances = Statistics.halfDistances(numbers)
    guard let largest = distances.lazy.map(abs).max(), largest > 0 else { return nil }
    return distances.map { $0 / largest }
  }

  private enum CodingKeys: String, CodingKey {
    case first, second, pairs
    case coefficient = "r"
  }
}
