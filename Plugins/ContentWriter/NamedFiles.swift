import Foundation

/// The files that a wish names. Each name is looked up among its words: to search the wish for each would take the
/// product of all of them, and there may be a thousand long ones.
struct NamedFiles {
  /// Names of several words are searched for, and so few of them.
  private static let maximumSpaced = 20

  private let wish: String
  private let words: Set<String>
  private var spaced = 0

  init(in wish: String) {
    self.wish = wish
    words = wish.split { $0.isWhitespace || "\"'`“”„‘’,;:()[]<>".contains($0) }
      .reduce(into: []) { words, word in
        words.insert(word.lowercased())
        words.insert(String(word.reversed().drop { ".!?".contains($0) }.reversed()).lowercased())
      }
  }

  mutating func contain(_ name: String) -> Bool {
    guard name.contains(where: \.isWhitespace) else { return words.contains(name.lowercased()) }
    spaced += 1
    return spaced <= Self.maximumSpaced && wish.range(of: name, options: .caseInsensitive) != nil
  }
}
