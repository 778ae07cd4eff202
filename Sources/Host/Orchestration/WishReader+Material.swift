import HermesContract

extension WishReader {
  /// A request without a word that asks for anything: what it brings along is worked on.
  func wishOfMaterial() -> Read? {
    materialOffers.isEmpty
      ? nil : Read(clauses: clauses, offers: materialOffers, asked: Set(materialOffers))
  }

  /// Who works on what the request brings along, whatever is said of it: those who improve such things,
  /// each with the first of its skills that does, or else the only one who takes it.
  static func materialOffers(_ vocabulary: CardVocabulary, given: Set<String>) -> [Int] {
    let types = given.filter { MediaModes.essence(of: $0) != Part.plainText }
    guard !types.isEmpty else { return [] }
    func skills(_ suits: (Skill) -> Bool) -> [(card: Int, skill: Skill)] {
      vocabulary.cards.enumerated().compactMap { index, card in
        card.skills.first { skill in
          // What wants arguments is not asked for in words.
          skill.takes(anyOf: types) && !skill.offeredCapabilities.isEmpty && suits(skill)
        }.map { (index, $0) }
      }
    }
    var takers = skills(\.isRefiner)
    if takers.isEmpty {
      takers = skills { skill in types.contains { MediaModes.name(skill.inputModes, $0) } }
    }
    if takers.isEmpty { takers = skills { _ in true } }
    guard takers.count == 1 || takers.allSatisfy(\.skill.isRefiner) else { return [] }
    return takers.flatMap { taker in
      let own = vocabulary.offers.indices.filter {
        vocabulary.offers[$0].card == taker.card && vocabulary.offers[$0].skill.id == taker.skill.id
      }
      let withVerbs = own.filter { !vocabulary.offers[$0].capability.verbs.isEmpty }
      return withVerbs.isEmpty ? own : withVerbs
    }
  }
}
