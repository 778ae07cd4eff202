/// Finds the document in a model's answer, line by line while it comes: all of it, or what stands between
/// fences of Markdown, without the sentence before them and what is said behind.
public struct AnsweredDocument: Sendable {
  private enum State {
    case before
    case plain
    /// Inside of fences; in a block of the document's own, that block.
    case fenced(CodeFence, inner: CodeFence?)
  }

  private static let languages: Set<String> = ["", "markdown", "md", "text", "txt", "plaintext"]

  private var state = State.before
  /// A first sentence that may be about the document.
  private var lead: String?
  /// What may be behind the document.
  private var held = ""

  public init() {}

  /// - Parameter line: with its line break, but for the last.
  /// - Returns: what of the document is certain now; may be empty.
  public mutating func accept(_ line: String) -> String {
    switch state {
    case .before: return begin(line)
    case .plain: return line
    case .fenced(let fence, let inner):
      if let inner {
        if inner.isClosed(by: line) { state = .fenced(fence, inner: nil) }
      } else if fence.isClosed(by: line) {
        // The last one closes the document, and which that is the end tells.
        defer { held = line }
        return held
      } else if let inner = CodeFence(opening: line) {
        state = .fenced(fence, inner: inner)
        return release(line)
      }
      if held.isEmpty { return line }
      held += line
      return ""
    }
  }

  /// The answer has ended.
  /// - Returns: the rest of the document.
  public mutating func finish() -> String {
    defer { lead = nil }
    return lead ?? ""
  }

  private mutating func release(_ line: String) -> String {
    defer { held = "" }
    return held + line
  }

  private mutating func begin(_ line: String) -> String {
    guard !line.allSatisfy(\.isWhitespace) else {
      if lead != nil { lead? += line }
      return ""
    }
    if let fence = CodeFence(opening: line), Self.languages.contains(fence.language),
      lead.map({ Self.isAbout($0) || !fence.language.isEmpty }) ?? true
    {
      lead = nil
      state = .fenced(fence, inner: nil)
      return ""
    }
    guard lead == nil, line.first != "#" else {
      state = .plain
      defer { lead = nil }
      return (lead ?? "") + line
    }
    lead = line
    return ""
  }

  /// "Here is the report:"
  private static func isAbout(_ lead: String) -> Bool {
    lead.last { !$0.isWhitespace } == ":"
  }
}
