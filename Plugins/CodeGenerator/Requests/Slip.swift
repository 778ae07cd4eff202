/// A typo: one letter too many, too few, wrong, or swapped with its neighbour.
enum Slip {
  static func isOne(from first: String, to second: String) -> Bool {
    let (a, b) = (Array(first), Array(second))
    guard abs(a.count - b.count) <= 1 else { return false }
    var start = 0
    while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
    var end = 0
    while end < min(a.count, b.count) - start, a[a.count - 1 - end] == b[b.count - 1 - end] {
      end += 1
    }
    let (left, right) = (a[start..<(a.count - end)], b[start..<(b.count - end)])
    return max(left.count, right.count) <= 1
      || (left.count == 2 && right.count == 2 && left.first == right.last
        && left.last == right.first)
  }
}
