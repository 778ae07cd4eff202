import HermesContract

/// Adds what has to be made first although the request does not say so: "leap year check in Python"
/// names a thing, and does not ask to check one.
extension Planner {
  /// A skill that makes what `stuck` needs from words; nil if its wishes refer to something that
  /// should have been brought along.
  func maker(
    for stuck: PlanChoice, _ wishes: [Wish], beside choices: [PlanChoice]
  ) -> PlanChoice? {
    guard stuck.wishes.allSatisfy({ Self.names(wishes[$0].text, beside: stuck.skill) }) else {
      return nil
    }
    for agent in found {
      let card = agent.status.card
      for skill in card.skills where skill.takesWords && skill.feeds(stuck.skill) {
        let isPlanned = choices.contains { $0.agent == card.name && $0.skill == skill }
        guard !isPlanned, let capability = skill.capabilities.first else { continue }
        return PlanChoice(
          agent: card.name, skill: skill, capabilities: [capability.name], wishes: stuck.wishes)
      }
    }
    return nil
  }

  private static let pointing: Set<String> = [
    "my", "our", "your", "his", "her", "their", "following", "attached", "enclosed", "above",
    "below",
    "given", "here",
  ]

  /// Whether a wish says what it is about, in words other than those of the skill and the common
  /// ones.
  private static func names(_ wish: String, beside skill: Skill) -> Bool {
    let words = wish.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard !words.contains(where: { pointing.contains($0) || Lexicon.pronouns.contains($0) }) else {
      return false
    }
    let own = Set(
      skill.capabilities.flatMap { Words(($0.verbs + $0.objects).joined(separator: " ")).stems }
        + skill.tags.flatMap { Words($0).stems })
    return words.contains { word in
      let stem = Words.stem(word)
      return !own.contains(stem) && !Lexicon.stopWords.contains(stem)
        && !Lexicon.functionWords.contains(word) && !Lexicon.fillers.contains(word)
        && !Lexicon.imperatives.contains(word) && !Lexicon.remarks.contains(word)
    }
  }
}
