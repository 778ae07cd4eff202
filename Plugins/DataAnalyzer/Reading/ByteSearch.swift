/// Finds bytes within others in linear time (Knuth, Morris and Pratt).
enum ByteSearch {
  /// - Returns: The first position of `part`; nil if it is empty or does not occur.
  static func place(of part: [UInt8], in text: [UInt8]) -> Int? {
    guard !part.isEmpty, part.count <= text.count else { return nil }
    // How much of the part still matches when its next byte does not.
    var fallback = [Int](repeating: 0, count: part.count)
    var length = 0
    for index in part.indices.dropFirst() {
      while length > 0, part[index] != part[length] { length = fallback[length - 1] }
      if part[index] == part[length] { length += 1 }
      fallback[index] = length
    }
    length = 0
    for index in text.indices {
      while length > 0, text[index] != part[length] { length = fallback[length - 1] }
      if text[index] == part[length] { length += 1 }
      if length == part.count { return index + 1 - length }
    }
    return nil
  }
}
