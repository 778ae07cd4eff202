/// The context that a model needs besides the request's words: "add type hints" means nothing
/// alone.
extension AgentRequest {
  /// The earlier conversation, oldest first, as messages to put before the request's own: the
  /// question and the answer of each turn, as many of the latest turns as fit.
  /// - Parameter maximumCharacters: For all messages together.
  public func saidBefore(maximumCharacters: Int = 12_000) -> [AgentModel.Message] {
    var messages: [AgentModel.Message] = []
    var left = maximumCharacters
    // Model servers expect user and assistant messages to alternate, and none to be empty.
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

  /// What the message contains besides prose, and what it continues from the conversation, as text
  /// to append to the request's words: each file between fences, under its name.
  /// - Parameter maximumCharacters: For all files together; a file that exceeds it is cut, and its
  ///   heading says so.
  /// - Returns: An empty text if there is nothing to append.
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
  /// The part as text to append to a prompt: between fences, under its name.
  /// - Parameter maximumCharacters: A longer text is cut, and its heading says so.
  /// - Returns: An empty text for a part without text.
  public func asFile(maximumCharacters: Int = 32_000) -> String {
    guard let text else { return "" }
    let shown = text.prefix(maximumCharacters)
    // Untrusted: reduce it to one line.
    let name = (filename ?? "A file").lines.joined(separator: " ").prefix(100)
    let type = mediaType.map { ", \($0)" } ?? ""
    let cut = shown.endIndex < text.endIndex ? ", the beginning" : ""
    // Longer than any fence in the text.
    let longest = shown.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let end = shown.last?.isNewline ?? true ? "" : "\n"
    return "\n\n\(name)\(type)\(cut):\n\(fence)\n\(shown)\(end)\(fence)"
  }
}
