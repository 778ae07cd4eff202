/// Extracts the document from a model's answer, line by line as it arrives: all of it, or the text
/// between Markdown fences, without the sentence before them and the remarks after them.
public struct AnsweredDocument: Sendable {
  private enum State {
    case before
    case plain
    /// Inside fences; `inner` is a block within the document, if one is open.
    case fenced(CodeFence, inner: CodeFence?)
  }

  private static let languages: Set<String> = ["", "markdown", "md", "text", "txt", "plaintext"]

  private var state = State.before
  /// A first sentence that may be about the document.
  private var lead: String?
  /// Text that may follow the document rather than belong to it.
  private var held = ""

  /// Creates a reader.
  public init() {}

  /// Accepts the next line of the answer.
  /// - Parameter line: With its line break, except the last.
  /// - Returns: The part of the document that is certain now; may be empty.
  public mutating func accept(_ line: String) -> String {
    switch state {
    case .before: return begin(line)
    case .plain: return line
    case .fenced(let fence, let inner):
      if let inner {
        if inner.isClosed(by: line) { state = .fenced(fence, inner: nil) }
      } else if fence.isClosed(by: line) {
        // The last closing fence ends the document, and only the end of the answer shows which is
        // the last.
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

  /// Ends the answer.
  /// - Returns: The rest of the document.
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

  /// For example "Here is the report:".
  private static func isAbout(_ lead: String) -> Bool {
    lead.last { !$0.isWhitespace } == ":"
  }
}

extension AnsweredDocument {
  /// The name of `accept` before version 0.2.
  @available(*, deprecated, renamed: "accept(_:)")
  public mutating func take(_ line: String) -> String { accept(line) }

  /// The name of `finish` before version 0.2.
  @available(*, deprecated, renamed: "finish()")
  public mutating func end() -> String { finish() }
}
