/// Things that are picked out of others: what a recipe has for the second largest it has not for the second smallest.
extension RequestTopic {
  struct Pick: Sendable {
    /// As it stands in the request.
    let text: String
    /// The word that picks: "second".
    let word: String
    /// What a recipe may say that has it.
    let wordings: [String]
    /// Whether a recipe that is known by the word alone has it: "first" of "the first primes".
    let mayStandAlone: Bool

    private static let places: Set<String> = [
      "first", "second", "third", "fourth", "fifth", "last", "next", "previous",
    ]
    /// Of which a recipe says that it has the first or the last of them.
    private static let open: Set<String> = ["first", "last", "next", "previous"]
    private static let one = [
      "only one", "exactly one", "just one", "not in both", "not both", "only once", "exactly once",
    ]
    /// What is no single thing: a recipe for one is none for a list of them.
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
