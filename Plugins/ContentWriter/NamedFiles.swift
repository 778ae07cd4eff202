import Foundation

/// The files that a wish names. Each name is looked up among the wish's words: searching the wish
/// for each name would take time in proportion to the product of both, and there may be a thousand
/// long names.
struct NamedFiles {
  /// Names of several words are searched for, so only this many.
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
