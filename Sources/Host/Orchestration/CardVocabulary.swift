import HermesContract

/// The words of all loaded cards, made ready once so that a request is compared with all of them in one
/// pass, however many there are.
struct CardVocabulary: Sendable {
  /// A capability of a skill of a card.
  struct Offer: Sendable {
    let card: Int
    let skill: Skill
    let capability: Capability
    let makesCode: Bool

    init(card: Int, skill: Skill, capability: Capability) {
      self.card = card
      self.skill = skill
      self.capability = capability
      makesCode = skill.makesCode
    }
  }

  /// Where a verb or an object of an offer stands in a request.
  struct Hit: Sendable {
    let words: Range<Int>
    let offer: Int
    let isVerb: Bool
  }

  private struct Phrase: Sendable {
    let rest: [String]
    let offer: Int
    let isVerb: Bool
  }

  let cards: [AgentCard]
  let offers: [Offer]
  private var phrases: [String: [Phrase]] = [:]
  private var spelling = Spelling()

  init(cards: [AgentCard]) {
    self.cards = cards
    offers = cards.enumerated().flatMap { index, card in
      card.skills.flatMap { skill in
        skill.offeredCapabilities.map { Offer(card: index, skill: skill, capability: $0) }
      }
    }
    for (index, offer) in offers.enumerated() {
      for verb in offer.capability.verbs { add(verb, of: index, isVerb: true) }
      for object in offer.capability.objects { add(object, of: index, isVerb: false) }
    }
  }

  private mutating func add(_ phrase: String, of offer: Int, isVerb: Bool) {
    let words = RequestWords(phrase.replacing("_", with: " ")).words
    guard let first = words.first else { return }
    for word in words { spelling.add(word.text) }
    phrases[first.stem, default: []].append(
      Phrase(rest: words.dropFirst().map(\.stem), offer: offer, isVerb: isVerb))
  }

  /// Whether it was made of these agents' cards as they are now.
  func isOf(_ agents: [AgentStatus]) -> Bool {
    agents.count == cards.count
      && zip(agents, cards).allSatisfy { $0.card.name == $1.name && $0.card.skills == $1.skills }
  }

  /// The hits that begin at each of the words.
  func hits(in words: [RequestWords.Word]) -> [[Hit]] {
    words.indices.map { index in
      guard !words[index].isName, let candidates = phrases[words[index].stem] else { return [] }
      return candidates.compactMap { phrase in
        let end = index + 1 + phrase.rest.count
        guard end <= words.count,
          zip(words[(index + 1)..<end], phrase.rest).allSatisfy({ $0.stem == $1 })
        else { return nil }
        return Hit(words: index..<end, offer: phrase.offer, isVerb: phrase.isVerb)
      }
    }
  }

  /// The request with slips of typing mended, where that makes a word of a card; nil: there are none.
  func respelled(_ request: RequestWords) -> RequestWords? {
    var mended = request
    var isMended = false
    for (index, word) in request.words.enumerated()
    where !word.isName && phrases[word.stem] == nil && !Lexicon.functionWords.contains(word.text) {
      guard let right = spelling.meant(by: word.text) else { continue }
      mended.respell(index, as: right)
      isMended = true
    }
    return isMended ? mended : nil
  }
}
