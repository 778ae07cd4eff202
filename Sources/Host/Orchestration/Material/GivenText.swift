import HermesContract

/// Finds running text that a request brings along without a fence, below or after the words that
/// say what to do with it: "Summarise this text:" followed by the text.
enum GivenText {
  /// Words that refer to a text.
  private static let pointers: Set<String> = [
    "this", "these", "it", "following", "below", "text", "notes", "article", "story", "letter",
    "email", "paragraph", "passage", "minutes", "transcript", "essay", "report", "document",
  ]
  /// Verbs that are applied to an existing text: "Shorten to 20 words: …".
  private static let deeds: Set<String> = [
    "summarise", "summarize", "condense", "shorten", "translate", "proofread", "paraphrase",
    "rephrase", "summary",
  ]
  private static let maximumLead = 14
  private static let minimumWords = 12

  struct Found: Equatable {
    let lead: String
    let text: String

    /// A heading marks the text as Markdown.
    var mediaType: String {
      text.lines.contains { line in
        let marks = line.prefix { $0 == "#" }.count
        return (1...6).contains(marks) && line.dropFirst(marks).hasPrefix(" ")
      } ? "text/markdown" : Part.plainText
    }
  }

  /// nil if the whole request is instruction.
  static func found(in lines: [Substring]) -> Found? {
    guard let first = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }) else {
      return nil
    }
    return inLine(of: lines, at: first) ?? afterSentence(of: lines, at: first)
      ?? below(lines, at: first)
  }

  /// "Summarise this text: It was built in 1889. It is tall."
  private static func inLine(of lines: [Substring], at first: Int) -> Found? {
    let line = lines[first]
    guard let colon = line.firstBytes(of: ": ") else { return nil }
    let rest = ([line[colon.upperBound...]] + lines[(first + 1)...]).joined(separator: "\n")
    return found(after: line[..<colon.lowerBound], rest: rest, isApart: false)
  }

  /// "Please summarise the following text. It was built in 1889. It is tall."
  private static func afterSentence(of lines: [Substring], at first: Int) -> Found? {
    let line = lines[first]
    let ends = [line.firstBytes(of: ". "), line.firstBytes(of: "? ")].compactMap { $0 }
    guard let end = ends.min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
    let words = RequestWords(String(line[..<end.lowerBound])).words.map(\.text)
    // Otherwise the next sentence may continue the instruction.
    guard words.contains(where: deeds.contains),
      words.contains(where: { ["this", "following"].contains($0) })
    else { return nil }
    let rest = ([line[end.upperBound...]] + lines[(first + 1)...]).joined(separator: "\n")
    return found(after: line[..<end.lowerBound], rest: rest, isApart: false)
  }

  /// Text below a line that ends with a colon or refers to a text.
  private static func below(_ lines: [Substring], at first: Int) -> Found? {
    let lead = lines[first]
    let rest = lines[(first + 1)...]
    let isApart = rest.first?.allSatisfy(\.isWhitespace) ?? false
    let hasColon = lead.last { !$0.isWhitespace } == ":"
    guard hasColon || isApart else { return nil }
    let words = RequestWords(String(lead)).words.map(\.text)
    // "Could you boil this down to a short summary for me?"
    let points =
      words.last.map(pointers.contains) ?? false
      || words.contains("this") && words.contains(where: deeds.contains)
    guard hasColon || points else { return nil }
    return found(after: lead, rest: rest.joined(separator: "\n"), isApart: true)
  }

  private static func found(
    after lead: Substring, rest: String, isApart: Bool
  ) -> Found? {
    let words = RequestWords(String(lead)).words
    guard words.count <= maximumLead,
      words.contains(where: { pointers.contains($0.text) || deeds.contains($0.text) }),
      // "a function that does this" describes something; it does not bring text along.
      !words.contains(where: { ["that", "which", "do", "does"].contains($0.text) }),
      isRunningText(rest, isApart: isApart)
    else { return nil }
    // "Summarise: …" applies to what follows.
    let isDeed = words.last.map { deeds.contains($0.text) } ?? false
    return Found(lead: isDeed ? "\(lead) this text" : String(lead), text: rest.trimmed)
  }

  /// Whether the text consists of sentences or headings rather than a list of things to do.
  private static func isRunningText(_ text: String, isApart: Bool) -> Bool {
    let words = RequestWords(text).words
    guard words.count >= (isApart ? 4 : minimumWords) else { return false }
    let starts = words.indices.filter { words[$0].before == .sentence }
    guard starts.count > 1 || isApart else { return false }
    let orders = starts.filter {
      Lexicon.imperatives.contains(words[$0].text) || Lexicon.deeds.contains(words[$0].text)
    }
    return orders.count * 2 < starts.count && !Lexicon.imperatives.contains(words[0].text)
  }
}
