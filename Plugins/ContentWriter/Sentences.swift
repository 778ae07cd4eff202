/// Splits prose into sentences.
enum Sentences {
  private static let ends: Set<Character> = [".", "!", "?", "…", "。", "！", "？"]
  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "e.g", "i.e", "cf", "fig", "no", "approx",
    "ca", "al", "inc", "ltd", "co", "jr", "sr", "z.b", "bzw", "usw", "nr",
  ]
  private static let wide: Set<Character> = ["。", "！", "？"]

  /// A separate line with no more words than this and no punctuation at its end is a title.
  private static let titleWords = 10

  /// The limit for one text.
  static let maximum = 2000

  /// The first sentences of a text without Markdown. An empty line also ends a sentence, and list
  /// items are separate. Titles don't count if there is anything else.
  static func sentences(of text: String) -> [String] {
    let paragraphs = paragraphs(text)
    let others = first(of: paragraphs.lazy.filter { !isTitle($0) })
    return others.isEmpty ? first(of: paragraphs) : others
  }

  private static func first(of paragraphs: some Sequence<String>) -> [String] {
    var sentences: [String] = []
    for paragraph in paragraphs {
      sentences += split(paragraph)
      if sentences.count >= maximum { break }
    }
    return Array(sentences.prefix(maximum))
  }

  private static func isTitle(_ paragraph: String) -> Bool {
    guard let last = trimmed(paragraph.suffix(8)).last, !ends.contains(last), last != ":" else {
      return false
    }
    return paragraph.utf8.count < 100
      && paragraph.split(whereSeparator: \.isWhitespace).count <= titleWords
  }

  private static func paragraphs(_ text: String) -> [String] {
    var paragraphs: [String] = [""]
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.allSatisfy(\.isWhitespace) {
        paragraphs.append("")
      } else if let item = BulletPoints.point(in: line) {
        paragraphs.append(item)
      } else {
        paragraphs[paragraphs.count - 1] += (paragraphs.last == "" ? "" : " ") + line
      }
    }
    return paragraphs.filter { !$0.isEmpty }
  }

  private static func split(_ paragraph: String) -> [String] {
    let characters = Array(paragraph)
    var sentences: [String] = []
    var current = ""
    for (index, character) in characters.enumerated() {
      current.append(character)
      guard ends.contains(character) else { continue }
      let isLast = index + 1 == characters.count
      let isFollowed = !isLast && (characters[index + 1].isWhitespace || wide.contains(character))
      guard isLast || isFollowed,
        !(character == "." && isAbbreviation(characters[..<index]))
      else { continue }
      sentences.append(trimmed(current))
      current = ""
    }
    if !trimmed(current).isEmpty { sentences.append(trimmed(current)) }
    return sentences.filter { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// "Dr." or an initial does not end a sentence.
  /// - Parameter text: Up to the full stop.
  private static func isAbbreviation(_ text: ArraySlice<Character>) -> Bool {
    // No abbreviation is longer: a long sentence must not be rescanned at each full stop in it.
    let end = text.suffix(8)
    let start = end.lastIndex { $0.isWhitespace || $0 == "(" }.map { $0 + 1 }
    let last = String(end[(start ?? end.startIndex)...]).lowercased()
    return abbreviations.contains(last) || (last.count == 1 && last.first?.isLetter == true)
  }

  /// Works on scalars: stepping back over a row of flags makes Swift scan all of them for each.
  static func trimmed(_ text: some StringProtocol) -> String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }
}
