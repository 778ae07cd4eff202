import HermesContract

/// Shows a task's events to a person, or as JSON lines to a program.
struct EventPrinter {
  let isJSON: Bool
  let showsProgress: Bool
  private static let barWidth = 24

  init(isJSON: Bool) {
    self.isJSON = isJSON
    showsProgress = !isJSON && Console.isTerminal
  }

  func print(_ event: JSONValue) {
    if isJSON { return Console.line(JSONWriter.text(event)) }
    let type = event["type"]?.string ?? ""
    let message = event["message"]?.string ?? ""
    guard !message.isEmpty else { return }
    // The emoji first, then the type: "✅ [connected] Connected to ...". A question has none.
    let parts = message.split(separator: " ", maxSplits: 1)
    let text =
      parts.count == 2 && type != EventType.inputRequired.rawValue
      ? "\(parts[0]) [\(type)] \(parts[1])" : "[\(type)] \(message)"
    Console.line(text + progress(type, event["data"]))
  }

  private func progress(_ type: String, _ data: JSONValue?) -> String {
    guard showsProgress, type == "step_completed", let said = data?["progress"]?.double else {
      return ""
    }
    // Whatever a server says.
    let fraction = min(max(said, 0), 1)
    let filled = Int((fraction * Double(Self.barWidth)).rounded())
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: Self.barWidth - filled)
    return "  \(bar) \(Int(fraction * 100))%"
  }
}
