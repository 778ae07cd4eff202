/// What a model has to be told of a request beside its words: "add type hints" means nothing alone.
extension AgentRequest {
  /// The conversation before, oldest first, as messages that go before the request's own: of each turn its
  /// question and its answer, as many of the last as fit.
  /// - Parameter maximumCharacters: of all of them together.
  public func saidBefore(maximumCharacters: Int = 12_000) -> [AgentModel.Message] {
    var messages: [AgentModel.Message] = []
    var left = maximumCharacters
    // Servers want questions and answers to take turns, and none of them empty.
    var answer: AgentTurn?
    for turn in history.reversed() {
      guard turn.isUser else {
        answer = turn
        continue
      }
      guard let said = answer, turn.text.contains(where: { !$0.isWhitespace }) else { continue }
      answer = nil
      let text = said.text.contains { !$0.isWhitespace } ? said.text : "(done)"
      left -= turn.text.count + text.count
      guard left >= 0 else { break }
      messages.insert(contentsOf: [.init(.user, turn.text), .init(.assistant, text)], at: 0)
    }
    return messages
  }

  /// What the message brings along besides prose, and what of the conversation it goes on with, as text to be
  /// put behind the request's words: each file between fences, under its name.
  /// - Parameter maximumCharacters: of all files together; a longer one is cut, which its heading says.
  /// - Returns: empty if it brings nothing.
  public func broughtAlong(maximumCharacters: Int = 32_000) -> String {
    var left = maximumCharacters
    var text = ""
    for part in codeParts where left > 0 {
      let file = part.asFile(maximumCharacters: left)
      left -= min(left, part.text?.count ?? 0)
      text += file
    }
    return text
  }
}

extension AgentPart {
  /// The text for a model, to be put behind words: between fences, under its name.
  /// - Parameter maximumCharacters: a longer text is cut, which its heading says.
  /// - Returns: empty for a part without text.
  public func asFile(maximumCharacters: Int = 32_000) -> String {
    guard let text else { return "" }
    let shown = text.prefix(maximumCharacters)
    // Foreign: one line.
    let name = (filename ?? "A file").lines.joined(separator: " ").prefix(100)
    let type = mediaType.map { ", \($0)" } ?? ""
    let cut = shown.endIndex < text.endIndex ? ", the beginning" : ""
    // Longer than any fence of its own.
    let longest = shown.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let end = shown.last?.isNewline ?? true ? "" : "\n"
    return "\n\n\(name)\(type)\(cut):\n\(fence)\n\(shown)\(end)\(fence)"
  }
}
