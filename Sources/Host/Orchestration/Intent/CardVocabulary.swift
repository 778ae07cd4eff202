import HermesContract

/// The words of all loaded cards, prepared once so that a request is compared with all cards in a
/// single pass.
struct CardVocabulary: Sendable {
  /// One capability of one skill of one card.
  struct Offer: Sendable {
    let card: Int
    let skill: Skill
    let capability: Capability
    let types: SkillTypes

    var makesCode: Bool { types.makesCode }

    init(card: Int, skill: Skill, capability: Capability) {
      self.card = card
      self.skill = skill
      self.capability = capability
      types = skill.types
    }
  }

  /// A place in a request where a verb or an object of an offer occurs.
  struct Hit: Sendable {
    let words: Range<Int>
    let offer: Int
    let isVerb: Bool
  }

  /// A skill that works on material, with the offers that represent it.
  struct MaterialSkill: Sendable {
    let card: Int
    let types: SkillTypes
    let offers: [Int]
  }

  private struct Phrase: Sendable {
    let rest: [String]
    let offer: Int
    let isVerb: Bool
  }

  /// The longest request, in words, that is compared with the whole-request phrases.
  private static let maximumAlone = 24

  let cards: [AgentCard]
  let offers: [Offer]
  /// In the order of the cards and their skills. Skills that take arguments are left out: words
  /// alone cannot ask for them.
  private(set) var materialSkills: [MaterialSkill] = []
  private var phrases: [String: [Phrase]] = [:]
  /// Phrases that ask for an offer only when they are the whole request.
  private var alone: [String: [Phrase]] = [:]
  private var spelling = Spelling()
  private var spellingAlone = Spelling()

  init(cards: [AgentCard]) {
    self.cards = cards
    offers = cards.enumerated().flatMap { index, card in
      card.skills.flatMap { skill in
        skill.offeredCapabilities.map { Offer(card: index, skill: skill, capability: $0) }
      }
    }
    for (index, card) in cards.enumerated() {
      for skill in card.skills {
        let own = offers.indices.filter {
          offers[$0].card == index && offers[$0].skill.id == skill.id
        }
        guard !own.isEmpty else { continue }
        let withVerbs = own.filter { !offers[$0].capability.verbs.isEmpty }
        materialSkills.append(
          MaterialSkill(
            card: index, types: skill.types, offers: withVerbs.isEmpty ? own : withVerbs))
      }
    }
    for (index, offer) in offers.enumerated() {
      for verb in offer.capability.verbs { add(verb, of: index, isVerb: true) }
      for object in offer.capability.objects { add(object, of: index, isVerb: false) }
      for phrase in offer.capability.alone {
        let words = RequestWords(phrase).words
        guard let first = words.first else { continue }
        for word in words { spellingAlone.add(word.text) }
        alone[first.stem, default: []].append(
          Phrase(rest: words.dropFirst().map(\.stem), offer: index, isVerb: false))
      }
    }
  }

  private mutating func add(_ phrase: String, of offer: Int, isVerb: Bool) {
    let words = RequestWords(phrase.replacing("_", with: " ")).words
    guard let first = words.first else { return }
    for word in words { spelling.add(word.text) }
    phrases[first.stem, default: []].append(
      Phrase(rest: words.dropFirst().map(\.stem), offer: offer, isVerb: isVerb))
  }

  /// Whether the vocabulary was built from exactly these cards.
  func isMade(of agents: [AgentStatus]) -> Bool {
    agents.count == cards.count
      && zip(agents, cards).allSatisfy { $0.card == $1 }
  }

  /// The hits that begin at each word.
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

  /// The offer that is requested when the whole request consists of its phrases; nil if there is
  /// none.
  func offerForWholeRequest(_ request: RequestWords) -> Int? {
    guard !request.words.isEmpty, request.words.count <= Self.maximumAlone else { return nil }
    if let offer = offerForWholeRequest(request.stems) { return offer }
    var mended = request
    for (index, word) in request.words.enumerated() {
      if let right = spellingAlone.meant(by: word.text) { mended.respell(index, as: right) }
    }
    return mended.stems == request.stems ? nil : offerForWholeRequest(mended.stems)
  }

  private func offerForWholeRequest(_ stems: [String]) -> Int? {
    // For each position, the offer of the last phrase that ends there: "hello, what can you do" is
    // about the second phrase.
    var reached: [Int?] = Array(repeating: nil, count: stems.count + 1)
    for start in stems.indices where start == 0 || reached[start] != nil {
      for phrase in alone[stems[start]] ?? [] {
        let end = start + 1 + phrase.rest.count
        guard end <= stems.count, stems[(start + 1)..<end].elementsEqual(phrase.rest) else {
          continue
        }
        reached[end] = phrase.offer
      }
    }
    return reached[stems.count]
  }

  /// The request with typing errors corrected where the correction is a word of a card; nil if
  /// nothing was corrected.
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
