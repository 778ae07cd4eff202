/// Extracts the code from a model's answer, line by line as it arrives: the fenced block of the
/// right language, or else a block without a language, or bare code. The text around it and blocks
/// of other languages (```bash) are dropped.
///
/// A fence consists of backticks or tildes and may be indented, as in a list; an unclosed one ends
/// with the answer.
public struct AnsweredCode: Sendable {
  /// What a line added.
  public enum Found: Sendable, Equatable {
    /// A piece of the code, to be appended to the earlier pieces.
    case code(String)
    /// The code starts over: what was found before is not what was asked for.
    case again
  }

  private enum State {
    case seeking
    /// In a block that is taken.
    case fenced(CodeFence)
    /// In a block that is not taken, or not yet.
    case held(CodeFence, isCandidate: Bool)
    case bare
    case done
  }

  private static let python: Set<String> = [
    "python", "python3", "py", "py3", "ipython", "python2", "cpython", "micropython",
  ]

  private var state = State.seeking
  /// The block in `held`, or a comment that may be the beginning of bare code.
  private var kept: [String] = []
  /// A block without a language that does not look like code, kept in case nothing better follows.
  private var candidate: [String] = []
  /// Blank lines that belong to the code only if something follows them.
  private var blanks = ""
  private var hasCode = false
  private var hasDefinition = false
  private var lines = PythonLines()

  /// Creates a reader that looks for a Python module.
  public init() {}

  /// Accepts the next line of the answer.
  /// - Parameter line: With its line break, except the last.
  /// - Returns: The code that is certain now.
  public mutating func accept(_ line: String) -> [Found] {
    switch state {
    case .done:
      // Only if the code so far defines nothing, which is typical of a usage example.
      guard !hasDefinition, let fence = CodeFence(opening: line) else { return [] }
      state = .held(fence, isCandidate: Self.python.contains(fence.language))
      return []
    case .seeking: return seekStart(in: line)
    case .fenced(let fence):
      guard !fence.isClosed(by: line) else {
        stop()
        return []
      }
      return addLine(fence.content(of: line))
    case .held(let fence, let isCandidate):
      return holdBack(line, fence: fence, isCandidate: isCandidate)
    case .bare:
      if let fence = CodeFence(opening: line) {
        stop()
        guard !hasDefinition, Self.python.contains(fence.language) else { return [] }
        state = .held(fence, isCandidate: true)
        return []
      }
      guard !lines.isProse(line) else {
        stop()
        return []
      }
      return addLine(line)
    }
  }

  /// Ends the answer.
  public mutating func finish() -> [Found] {
    var left: [String] = []
    if case .held(_, isCandidate: true) = state, !hasCode { left = kept }
    if left.isEmpty, !hasCode { left = candidate }
    state = .done
    return left.flatMap { addLine($0) }
  }

  // MARK: - States

  private mutating func stop() {
    state = .done
    kept = []
    blanks = ""
  }

  private mutating func seekStart(in line: String) -> [Found] {
    if let fence = CodeFence(opening: line) {
      kept = []
      if Self.python.contains(fence.language) {
        state = .fenced(fence)
      } else {
        state = .held(fence, isCandidate: fence.language.isEmpty)
      }
      return []
    }
    if PythonLines.isComment(line) {
      // A comment in code, or a Markdown heading.
      kept.append(line)
      return []
    }
    guard !line.allSatisfy(\.isWhitespace) else {
      if !kept.isEmpty { kept.append(line) }
      return []
    }
    guard PythonLines.beginsModule(line) else {
      kept = []
      return []
    }
    state = .bare
    let begun = kept + [line]
    kept = []
    return begun.flatMap { addLine($0) }
  }

  private mutating func holdBack(
    _ line: String, fence: CodeFence, isCandidate: Bool
  ) -> [Found] {
    guard !fence.isClosed(by: line) else {
      if isCandidate, !hasCode, candidate.isEmpty { candidate = kept }
      kept = []
      state = hasCode ? .done : .seeking
      return []
    }
    guard isCandidate else { return [] }
    let content = fence.content(of: line)
    kept.append(content)
    // Code beats a candidate; code that defines something beats code that does not.
    let isCode = hasCode ? PythonLines.isDefinition(content) : PythonLines.beginsModule(content)
    guard isCode, hasCode || kept.dropLast().allSatisfy(PythonLines.isBlankOrComment) else {
      return []
    }
    let begun = kept
    kept = []
    state = .fenced(fence)
    let again: [Found] = hasCode ? [.again] : []
    hasCode = false
    lines = PythonLines()
    return again + begun.flatMap { addLine($0) }
  }

  private mutating func addLine(_ line: String) -> [Found] {
    lines.accept(line)
    if line.allSatisfy(\.isWhitespace) {
      blanks += hasCode ? "\n" : ""
      return []
    }
    hasDefinition = hasDefinition || PythonLines.isDefinition(line)
    hasCode = true
    defer { blanks = "" }
    return [.code(blanks + line)]
  }
}

extension AnsweredCode {
  /// The name of `accept` before version 0.2.
  @available(*, deprecated, renamed: "accept(_:)")
  public mutating func take(_ line: String) -> [Found] { accept(line) }

  /// The name of `finish` before version 0.2.
  @available(*, deprecated, renamed: "finish()")
  public mutating func end() -> [Found] { finish() }
}
