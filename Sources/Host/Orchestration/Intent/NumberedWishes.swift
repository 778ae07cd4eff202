/// Rewrites "Write two functions: one that reverses a string and one that counts vowels" so that
/// each thing is named: "a function that reverses a string", "a function that counts vowels".
enum NumberedWishes {
  private static let numbers: Set<String> = [
    "two", "three", "four", "five", "several", "some", "2", "3", "4", "5",
  ]
  private static let maximumThings = 8
  /// The longest text before the number, in bytes.
  private static let maximumOrder = 200
  private static let ones: Set<String> = ["one", "another", "second", "third", "other"]
  private static let relatives: Set<String> = ["that", "which", "to", "for"]

  /// The request with each of the things named; unchanged if there are none.
  static func spelledOut(_ text: String) -> String {
    let text = withSecondNamed(text)
    let words = RequestWords(text).words
    guard let place = numberPlace(in: words), let thing = singular(words[place + 1].text) else {
      return text
    }
    let ones = words.indices.dropFirst(place + 2).filter { index in
      Self.ones.contains(words[index].text) && index + 1 < words.count
        && relatives.contains(words[index + 1].text)
    }
    guard (2...maximumThings).contains(ones.count), let first = ones.first, first - place <= 3
    else {
      return text
    }
    let opening = words[...place].lastIndex { $0.before == .sentence } ?? 0
    let order = text[words[opening].range.lowerBound..<words[place].range.lowerBound]
    // The text before the number is repeated for each thing.
    guard order.utf8.count <= maximumOrder else { return text }
    var result = String(text[..<words[opening].range.lowerBound])
    for (number, one) in ones.enumerated() {
      var last = (number + 1 < ones.count ? ones[number + 1] : words.count) - 1
      // "and a second one" begins before the thing it names.
      while number + 1 < ones.count, last > one,
        Lexicon.determiners.contains(words[last].text) || words[last].text == "and"
      {
        last -= 1
      }
      // Each thing needs at least one word of description.
      guard last > one + 1 else { return text }
      let end = number + 1 < ones.count ? words[last].range.upperBound : text.endIndex
      result += order + "a " + thing + " " + text[words[one + 1].range.lowerBound..<end]
      if number + 1 < ones.count { result += ". " }
    }
    return result
  }

  /// "A function for factorials and one that does FizzBuzz": a second function.
  private static func withSecondNamed(_ text: String) -> String {
    let words = RequestWords(text).words
    guard let noun = words.indices.first(where: { isMade(at: $0, in: words) }),
      let one = words.indices.dropFirst(noun + 2).first(where: { isSecond(at: $0, in: words) }),
      let article = words[..<noun].lastIndex(where: { ["a", "an"].contains($0.text) })
    else { return text }
    let opening = words[...article].lastIndex { $0.before == .sentence } ?? 0
    let order = text[words[opening].range.lowerBound..<words[article].range.lowerBound]
    guard order.utf8.count <= maximumOrder, words[one].before != .sentence else { return text }
    let first = String(text[..<words[one - 2].range.upperBound])
    let rest = String(text[words[one].range.upperBound...])
    return first + ". " + String(order) + "a " + words[noun].text + rest
  }

  /// "a function", "a Python function".
  private static func isMade(at index: Int, in words: [RequestWords.Word]) -> Bool {
    guard things.contains(words[index].text) else { return false }
    return words[max(0, index - 2)..<index].contains { $0.text == "a" || $0.text == "an" }
  }

  /// "and one that".
  private static func isSecond(at index: Int, in words: [RequestWords.Word]) -> Bool {
    index > 1 && words[index].text == "one" && words[index - 1].text == "and"
      && index + 1 < words.count
      && relatives.contains(words[index + 1].text)
  }

  private static let things: Set<String> = ["function", "class", "script", "program", "decorator"]

  /// The index of a number that is followed by things.
  private static func numberPlace(in words: [RequestWords.Word]) -> Int? {
    words.indices.dropLast().first { index in
      numbers.contains(words[index].text) && singular(words[index + 1].text) != nil
        && words[index + 1].before == .none
    }
  }

  private static func singular(_ word: String) -> String? {
    if word.hasSuffix("sses") { return String(word.dropLast(2)) }
    guard word.utf8.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") else { return nil }
    return String(word.dropLast())
  }
}
