import HermesContract

/// The end of a task for a person: its artifacts, or what went wrong.
enum TaskReport {
  /// - Returns: whether the task completed.
  static func show(_ terminal: JSONValue, task: String, _ client: APIClient) async throws -> Bool {
    guard terminal["type"]?.string == EventType.taskCompleted.rawValue else {
      Console.error("\n\(terminal["data"]?["error"]?["message"]?.string ?? "The task failed.")")
      return false
    }
    let artifacts = terminal["data"]?["artifacts"]?.array ?? []
    let last = artifacts.compactMap { $0["step_number"]?.int }.max()
    for artifact in artifacts where artifact["step_number"]?.int == last {
      // A path of this server: the token goes nowhere else, whatever the server says.
      guard let href = artifact["href"]?.string, href.hasPrefix("/"), !href.hasPrefix("//") else {
        continue
      }
      let name = artifact["name"]?.string ?? ""
      Console.line("\n── \(name) " + String(repeating: "─", count: max(4, 72 - name.count)))
      Console.content(try await client.text(href))
    }
    if artifacts.isEmpty { Console.content(terminal["data"]?["result"]?.string ?? "") }
    showUnmet(terminal["data"]?["unmet"]?.array ?? [])
    return true
  }

  /// Last, so that it is what stands at the end of the terminal.
  private static func showUnmet(_ unmet: [JSONValue]) {
    guard !unmet.isEmpty else { return }
    let lines = unmet.map { "- \($0["wish"]?.string ?? ""): \($0["reason"]?.string ?? "")" }
    Console.error((["\nNot done:"] + lines).joined(separator: "\n"))
  }
}
