/// Words and phrases in normalised form, prepared once for comparison with requests.
struct Phrases: Sendable {
  fileprivate let stems: [[String]]

  init(_ phrases: [String]) {
    stems = phrases.map { Words($0.replacing("_", with: " ")).stems }.filter { !$0.isEmpty }
  }
}

extension Words {
  /// Whether the words of `phrase` occur consecutively.
  func contains(_ phrase: String) -> Bool { containsAny(Phrases([phrase])) }

  /// Whether the words of one of the phrases occur consecutively.
  func containsAny(_ phrases: Phrases) -> Bool {
    phrases.stems.contains { wanted in
      guard wanted.count <= stems.count, let first = wanted.first else { return false }
      return (0...(stems.count - wanted.count)).contains { start in
        stems[start] == first && stems[start..<(start + wanted.count)].elementsEqual(wanted)
      }
    }
  }
}
