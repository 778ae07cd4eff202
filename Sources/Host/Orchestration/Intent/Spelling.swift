/// Finds the intended word for one with a typing error: a letter too many, too few, or two swapped;
/// in long words also a wrong letter. The first letter has to be right, as it nearly always is.
struct Spelling: Sendable {
  /// Shorter words have too many neighbours.
  private static let minimumLength = 5
  private static let minimumLengthOfWrongLetter = 7

  private var known: Set<String> = []
  /// Known words by what remains of them when the letter at one place is left out.
  private var shortened: [String: [(place: Int, word: String)]] = [:]

  mutating func add(_ word: String) {
    guard word.utf8.count >= Self.minimumLength, word.utf8.count <= 32,
      known.insert(word).inserted
    else { return }
    for (place, rest) in Self.shortened(word) {
      shortened[rest, default: []].append((place, word))
    }
  }

  /// nil if no word is close, or if it is itself a known word.
  func meant(by word: String) -> String? {
    let length = word.utf8.count
    guard length >= Self.minimumLength - 1, length <= 32, !known.contains(word) else { return nil }
    func starts(_ candidate: String) -> Bool { candidate.utf8.first == word.utf8.first }
    if let whole = shortened[word]?.first(where: { starts($0.word) }) { return whole.word }
    guard length >= Self.minimumLength else { return nil }
    if let swapped = Self.swapped(word).first(where: { known.contains($0) && starts($0) }) {
      return swapped
    }
    for (place, rest) in Self.shortened(word) {
      if known.contains(rest), starts(rest) { return rest }
      guard length >= Self.minimumLengthOfWrongLetter else { continue }
      let near = shortened[rest]?.first { $0.place == place && starts($0.word) }
      if let near { return near.word }
    }
    return nil
  }

  private static func shortened(_ word: String) -> [(place: Int, rest: String)] {
    let bytes = Array(word.utf8)
    return bytes.indices.compactMap { place in
      var rest = bytes
      rest.remove(at: place)
      return String(validating: rest, as: UTF8.self).map { (place, $0) }
    }
  }

  private static func swapped(_ word: String) -> [String] {
    let bytes = Array(word.utf8)
    return bytes.indices.dropFirst().compactMap { place in
      var other = bytes
      other.swapAt(place - 1, place)
      return String(validating: other, as: UTF8.self)
    }
  }
}
