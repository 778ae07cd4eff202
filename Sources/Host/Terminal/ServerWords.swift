import HermesContract

/// Rewords messages of the server, which address programs, for people at the command line: commands
/// instead of HTTP.
package enum ServerWords {
  /// - Parameters:
  ///   - code: the error code; empty if unknown.
  ///   - message: the server's message, which is returned unchanged for other codes.
  package static func text(code: String, message: String) -> String {
    switch code {
    case "agent_not_found":
      return sentences(message, with: "hermes agents lists them.")
    case "task_not_found": return "There is no such task. hermes tasks lists yours."
    case "conversation_not_found":
      return "There is no such conversation. hermes tasks lists your tasks, and hermes show "
        + "names a task's conversation."
    case "artifact_not_found": return sentences(message, with: "hermes show lists them.")
    case "missing_token", "invalid_token": return "Log in first: hermes login EMAIL"
    case "expired_token": return "Your login has expired. Log in again: hermes login EMAIL"
    case "email_taken":
      return "This e-mail address already has an account. Log in with: hermes login EMAIL"
    case "query_too_large":
      return sentences(message, with: "Bring long material as a file: hermes run --file FILE")
    case "too_many_connections" where message.hasPrefix("You have"):
      let streams = message.split(separator: ". ").first.map { "\($0). " } ?? ""
      return streams + "End another hermes run or hermes watch first."
    case "body_too_large":
      let limit = message.firstRange(of: "at most ").map { message[$0.lowerBound...] } ?? "less."
      return "The request is too large with its files: together they may have \(limit)"
    case "ambiguous_input":
      return
        "The task is waiting for several answers. hermes show lists them; choose one with --input."
    case "conversation_busy": return "This conversation has a running task. Wait for its end."
    case "missing_input": return material(message)
    default: return message
    }
  }

  /// Removes sentences that mention HTTP paths, and appends another one.
  private static func sentences(_ message: String, with last: String) -> String {
    let kept = message.split(separator: ". ").map(String.init).filter { !$0.contains("/api/") }
    guard !kept.isEmpty else { return last }
    let text = kept.joined(separator: ". ")
    return text + (text.hasSuffix(".") ? " " : ". ") + last
  }

  /// A list of media types helps a program, but not a person.
  private static func material(_ message: String) -> String {
    guard let end = message.firstRange(of: " needs ")?.lowerBound, !message[..<end].contains(" ")
    else { return message }
    return "\(message[..<end]) needs something to work on. Give it a file with --file FILE, put it "
      + "into the request, or ask for it to be written."
  }
}
