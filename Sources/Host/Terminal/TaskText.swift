import HermesContract

/// Formats one task for people.
package enum TaskText {
  /// - Parameter task: in the format of `GET /api/v1/tasks/{id}`.
  package static func lines(of task: JSONValue, style: TerminalStyle) -> [String] {
    func text(_ key: String) -> String { task[key]?.string ?? "" }
    let query = EventText.visibleLine(text("query"))
    var lines = [
      "Task          \(VisibleText.line(text("task_id")))",
      "Conversation  \(VisibleText.line(text("conversation_id")))",
      "State         \(VisibleText.line(state(task)))",
      "Since         \(VisibleText.line(TimeText.short(text("created_at")))) UTC",
    ]
    lines += WrappedText.lines(
      "Request       \(style.cut(query, to: 400))", width: style.width, indent: 14)
    lines += steps(of: task, style: style)
    lines += artifacts(task)
    lines += unmetWishes(of: task, style: style)
    if let error = task["error"], error != .null {
      let message = ServerWords.text(
        code: error["code"]?.string ?? "", message: error["message"]?.string ?? "")
      lines.append("")
      lines += WrappedText.lines(
        EventText.visibleLine(message), width: style.width)
    }
    return lines
  }

  private static func state(_ task: JSONValue) -> String {
    let state = (task["status"]?.string ?? "").replacing("_", with: " ")
    guard let start = task["started_at"]?.string, let end = task["finished_at"]?.string,
      let elapsed = TimeText.elapsed(from: start, to: end)
    else { return state }
    return "\(state) in \(elapsed)"
  }

  private static func steps(of task: JSONValue, style: TerminalStyle) -> [String] {
    let steps = task["steps"]?.array ?? []
    guard !steps.isEmpty else { return [] }
    return ["", "Steps"]
      + steps.flatMap { step in
        var line = "  \(step["step_number"]?.int ?? 0). \(step["agent_name"]?.string ?? ""): "
        line += (step["status"]?.string ?? "").replacing("_", with: " ")
        if let start = step["started_at"]?.string, let end = step["finished_at"]?.string,
          let elapsed = TimeText.elapsed(from: start, to: end)
        {
          line += " in \(elapsed)"
        }
        if let message = step["error"]?["message"]?.string {
          line += ". \(EventText.visibleLine(message))"
        }
        return WrappedText.lines(line, width: style.width, indent: 5)
      }
  }

  private static func artifacts(_ task: JSONValue) -> [String] {
    let artifacts = TaskResults(task).artifacts
    guard !artifacts.isEmpty else { return [] }
    return ["", "Artifacts"] + table(artifacts).map { "  \($0)" }
  }

  /// Name, media type and size, one artifact per line.
  package static func table(_ artifacts: [TaskResults.Artifact]) -> [String] {
    AlignedColumns.lines(
      artifacts.map {
        [VisibleText.line($0.name), VisibleText.line($0.mediaType), Count.bytes($0.bytes)]
      })
  }

  private static func unmetWishes(of task: JSONValue, style: TerminalStyle) -> [String] {
    let lines = UnmetText.lines(task, width: style.width)
    return lines.isEmpty ? [] : ["", "Not done:"] + lines
  }
}
