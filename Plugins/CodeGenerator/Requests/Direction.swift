/// A conversion, such as "xml to dictionary".
struct Direction: Hashable, Sendable {
  let from: String
  let to: String

  var reversed: Direction { Direction(from: to, to: from) }

  /// Finds conversions by the nearest meaningful words on both sides of each "to" and "into".
  static func directions(in text: String) -> [Direction] {
    let words = SearchWords.words(in: text)
    return words.indices.filter { ["to", "into"].contains(words[$0]) }.compactMap { index in
      guard let from = words[..<index].last(where: mentions),
        let to = words[(index + 1)...].first(where: mentions)
      else { return nil }
      return Direction(from: Stemmer.stem(from), to: Stemmer.stem(to))
    }
  }

  /// The words on both sides of a "to" or "into".
  struct Sides {
    let from: Set<String>
    let to: Set<String>

    /// 1 if a function's name has the same direction ("from_roman", "to_camel_case"), -1 if it has
    /// the opposite one, 0 if it has none.
    func score(ofName name: String) -> Int {
      let words = name.split(separator: "_").map { Stemmer.stem($0.lowercased()) }
      for (word, next) in zip(words, words.dropFirst()) {
        let (from, to) = (from.contains(next), to.contains(next))
        guard from != to else { continue }
        if word == "to" { return to ? 1 : -1 }
        if word == "from" { return from ? 1 : -1 }
      }
      return 0
    }

    /// The same for a function's description: "binary to decimal".
    func score(of other: Sides) -> Int {
      func commonCount(of one: Set<String>, and other: Set<String>) -> Int {
        one.isDisjoint(with: other) ? 0 : 1
      }
      return commonCount(of: from, and: other.from) + commonCount(of: to, and: other.to)
        - commonCount(of: from, and: other.to)
        - commonCount(of: to, and: other.from)
    }
  }

  static func sides(in text: String) -> [Sides] {
    let words = SearchWords.words(in: text)
    return words.indices.filter { ["to", "into"].contains(words[$0]) }.map { index in
      Sides(
        from: Set(words[..<index].filter(mentions).suffix(2).map(Stemmer.stem)),
        to: Set(words[(index + 1)...].filter(mentions).prefix(2).map(Stemmer.stem)))
    }
  }

  private static func mentions(_ word: String) -> Bool { !SearchWords.stop.contains(word) }
}
