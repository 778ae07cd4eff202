/// Words that a request and a function's description have in common.
enum SharedWords {
  /// The largest number of meaningful words in a run of words that occurs in both; 0 if no run has
  /// two.
  /// - Parameter line: Words surrounded by blanks.
  /// - Parameter title: Words that don't distinguish, because all functions share them.
  static func longestRun(of line: String, _ summary: String, besides title: String) -> Int {
    let other = RequestTopic.line(of: summary)
    let known = RequestTopic.line(of: title)
    let words = line.split(separator: " ").map(String.init)
    var longest = 0
    for start in words.indices where !SearchWords.stop.contains(words[start]) {
      for end in words.indices[start...] {
        let run = " \(words[start...end].joined(separator: " ")) "
        guard other.contains(run) else { break }
        if known.contains(run) { continue }
        longest = max(longest, words[start...end].count { !SearchWords.stop.contains($0) })
      }
    }
    return longest > 1 ? longest : 0
  }

  /// Whether a name is an abbreviation of the words or the other way round: "bmi" for
  /// body_mass_index.
  static func isShort(for name: String, in line: String) -> Bool {
    let words = line.split(separator: " ").map(String.init)
    let parts = name.split(separator: "_").map(String.init)
    let initials = String(parts.compactMap(\.first))
    if initials.count > 2, words.contains(initials) { return true }
    guard parts.count == 1, name.count > 2, words.count >= name.count else { return false }
    return words.indices.dropLast(name.count - 1).contains { start in
      String(words[start..<(start + name.count)].compactMap(\.first)) == name
    }
  }
}
