import HermesContract

/// Whether a request of a conversation speaks of what was made before: "now add error handling",
/// "rename it", "write tests for that".
struct FollowUp: Sendable {
  let cards: [AgentCard]

  func isOne(_ request: RequestText) -> Bool {
    let words = Words(request.prose)
    // Who brings something along speaks of that.
    guard request.code.isEmpty, !words.stems.isEmpty else { return false }
    if words.containsAny(Lexicon.backReferences) { return true }
    return !asksForNew(words) && words.containsAny(Lexicon.changes)
  }

  /// "Write a function ...": something that an agent makes from words alone.
  private func asksForNew(_ words: Words) -> Bool {
    cards.flatMap(\.skills).filter { $0.inputModes.contains(Part.plainText) && !$0.isRefiner }
      .flatMap(\.offeredCapabilities)
      .contains {
        !$0.verbs.isEmpty && words.containsAny($0.verbs) && words.containsAny($0.objects)
      }
  }
}
