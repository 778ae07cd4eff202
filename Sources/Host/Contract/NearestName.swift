/// The known name that was probably meant.
package enum NearestName {
  /// nil if nothing is within a third of the name's length (at least one change).
  package static func nearest(to name: String, among known: [String]) -> String? {
    // Longer ones are no slip of a key, and comparing them costs the product of the lengths.
    guard name.count <= 64 else { return nil }
    let best = known.map { (name: $0, distance: distance(from: Array(name), to: Array($0))) }
      .min { $0.distance < $1.distance }
    guard let best, best.distance <= max(1, name.count / 3) else { return nil }
    return best.name
  }

  /// ` Did you mean "…"?`, or nothing.
  package static func question(_ name: String, among known: [String]) -> String {
    nearest(to: name, among: known).map { " Did you mean \"\($0)\"?" } ?? ""
  }

  /// Insertions, removals, replacements and swaps of neighbours that make one of the other.
  private static func distance(from left: [Character], to right: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var line = [row + 1]
      for (column, other) in right.enumerated() {
        var best = min(last[column + 1], line[column]) + 1
        best = min(best, last[column] + (character == other ? 0 : 1))
        if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
          best = min(best, before[column - 1] + 1)
        }
        line.append(best)
      }
      before = last
      last = line
    }
    return last[right.count]
  }
}
