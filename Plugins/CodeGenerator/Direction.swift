/// "xml to dictionary": what is made of what.
struct Direction: Hashable, Sendable {
  let from: String
  let to: String

  var reversed: Direction { Direction(from: to, to: from) }

  /// By the nearest words on both sides of each "to" and "into" that say something.
  static func all(in text: String) -> [Direction] {
    let words = SearchWords.words(in: text)
    return words.indices.filter { ["to", "into"].contains(words[$0]) }.compactMap { index in
      guard let from = words[..<index].last(where: says),
        let to = words[(index + 1)...].first(where: says)
      else { return nil }
      return Direction(from: Stemmer.stem(from), to: Stemmer.stem(to))
    }
  }

  private static func says(_ word: String) -> Bool { !SearchWords.stop.contains(word) }
}
