/// A stretch of Python source: code, a comment, or a string literal.
struct PythonSegment: Equatable {
  enum Kind: Equatable {
    case code, comment, string
    /// A triple-quoted string, which may be a docstring and contain doctests.
    case longString
  }

  let kind: Kind
  let text: String

  /// Splits a module into segments, which concatenate to the same text.
  static func split(_ source: String) -> [PythonSegment] {
    var segments: [PythonSegment] = []
    var code = ""
    var rest = Substring(source)
    func push(_ kind: Kind, length: Int) {
      if !code.isEmpty { segments.append(PythonSegment(kind: .code, text: code)) }
      code = ""
      segments.append(PythonSegment(kind: kind, text: String(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
    while let first = rest.first {
      if first == "#" {
        push(.comment, length: rest.prefix { $0 != "\n" }.count)
      } else if rest.hasPrefix("\"\"\"") || rest.hasPrefix("'''") {
        push(.longString, length: stringLength(rest, quotes: 3))
      } else if first == "\"" || first == "'" {
        push(.string, length: stringLength(rest, quotes: 1))
      } else {
        code.append(first)
        rest = rest.dropFirst()
      }
    }
    if !code.isEmpty { segments.append(PythonSegment(kind: .code, text: code)) }
    return segments
  }

  private static func stringLength(_ text: Substring, quotes: Int) -> Int {
    let quote = text.prefix(quotes)
    var length = quotes
    var rest = text.dropFirst(quotes)
    while let next = rest.first {
      if rest.hasPrefix(quote) { return length + quotes }
      let step = next == "\\" ? 2 : 1
      length += step
      rest = rest.dropFirst(step)
    }
    return text.count
  }
}
