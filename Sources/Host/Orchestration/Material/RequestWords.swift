/// The words of a request with their positions, for matching and for splitting it into clauses.
struct RequestWords: Sendable {
  /// What separates a word from the one before.
  enum Break: Sendable, Comparable { case none, comma, sentence }

  struct Word: Sendable {
    let stem: String
    /// In lower case, otherwise as written.
    let text: String
    let range: Range<String.Index>
    let before: Break
    /// Whether it is a name such as `check_palindrome`, whose parts are not words of the request.
    let isName: Bool
  }

  /// Longer requests are not split beyond this: no one asks for something after two thousand words.
  private static let maximumWords = 2000
  private static let maximumFiles = 16

  let text: String
  private(set) var words: [Word] = []

  /// - Parameter files: names of files that the request brings along. A name with a dot in it is
  ///   read as "it", whatever it contains ("review python.md").
  init(_ text: String, files: [String] = []) {
    self.text = text
    let files = files.filter { $0.utf8.contains(UInt8(ascii: ".")) }.prefix(Self.maximumFiles).map {
      Array($0.utf8)
    }
    var gap = Break.sentence
    // Nothing ends a clause within "(text)" of "check_words(text)".
    var isInArguments = false
    var index = text.startIndex
    let scalars = text.unicodeScalars
    while index < text.endIndex, words.count < Self.maximumWords {
      guard Self.isPart(scalars[index]) else {
        let isArgument = isInArguments
        if scalars[index] == "(" {
          isInArguments =
            index > text.startIndex && Self.isPart(scalars[scalars.index(before: index)])
        } else if scalars[index] == ")" || scalars[index] == "\n" {
          isInArguments = false
        }
        if !isInArguments, !isArgument { gap = max(gap, Self.breakKind(in: scalars, at: index)) }
        index = scalars.index(after: index)
        continue
      }
      if let end = Self.endOfListMark(scalars, at: index) {
        gap = .sentence
        index = end
        continue
      }
      let start = index
      if let end = Self.endOfFile(files, in: text, at: index) {
        words.append(
          Word(stem: "it", text: "it", range: start..<end, before: gap, isName: false))
        gap = .none
        index = end
        continue
      }
      while index < text.endIndex, Self.isPart(scalars[index]) {
        index = scalars.index(after: index)
      }
      let word = text[start..<index].lowercased()
      let isName =
        word.utf8.contains(UInt8(ascii: "_"))
        || index < text.endIndex && scalars[index] == "("
          && scalars.index(after: index) < text.endIndex
          && scalars[scalars.index(after: index)] == ")"
      words.append(
        Word(
          stem: Words.stem(word), text: word, range: start..<index, before: gap, isName: isName))
      gap = .none
    }
  }

  /// "1." or "2)" at the beginning of a line is a list mark, not a word.
  private static func endOfListMark(
    _ scalars: String.UnicodeScalarView, at start: String.Index
  ) -> String.Index? {
    let digits = scalars[start...].prefix(3).prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, digits.endIndex < scalars.endIndex,
      ".)".unicodeScalars.contains(scalars[digits.endIndex])
    else { return nil }
    let next = scalars.index(after: digits.endIndex)
    guard next < scalars.endIndex, scalars[next] == " " else { return nil }
    let before = scalars[..<start].reversed().first { $0 != " " && $0 != "\t" }
    return before.map { $0 == "\n" || $0 == "\r" } ?? true ? next : nil
  }

  private static func endOfFile(
    _ files: [[UInt8]], in text: String, at start: String.Index
  ) -> String.Index? {
    for file in files where text.utf8[start...].starts(with: file) {
      let end = text.utf8.index(start, offsetBy: file.count)
      if end == text.endIndex || !isPart(text.unicodeScalars[end]) { return end }
    }
    return nil
  }

  var stems: [String] { words.map(\.stem) }

  /// Treats a word as the one that was meant; the text stays as it is.
  mutating func respell(_ index: Int, as right: String) {
    let word = words[index]
    words[index] = Word(
      stem: Words.stem(right), text: right, range: word.range, before: word.before, isName: false)
  }

  /// The text from the first to the last word of a range, including the mark that ends its
  /// sentence.
  func text(of range: Range<Int>) -> String {
    guard let first = words[range].first, let last = words[range].last else { return "" }
    var end = last.range.upperBound
    while end < text.endIndex, ".!?)\"'".unicodeScalars.contains(text.unicodeScalars[end]) {
      end = text.unicodeScalars.index(after: end)
    }
    return String(text[first.range.lowerBound..<end])
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "+", "#", "_": return true
      default: return false
      }
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func breakKind(
    in scalars: String.UnicodeScalarView, at index: String.Index
  ) -> Break {
    switch scalars[index] {
    case "\n", "\r", "!", "?", ";": return .sentence
    case ".":
      // Not within 3.5 or module.py.
      let next = scalars.index(after: index)
      return next == scalars.endIndex || scalars[next].properties.isWhitespace ? .sentence : .none
    case ",", ":", "(", ")", "–", "—": return .comma
    default: return .none
    }
  }
}
