import HermesContract

/// Works out what a request asks for, using only its words and the loaded cards.
package struct IntentParser: Sendable {
  private struct Match {
    let offer: Int
    let wish: Int
    let usedVerb: Bool
  }

  let vocabulary: CardVocabulary

  init(vocabulary: CardVocabulary) { self.vocabulary = vocabulary }

  /// The most capabilities of one wish: no plan has more steps, and each capability is searched for
  /// in every agent.
  private static let maximumCapabilities = Plan.maximumSteps

  /// - Parameter cards: of the agents that may be used, in the order of their folders.
  package init(cards: [AgentCard]) { vocabulary = CardVocabulary(cards: cards) }

  /// Reads a request. Never fails: a request that no card covers has no capabilities.
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
    // In the order of the cards, which is the order of the work unless the request says otherwise.
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

  /// The intent of a request that consists only of a whole-request phrase.
  private func intent(ofWhole request: RequestText, _ offer: CardVocabulary.Offer) -> Intent {
    let capabilities = [offer.capability.name]
    return Intent(
      category: offer.skill.category ?? "general", entities: [:], capabilities: capabilities,
      complexity: 0.1, confidence: 0.95, parser: "lexical",
      wishes: [Wish(text: request.prose.trimmed, capabilities: capabilities)])
  }

  // MARK: - Wishes

  /// The wishes, each with the capabilities it needs.
  private func wishes(
    _ read: [WishReader.Read], matches: [Match], reader: WishReader, request: RequestText,
    words: RequestWords
  ) -> [Wish] {
    var wishes: [Wish] = []
    for (index, wish) in read.enumerated() {
      let own = matches.filter { $0.wish == index }
      // A clause whose result another wish needs, or that already exists, is not a separate wish.
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
    // A single wish is the whole request, so its text is the whole prose.
    if wishes.count == 1 { wishes[0].text = request.prose.trimmed }
    return wishes
  }

  /// Whether the wish asks for code, or for something that only code can be the material of.
  private func isOfCode(_ wish: Wish, given: [Part]) -> Bool {
    let sources = given.filter(\.isSource).map(\.mediaType)
    return vocabulary.offers.contains { offer in
      wish.capabilities.contains(offer.capability.name)
        && (offer.types.makesCode
          || offer.skill.inputModes.allSatisfy(MediaModes.isSource)
            && offer.skill.takes(anyOf: sources))
    }
  }

  /// The offers that the wishes name, without those that are unnecessary or impossible, and with
  /// those that the others need as input.
  private func matches(of read: [WishReader.Read], given: Set<String>) -> [Match] {
    let named = read.enumerated().flatMap { index, wish in
      bounded(wish).map { Match(offer: $0, wish: index, usedVerb: wish.asked.contains($0)) }
    }
    let able = withoutSubjects(withoutProducers(of: given, named), given: given)
    return withNeeded(withBridges(able, given: given), given: given)
  }

  /// The offers of a wish's first capabilities; those asked for by a verb come first.
  private func bounded(_ wish: WishReader.Read) -> [Int] {
    func capabilityName(of offer: Int) -> String { vocabulary.offers[offer].capability.name }
    guard wish.offers.count > Self.maximumCapabilities else { return wish.offers }
    let names = (wish.offers.filter(wish.asked.contains) + wish.offers).map(capabilityName)
      .uniqued()
    let kept = Set(names.prefix(Self.maximumCapabilities))
    return wish.offers.filter { kept.contains(capabilityName(of: $0)) }
  }

  /// Adds an analysis step before a report about a table: if none of the named skills takes the
  /// given type, a skill that takes it and produces what they take goes first.
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

  /// Adds skills that can produce, from text alone, inputs that the matched skills need and nothing
  /// else supplies.
  private func withNeeded(_ matches: [Match], given: Set<String>) -> [Match] {
    // A request to do something to a thing refers to an existing thing: inventing one is not an
    // answer.
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

  /// Drops makers of what the request already brings along, if it also asks for something else.
  private func withoutProducers(of given: Set<String>, _ matches: [Match]) -> [Match] {
    let others = matches.filter { !skill($0).isMaker(of: given) }
    return others.isEmpty ? matches : others
  }

  /// "A function that analyses data" asks for the function: where code is to be written, its
  /// subject is not carried out as well, unless the request brings along what that takes.
  private func withoutSubjects(_ matches: [Match], given: Set<String>) -> [Match] {
    guard matches.contains(where: { $0.usedVerb && types($0).makesCode }) else { return matches }
    let available = given.union([Part.plainText]).union(matches.flatMap { types($0).outputs })
    return matches.filter { MediaModes.overlap(types($0).inputs, with: available) }
  }

  // MARK: - What is said of the whole

  /// The programming language that is named, otherwise the one that the matched skills produce or
  /// the given code is written in.
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

  /// The category that most of the words point to. A matched verb counts more than a noun, and a
  /// skill that refines another's result more than that other skill.
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
    // The first of several equal scores, so that the result follows the order of the cards and not
    // that of a hash table.
    if let best = scores.max(by: { $0.score < $1.score })?.score {
      return scores.first { $0.score == best }?.name ?? "unknown"
    }
    if !matches.isEmpty { return "general" }
    return Lexicon.categories.first { words.containsAny($0.words) }?.name ?? "unknown"
  }

  /// How much work the request is: it grows with the number of wishes and words.
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
  /// Whether the skill turns a result of `other` into something else.
  fileprivate func finishes(_ other: Skill) -> Bool {
    id != other.id && !isRefiner && other.feeds(self)
  }

  /// The capabilities a skill declares, or its tags if it declares none, so that a plain A2A card
  /// can be planned with too. A skill that takes only JSON expects arguments, which words cannot
  /// supply.
  var offeredCapabilities: [Capability] {
    guard capabilities.isEmpty, inputModes != ["application/json"] else { return capabilities }
    return tags.map { Capability(name: $0, verbs: [], objects: [$0.replacing("-", with: " ")]) }
  }
}

extension Sequence where Element: Hashable {
  /// The elements without repetitions, each at its first position.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension String {
  /// The text without surrounding white space.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
