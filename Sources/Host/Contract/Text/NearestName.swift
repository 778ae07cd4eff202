/// Suggests the known name that a misspelled one probably stands for.
package enum NearestName {
  /// The most similar known name; nil if none is within a third of the name's length in edits (at
  /// least one edit).
  package static func nearest(to name: String, among known: [String]) -> String? {
    // Longer names are not typing errors, and comparing them costs the product of the lengths.
    guard name.count <= 64 else { return nil }
    let best = known.map { (name: $0, distance: distance(from: Array(name), to: Array($0))) }
      .min { $0.distance < $1.distance }
    guard let best, best.distance <= max(1, name.count / 3) else { return nil }
    return best.name
  }

  /// ` Did you mean "…"?`, or an empty string.
  package static func question(_ name: String, among known: [String]) -> String {
    nearest(to: name, among: known).map { " Did you mean \"\($0)\"?" } ?? ""
  }

  /// The edit distance: insertions, removals, replacements and swaps of neighbours.
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
