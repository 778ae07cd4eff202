/// Things that are selected from others: a recipe that covers the second largest need not cover the
/// second smallest.
extension RequestTopic {
  struct Pick: Sendable {
    /// The selection in the request's words.
    let text: String
    /// The selecting word: "second".
    let word: String
    /// The wordings by which a recipe may cover it.
    let wordings: [String]
    /// Whether the word alone in a recipe's title or keywords is enough: "first" for "the first
    /// primes".
    let mayStandAlone: Bool

    private static let places: Set<String> = [
      "first", "second", "third", "fourth", "fifth", "last", "next", "previous",
    ]
    /// Words that need no particular noun: a recipe just covers the first or the last things.
    private static let open: Set<String> = ["first", "last", "next", "previous"]
    private static let one = [
      "only one", "exactly one", "just one", "not in both", "not both", "only once", "exactly once",
    ]
    /// Containers: a recipe for a single thing does not cover a list of them.
    private static let containers = [
      "dictionary": ["dictionaries", "dicts", "records"],
      "dict": ["dictionaries", "dicts", "records"],
      "tuple": ["tuples", "pairs"], "list": ["lists", "nested", "sublists"],
    ]

    static func picks(in text: String) -> [Pick] {
      let words = SearchWords.words(in: text)
      let line = " " + words.joined(separator: " ") + " "
      return ofPlaces(words) + ofOne(line) + ofLists(words)
    }

    private static func ofPlaces(_ words: [String]) -> [Pick] {
      words.indices.dropLast().compactMap { index in
        let (word, next) = (words[index], words[index + 1])
        guard places.contains(word), !SearchWords.isNeutral(SearchWords.stem(next)) else {
          return nil
        }
        let isMost = next == "most" && index + 2 < words.count
        guard isMost || !SearchWords.stop.contains(next) else { return nil }
        let text = isMost ? "\(word) most \(words[index + 2])" : "\(word) \(next)"
        return Pick(
          text: text, word: word, wordings: [text], mayStandAlone: open.contains(word))
      }
    }

    private static func ofOne(_ line: String) -> [Pick] {
      one.filter { line.contains(" \($0) ") }.map {
        Pick(text: $0, word: $0, wordings: [$0], mayStandAlone: false)
      }
    }

    /// "A list of dictionaries".
    private static func ofLists(_ words: [String]) -> [Pick] {
      words.indices.dropFirst(2).compactMap { index in
        guard ["list", "lists", "array"].contains(words[index - 2]), words[index - 1] == "of",
          let wordings = containers.first(where: { kind, plurals in
            words[index] != kind && plurals.contains(words[index])
          })?.value
        else { return nil }
        return Pick(
          text: "list of \(words[index])", word: "list", wordings: wordings, mayStandAlone: false)
      }
    }
  }
}
