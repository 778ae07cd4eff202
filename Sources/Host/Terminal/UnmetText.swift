import HermesContract

/// Formats unmet wishes for people.
package enum UnmetText {
  /// - Parameter task: any object with `unmet` as in `task_completed`.
  package static func lines(_ task: JSONValue, width: Int?) -> [String] {
    (task["unmet"]?.array ?? []).flatMap { unmet in
      let reason = ServerWords.text(
        code: unmet["code"]?.string ?? "", message: unmet["reason"]?.string ?? "")
      let line = "- \(wishText(unmet)): \(EventText.oneLine(reason))"
      return WrappedText.lines(VisibleText.line(line), width: width, indent: 2)
    }
  }

  /// Removes the conjunction from a wish such as "and email it to Bob", which stands alone here.
  private static func wishText(_ unmet: JSONValue) -> String {
    let words = EventText.oneLine(unmet["wish"]?.string ?? "")
    for joint in ["and then ", "and ", "then ", "also "] {
      if words.lowercased().hasPrefix(joint), words.count > joint.count {
        return String(words.dropFirst(joint.count))
      }
    }
    return words
  }
}
