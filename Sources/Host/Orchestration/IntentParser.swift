import HermesContract

/// Finds out what a request asks for, from its words and the loaded cards alone.
struct IntentParser: Sendable {
  private struct Match {
    let capability: String
    let skill: Skill
    let usedVerb: Bool
  }

  let cards: [AgentCard]

  func parse(_ request: RequestText) -> Intent {
    let words = Words(request.prose)
    let given = Set(request.code.map(\.mediaType))
    let asked = withoutSubjects(withoutProducers(of: given, matches(words)), given: given)
    let matches = asked.isEmpty ? reviews(of: given) : withNeeded(asked, given: given)
    let language = language(words, request, matches)
    var capabilities: [String] = []
    for match in matches where !capabilities.contains(match.capability) {
      capabilities.append(match.capability)
    }
    if let language, !capabilities.contains(language), !matches.isEmpty {
      capabilities.append(language)
    }
    var entities: [String: String] = [:]
    entities["language"] = language
    let subject = words.stems.filter { !Lexicon.stopWords.contains($0) }
    if !subject.isEmpty { entities["subject"] = subject.prefix(8).joined(separator: " ") }
    return Intent(
      category: category(matches, words), entities: entities, capabilities: capabilities,
      complexity: complexity(words, capabilities), confidence: confidence(matches, subject),
      parser: "lexical")
  }

  /// What the words name, with or without saying what to do with it.
  private func matches(_ words: Words) -> [Match] {
    let named = cards.flatMap(\.skills).flatMap { skill in
      skill.offeredCapabilities.filter { words.containsAny($0.objects) }.map { capability in
        (
          capability,
          Match(capability: capability.name, skill: skill, usedVerb: !capability.verbs.isEmpty)
        )
      }
    }
    let asked = named.filter { $0.0.verbs.isEmpty || words.containsAny($0.0.verbs) }
    // A thing alone ("a function that ...") is a wish for it, if nothing is said to be done.
    guard !asked.contains(where: { $0.1.usedVerb }) else { return asked.map(\.1) }
    return named.filter { capability, match in
      capability.verbs.isEmpty || match.skill.inputModes.contains(Part.plainText)
    }.map(\.1)
  }

  /// Adds those who make, from words alone, what the others need and nobody gives.
  private func withNeeded(_ matches: [Match], given: Set<String>) -> [Match] {
    // Who asks for something to be done to a thing means one that exists: inventing it is no answer.
    guard !matches.contains(where: { $0.usedVerb && !$0.skill.inputModes.contains(Part.plainText) })
    else { return matches }
    let available = given.union([Part.plainText]).union(
      matches.filter { !$0.skill.isRefiner }.flatMap(\.skill.outputModes))
    let lacking = Set(
      matches.map(\.skill.inputModes).filter { available.isDisjoint(with: $0) }.flatMap { $0 })
    guard !lacking.isEmpty else { return matches }
    let needed = cards.flatMap(\.skills)
      .filter {
        $0.inputModes.contains(Part.plainText) && !lacking.isDisjoint(with: $0.outputModes)
      }
      .flatMap { skill in
        skill.offeredCapabilities.map { Match(capability: $0.name, skill: skill, usedVerb: true) }
      }
    return needed + matches
  }

  /// Code without a word that says what to do with it is for those who improve such code, each with
  /// the first of its skills that does.
  private func reviews(of given: Set<String>) -> [Match] {
    cards.compactMap { card in
      card.skills.first { $0.isRefiner && !given.isDisjoint(with: $0.inputModes) }
    }
    .flatMap { skill in
      skill.offeredCapabilities.filter { !$0.verbs.isEmpty }.map {
        Match(capability: $0.name, skill: skill, usedVerb: true)
      }
    }
  }

  /// What the request brings along need not be made, if something else is wanted of it.
  private func withoutProducers(of given: Set<String>, _ matches: [Match]) -> [Match] {
    let others = matches.filter { match in
      match.skill.isRefiner || given.isDisjoint(with: match.skill.outputModes)
    }
    return others.isEmpty ? matches : others
  }

  /// "A function that analyses data" asks for the function: where code is to be made, what it is about
  /// is not done as well, unless the request brings along what that takes.
  private func withoutSubjects(_ matches: [Match], given: Set<String>) -> [Match] {
    let makesCode = matches.contains { match in
      match.usedVerb && match.skill.inputModes.contains(Part.plainText)
        && match.skill.outputModes.contains { $0.hasPrefix("text/x-") }
    }
    guard makesCode else { return matches }
    let available = given.union([Part.plainText]).union(matches.flatMap(\.skill.outputModes))
    return matches.filter { !available.isDisjoint(with: $0.skill.inputModes) }
  }

  /// The language that is named, else the one that the matched skills produce or the given code is
  /// in.
  private func language(_ words: Words, _ request: RequestText, _ matches: [Match]) -> String? {
    if let named = Lexicon.languages.first(where: { words.containsAny($0.words) }) {
      return named.name
    }
    let modes =
      request.code.map(\.mediaType) + matches.filter(\.usedVerb).flatMap(\.skill.outputModes)
    let offered = Set(cards.flatMap(\.skills).flatMap(\.offeredCapabilities).map(\.name))
    return modes.lazy.compactMap { mode in
      mode.hasPrefix("text/x-") ? String(mode.dropFirst("text/x-".count)) : nil
    }.first { offered.contains($0) }
  }

  /// The category of the skills that the words ask for most; a matched verb says more than a noun,
  /// and who makes something of another's work more than that other.
  private func category(_ matches: [Match], _ words: Words) -> String {
    var scores: [(name: String, score: Int)] = []
    for match in matches where !matches.contains(where: { $0.skill.finishes(match.skill) }) {
      guard let name = match.skill.category else { continue }
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
  private func complexity(_ words: Words, _ capabilities: [String]) -> Double {
    let wishes = words.stems.count { $0 == "and" || $0 == "then" || $0 == "also" }
    let raw =
      0.1 + 0.1 * Double(capabilities.count) + 0.1 * Double(wishes)
      + 0.01 * Double(min(words.stems.count, 40))
    return (min(1, raw) * 100).rounded() / 100
  }

  private func confidence(_ matches: [Match], _ subject: [String]) -> Double {
    guard !matches.isEmpty else { return 0 }
    let verbs = matches.contains(where: \.usedVerb) ? 0.3 : 0
    return ((0.5 + verbs + (subject.isEmpty ? 0 : 0.15)) * 100).rounded() / 100
  }
}

extension Skill {
  /// Takes and gives the same: it improves what another made.
  var isRefiner: Bool { !Set(inputModes).isDisjoint(with: outputModes) }

  /// Whether it makes something else of what `other` gives.
  fileprivate func finishes(_ other: Skill) -> Bool {
    id != other.id && !isRefiner
      && !Set(inputModes).subtracting([Part.plainText]).isDisjoint(with: other.outputModes)
  }

  /// What a skill declares; without a declaration its tags, so that a plain A2A card can be planned
  /// with as well. One that takes only JSON wants arguments, which words do not give it.
  var offeredCapabilities: [Capability] {
    guard capabilities.isEmpty, inputModes != ["application/json"] else { return capabilities }
    return tags.map { Capability(name: $0, verbs: [], objects: [$0.replacing("-", with: " ")]) }
  }
}
