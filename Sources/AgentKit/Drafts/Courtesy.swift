import Foundation

/// Polite phrases that surround the actual request.
public enum Courtesy {
  /// The text without thanks, "if possible" and the like, and with abbreviations such as "pls" and
  /// "can u" written out. Text between quotation marks and on lines of ``` is unchanged.
  public static func removed(from text: String) -> String {
    guard let patterns, text.utf8.count <= maximumTextBytes else { return text }
    var isInside = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isFence = line.drop { $0 == " " }.hasPrefix("```")
      if isFence { isInside.toggle() }
      return isFence || isInside ? String(line) : plain(String(line), patterns: patterns)
    }
    return lines.joined(separator: "\n")
  }

  private typealias Pattern = (expression: NSRegularExpression, replacement: String)

  /// What a clause begins or ends with.
  private static let start = #"(?:^|(?<=[,.;:!?(–-]))\s*"#
  private static let end = #"(?=\s*(?:[,.;:!?)–]|$))"#
  private static let thanks =
    #"(?:(?:many |a lot of |and )?(?:thanks|thank you|thank u|thx|tia|cheers|much appreciated|greatly appreciated|i(?:'d|’d| would)? (?:really |very much |greatly )?appreciate (?:it|that|this|your help|the help|any help))(?: (?:a lot|a bunch|a million|a ton|so much|very much|in advance|ahead|again|everyone|all|for (?:your|the|any|all your) (?:help|time|assistance|effort|support)))*)"#
  private static let conditions =
    #"(?:if (?:it'?s |that'?s |it is |that is )?(?:possible|ok|okay|alright|not too much trouble)|if you (?:can|could|may|please|will|would|don'?t mind|have (?:a |the |some )?(?:time|minute|moment|second|sec))|when(?:ever)? you (?:can|have (?:a |the |some )?(?:time|minute|moment|second|sec)|get (?:a|the|some) (?:chance|time))|asap|as soon as possible|no rush|(?:that|it) (?:would|will|'d) be (?:really |very |so )?(?:great|nice|awesome|lovely|perfect|cool|super|helpful|appreciated|fantastic|wonderful))"#

  private static let patterns: [Pattern]? = try? [
    (#"\b(?:pls|plz|plss|plzz)\b"#, "please"),
    (#"\b(can|could|would|will|do|if|did|are|may|thank) u\b"#, "$1 you"),
    (#"\b(?:wanna)\b"#, "want to"), (#"\b(?:gimme)\b"#, "give me"),
    (#"\b(?:lemme)\b"#, "let me"),
    // Thanks within a sentence end it: "to integers thanks in advance".
    (#"(?:\s*[,–-]\s*|\#(start)|\s+)\#(thanks)\s*[.!]*\s*$"#, ""),
    (#"\#(start)\#(thanks)\#(end)"#, ""),
    (#"(?:[,(]\s*|\s+)\#(conditions)\#(end)"#, ""), (#"^\s*\#(conditions)\s*,"#, ""),
    (#"\s+(?:too|as well)\#(end)"#, ""),
  ].map { pattern, replacement in
    (try NSRegularExpression(pattern: pattern, options: .caseInsensitive), replacement)
  }

  private static func plain(_ line: String, patterns: [Pattern]) -> String {
    // Longer lines are data, not a user's sentence.
    guard line.utf8.count <= maximumBytes else { return line }
    return changeOutsideQuotes(of: line) { text in
      patterns.reduce(text) { text, pattern in
        pattern.expression.stringByReplacingMatches(
          in: text, range: NSRange(text.startIndex..., in: text),
          withTemplate: pattern.replacement)
      }
    }
  }

  private static let maximumBytes = 1 << 10
  private static let maximumTextBytes = 32 << 10

  private static func changeOutsideQuotes(of line: String, _ change: (String) -> String) -> String {
    var parts: [String] = []
    var rest = Substring(line)
    while let open = rest.firstIndex(where: { "\"`“".contains($0) }) {
      let mark: Character = rest[open] == "“" ? "”" : rest[open]
      let after = rest.index(after: open)
      guard let close = rest[after...].firstIndex(of: mark) else { break }
      parts.append(change(String(rest[..<open])))
      parts.append(String(rest[open...close]))
      rest = rest[rest.index(after: close)...]
    }
    return (parts + [change(String(rest))]).joined()
  }
}
