import HermesContract

extension WishReader {
  /// A request that asks for nothing explicitly: what it brings along is worked on.
  func wishOfMaterial() -> Read? {
    materialOffers.isEmpty
      ? nil : Read(clauses: clauses, offers: materialOffers, asked: Set(materialOffers))
  }

  /// The skills that work on what the request brings along, whatever it says: those that improve
  /// such material, the first such skill of each card, otherwise the only skill that takes it.
  static func materialOffers(_ vocabulary: CardVocabulary, given: Set<String>) -> [Int] {
    let types = given.map(MediaModes.essence).filter { $0 != Part.plainText }
    guard !types.isEmpty else { return [] }
    let able = vocabulary.materialSkills.filter { $0.types.takes(anyOf: types) }
    // The first such skill of each card.
    func takers(
      _ suits: (CardVocabulary.MaterialSkill) -> Bool
    ) -> [CardVocabulary.MaterialSkill] {
      var last: Int?
      return able.filter { skill in
        guard skill.card != last, suits(skill) else { return false }
        last = skill.card
        return true
      }
    }
    var found = takers(\.types.isRefiner)
    if found.isEmpty {
      found = takers { skill in types.contains { skill.types.inputs.contains($0) } }
    }
    if found.isEmpty { found = takers { _ in true } }
    guard found.count == 1 || found.allSatisfy(\.types.isRefiner) else { return [] }
    return found.flatMap(\.offers)
  }
}
