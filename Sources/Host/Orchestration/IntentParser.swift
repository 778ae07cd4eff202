import HermesContract

/// Finds out what a request asks for, from its words and the loaded cards alone.
package struct IntentParser: Sendable {
  private struct Match {
    let offer: Int
    let wish: Int
    let usedVerb: Bool
  }

  let vocabulary: CardVocabulary

  init(vocabulary: CardVocabulary) { self.vocabulary = vocabulary }

  /// Of one wish: no plan has more steps, and each capability is looked for with every agent.
  private static let maximumCapabilities = Plan.maximumSteps

  package init(cards: [AgentCard]) { vocabulary = CardVocabulary(cards: cards) }

  package func parse(_ request: RequestText) -> Intent {
    let given = request.given
    var words = RequestWords(request.prose, files: request.fileNames)
    if request.code.isEmpty, let offer = vocabulary.offerForWholeRequest(words) {
      return intent(ofWhole: request, vocabulary.offers[offer])
    }
    let columns = request.columnWords
    var reader = WishReader(words, vocabulary: vocabulary, given: given, columns: columns)
    var read = reader.wishes()
    if read.isEmpty || read.contains(where: \.offers.isEmpty),
      let respelled = vocabulary.respelled(words)
    {
      let other = WishReader(respelled, vocabulary: vocabulary, given: given, columns: columns)
      let better = other.wishes()
      if better.count(where: { !$0.offers.isEmpty }) > read.count(where: { !$0.offers.isEmpty }) {
        (words, reader, read) = (respelled, other, better)
      }
    }
    if read.isEmpty, let material = reader.wishOfMaterial() { read = [material] }
    let matches = matches(of: read, given: given)
    let wishes = wishes(read, matches: matches, reader: reader, request: request, words: words)
    // In the order of the cards, which is that of the work as far as nothing else says it.
    let offered = matches.sorted { $0.offer < $1.offer }
      .map { vocabulary.offers[$0.offer].capability.name }
    let capabilities = (offered + wishes.flatMap(\.capabilities)).uniqued()
    var entities: [String: String] = [:]
    let said = Words(stems: words.stems)
    entities["language"] =
      matches.isEmpty ? language(said) : language(said, matches: matches, given: request.code)
    let subject = said.stems.filter { !Lexicon.stopWords.contains($0) }
    if !subject.isEmpty { entities["subject"] = subject.prefix(8).joined(separator: " ") }
    return Intent(
      category: category(of: matches, words: said), entities: entities, capabilities: capabilities,
      complexity: complexity(of: said, capabilities: capabilities),
      confidence: confidence(of: matches, subject: subject),
      parser: "lexical", wishes: capabilities.isEmpty ? [] : wishes)
  }

  /// Of a request that is nothing but a phrase of a card.
  private func intent(ofWhole request: RequestText, _ offer: CardVocabulary.Offer) -> Intent {
    let capabilities = [offer.capability.name]
    return Intent(
      category: offer.skill.category ?? "general", entities: [:], capabilities: capabilities,
      complexity: 0.1, confidence: 0.95, parser: "lexical",
      wishes: [Wish(text: request.prose.trimmed, capabilities: capabilities)])
  }

  // MARK: - Wishes

  /// The wishes with the capabilities that they need.
  private func wishes(
    _ read: [WishReader.Read], matches: [Match], reader: WishReader, request: RequestText,
    words: RequestWords
  ) -> [Wish] {
    var wishes: [Wish] = []
    for (index, wish) in read.enumerated() {
      let own = matches.filter { $0.wish == index }
      // What is made for another wish, or is there already, is no wish of its own.
      if own.isEmpty, !wish.offers.isEmpty { continue }
      var capabilities = own.sorted { $0.offer < $1.offer }
        .map { vocabulary.offers[$0.offer].capability.name }.uniqued()
      let text = reader.text(of: wish)
      let makesCode = own.contains { vocabulary.offers[$0.offer].makesCode }
      if makesCode, let language = language(Words(text), matches: own, given: []) {
        capabilities = (capabilities + [language]).uniqued()
      }
      wishes.append(Wish(text: text, capabilities: capabilities))
    }
    let language = language(Words(stems: words.stems), matches: matches, given: request.code)
    let isCode =
      matches.contains { vocabulary.offers[$0.offer].makesCode }
      || request.code.contains(where: \.isSource)
    if isCode, let language,
      !wishes.contains(where: { wish in
        Lexicon.languages.contains { wish.capabilities.contains($0.name) }
      }),
      let first = wishes.firstIndex(where: { isOfCode($0, given: request.code) })
        ?? wishes.firstIndex(where: { !$0.capabilities.isEmpty })
    {
      wishes[first].capabilities.append(language)
    }
    // One wish is the whole request: nothing of it is left out.
    if wishes.count == 1 { wishes[0].text = request.prose.trimmed }
    return wishes
  }

  /// Whether it asks for code to be made, or for something that only code can be the material of.
  private func isOfCode(_ wish: Wish, given: [Part]) -> Bool {
    let sources = given.filter(\.isSource).map(\.mediaType)
    return vocabulary.offers.contains { offer in
      wish.capabilities.contains(offer.capability.name)
        && (offer.types.makesCode
          || offer.skill.inputModes.allSatisfy(MediaModes.isSource)
            && offer.skill.takes(anyOf: sources))
    }
  }

  /// What the wishes name, without what need not or can't be made, and with what the others need.
  private func matches(of read: [WishReader.Read], given: Set<String>) -> [Match] {
    let named = read.enumerated().flatMap { index, wish in
      bounded(wish).map { Match(offer: $0, wish: index, usedVerb: wish.asked.contains($0)) }
    }
    let able = withoutSubjects(withoutProducers(of: given, named), given: given)
    return withNeeded(withBridges(able, given: given), given: given)
  }

  /// The offers of a wish's first capabilities, those that a verb asks for before others.
  private func bounded(_ wish: WishReader.Read) -> [Int] {
    func capabilityName(of offer: Int) -> String { vocabulary.offers[offer].capability.name }
    guard wish.offers.count > Self.maximumCapabilities else { return wish.offers }
    let names = (wish.offers.filter(wish.asked.contains) + wish.offers).map(capabilityName)
      .uniqued()
    let kept = Set(names.prefix(Self.maximumCapabilities))
    return wish.offers.filter { kept.contains(capabilityName(of: $0)) }
  }

  /// A table that a report is asked for is analysed first: where nobody who was named takes what is given,
  /// whoever takes it and gives what they take comes before them.
  private func withBridges(_ matches: [Match], given: Set<String>) -> [Match] {
    let material = given.map(MediaModes.essence).filter { $0 != Part.plainText }
    guard !material.isEmpty, let first = matches.first,
      !matches.contains(where: { types($0).takes(anyOf: material) || types($0).makesCode })
    else { return matches }
    let bridge = vocabulary.offers.indices.first { index in
      let candidate = vocabulary.offers[index].types
      return !candidate.takesWords && material.contains(where: candidate.inputs.contains)
        && matches.contains { candidate.feeds(types($0)) }
    }
    guard let bridge else { return matches }
    return [Match(offer: bridge, wish: first.wish, usedVerb: false)] + matches
  }

  private func skill(_ match: Match) -> Skill { vocabulary.offers[match.offer].skill }

  private func types(_ match: Match) -> SkillTypes { vocabulary.offers[match.offer].types }

  /// Adds those who make, from words alone, what the others need and nobody gives.
  private func withNeeded(_ matches: [Match], given: Set<String>) -> [Match] {
    // Who asks for something to be done to a thing means one that exists: inventing it is no answer.
    guard !matches.contains(where: { $0.usedVerb && !types($0).takesWords }) else { return matches }
    let available = given.union([Part.plainText]).union(
      matches.map(types).filter { !$0.isRefiner }.flatMap(\.outputs))
    var needed: [Match] = []
    for match in matches where !MediaModes.overlap(types(match).inputs, with: available) {
      for (index, offer) in vocabulary.offers.enumerated()
      where offer.types.takesWords && offer.types.feeds(types(match)) {
        let maker = Match(offer: index, wish: match.wish, usedVerb: true)
        if !needed.contains(where: { $0.offer == index }) { needed.append(maker) }
      }
    }
    return needed + matches
  }

  /// What the request brings along need not be made, if something else is wanted of it.
  private func withoutProducers(of given: Set<String>, _ matches: [Match]) -> [Match] {
    let others = matches.filter { !skill($0).isMaker(of: given) }
    return others.isEmpty ? matches : others
  }

  /// "A function that analyses data" asks for the function: where code is to be made, what it is about
  /// is not done as well, unless the request brings along what that takes.
  private func withoutSubjects(_ matches: [Match], given: Set<String>) -> [Match] {
    guard matches.contains(where: { $0.usedVerb && types($0).makesCode }) else { return matches }
    let available = given.union([Part.plainText]).union(matches.flatMap { types($0).outputs })
    return matches.filter { MediaModes.overlap(types($0).inputs, with: available) }
  }

  // MARK: - What is said of the whole

  /// The language that is named, else the one that the matched skills produce or the given code is
  /// in.
  private func language(_ words: Words, matches: [Match], given: [Part]) -> String? {
    if let named = language(words) { return named }
    let modes =
      given.map(\.mediaType) + matches.filter(\.usedVerb).flatMap { skill($0).outputModes }
    let offered = Set(vocabulary.offers.map(\.capability.name))
    return modes.lazy.compactMap { mode in
      mode.hasPrefix("text/x-") ? String(mode.dropFirst("text/x-".count)) : nil
    }.first { offered.contains($0) }
  }

  private func language(_ words: Words) -> String? {
    Lexicon.languages.first { words.containsAny($0.words) }?.name
  }

  /// The category of the skills that the words ask for most; a matched verb says more than a noun,
  /// and who makes something of another's work more than that other.
  private func category(of matches: [Match], words: Words) -> String {
    var scores: [(name: String, score: Int)] = []
    for match in matches where !matches.contains(where: { skill($0).finishes(skill(match)) }) {
      guard let name = skill(match).category else { continue }
      let score = match.usedVerb ? 2 : 1
      if let index = scores.firstIndex(where: { $0.name == name }) {
        scores[index].score += score
      } else {
        scores.append((name, score))
      }
    }
    // The first of equals: the order of the cards, not of a hash table.
    if let best = scores.max(by: { $0.score < $1.score })?.score {
      return scores.first { $0.score == best }?.name ?? "unknown"
    }
    if !matches.isEmpty { return "general" }
    return Lexicon.categories.first { words.containsAny($0.words) }?.name ?? "unknown"
  }

  /// How much there is to do: more wishes and more words make it more complex.
  private func complexity(of words: Words, capabilities: [String]) -> Double {
    let wishes = words.stems.count { $0 == "and" || $0 == "then" || $0 == "also" }
    let raw =
      0.1 + 0.1 * Double(capabilities.count) + 0.1 * Double(wishes)
      + 0.01 * Double(min(words.stems.count, 40))
    return (min(1, raw) * 100).rounded() / 100
  }

  private func confidence(of matches: [Match], subject: [String]) -> Double {
    guard !matches.isEmpty else { return 0 }
    let verbs = matches.contains(where: \.usedVerb) ? 0.3 : 0
    return ((0.5 + verbs + (subject.isEmpty ? 0 : 0.15)) * 100).rounded() / 100
  }
}

extension Skill {
  /// Whether it makes something else of what `other` gives.
  fileprivate func finishes(_ other: Skill) -> Bool {
    id != other.id && !isRefiner && other.feeds(self)
  }

  /// What a skill declares; without a declaration its tags, so that a plain A2A card can be planned
  /// with as well. One that takes only JSON wants arguments, which words do not give it.
  var offeredCapabilities: [Capability] {
    guard capabilities.isEmpty, inputModes != ["application/json"] else { return capabilities }
    return tags.map { Capability(name: $0, verbs: [], objects: [$0.replacing("-", with: " ")]) }
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it stands first.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension String {
  /// Without the white space around it.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
