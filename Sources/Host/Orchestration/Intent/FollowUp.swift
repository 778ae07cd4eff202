import HermesContract

/// Decides whether a request refers to something given or made earlier in the conversation, and to
/// what: "now add error handling", "rename it", "and the median?".
struct FollowUp: Sendable {
  let vocabulary: CardVocabulary

  /// The material that the request continues with; nil if it refers to nothing.
  func material(
    for request: RequestText, in context: ConversationContext
  ) -> ConversationContext.Material? {
    // A request that brings material along refers to that.
    guard request.code.isEmpty, context.hasMaterial else { return nil }
    let isOfCode = context.material?.part.mediaType.hasPrefix("text/x-") ?? false
    if let data = context.data, !isOfCode, isAsking(request, of: data) { return data }
    if let code = context.code, names(request, of: code),
      !asksForNew(Words(request.prose)) || pointsInto(request)
    {
      return code
    }
    if let text = context.text, let made = context.material, isOne(request) || goesOn(request),
      !Words(request.prose).containsAny(Self.comparing),
      isAsking(request, forAnother: made, of: text)
    {
      return text
    }
    if isOne(request) { return context.material }
    return context.material.flatMap { asksForMore(request, of: $0) ? $0 : nil }
  }

  /// "And a readme": made from the same thing as before, without anything new.
  private func asksForMore(
    _ request: RequestText, of made: ConversationContext.Material
  ) -> Bool {
    let words = RequestWords(request.prose)
    guard ["and", "also", "now", "then", "plus"].contains(words.words.first?.text ?? ""),
      !asksForNew(Words(request.prose), where: \.makesCode)
    else { return false }
    let type = made.part.mediaType
    let wishes = WishReader(words, vocabulary: vocabulary, given: [type]).wishes()
    return !wishes.isEmpty
      && wishes.allSatisfy { wish in
        wish.offers.contains { vocabulary.offers[$0].skill.takes(type) }
      }
  }

  /// Whether the request refers to something that was made before.
  func isOne(_ request: RequestText) -> Bool {
    let words = Words(request.prose)
    guard request.code.isEmpty, !words.stems.isEmpty else { return false }
    if words.containsAny(Lexicon.backReferences) || opensPointing(request) { return true }
    return !asksForNew(words)
      && (words.containsAny(Lexicon.changes) || pointsBack(request) || isShortDeed(request))
  }

  /// Whether the request asks for work on this kind of data rather than on words.
  private func isAsking(_ request: RequestText, of data: ConversationContext.Material) -> Bool {
    let type = data.part.mediaType
    let reader = WishReader(RequestWords(request.prose), vocabulary: vocabulary, given: [type])
    let wishes = reader.wishes()
    guard !wishes.isEmpty else { return goesOn(request) && reader.wishOfMaterial() != nil }
    return wishes.contains { wish in
      wish.offers.contains { offer in
        let skill = vocabulary.offers[offer].skill
        return !skill.takesWords && skill.takes(type)
      }
    }
  }

  /// "A shorter report" is a new version of the existing one.
  private static let comparing = Phrases([
    "shorter", "longer", "simpler", "better", "clearer", "nicer", "more", "less", "again",
  ])

  /// "And now as an outline", after a summary: another form of the original text, not of the
  /// summary.
  private func isAsking(
    _ request: RequestText, forAnother made: ConversationContext.Material,
    of text: ConversationContext.Material
  ) -> Bool {
    let type = text.part.mediaType
    let reader = WishReader(RequestWords(request.prose), vocabulary: vocabulary, given: [type])
    return reader.wishes().flatMap(\.offers).contains { offer in
      let skill = vocabulary.offers[offer].skill
      return skill.takes(type) && skill.takes(made.part.mediaType)
        && skill.gives(anyOf: [made.part.mediaType])
    }
  }

  /// Whether the request asks for something that only code of this kind can receive: "add type
  /// hints".
  private func names(_ request: RequestText, of code: ConversationContext.Material) -> Bool {
    let words = Words(request.prose)
    return vocabulary.offers.contains { offer in
      !offer.skill.takesWords && offer.skill.takes(code.part.mediaType)
        && offer.capability.verbs.contains(where: words.contains)
        && offer.capability.objects.contains(where: words.contains)
    }
  }

  /// "To the module" refers to the existing module.
  private func pointsInto(_ request: RequestText) -> Bool {
    let words = RequestWords(request.prose).words
    let hits = vocabulary.hits(in: words)
    return words.indices.dropFirst(2).contains { index in
      hits[index].contains { !$0.isVerb && vocabulary.offers[$0.offer].makesCode }
        && ["the", "this", "that", "my", "our"].contains(words[index - 1].text)
        && ["to", "in", "into", "of"].contains(words[index - 2].text)
    }
  }

  /// "And the median?", "What about Rome?"
  private func goesOn(_ request: RequestText) -> Bool {
    let first = RequestWords(request.prose).words.first?.text ?? ""
    return [
      "and", "or", "also", "what", "how", "which", "now", "then", "only", "just", "without",
      "except",
      "in", "for", "by", "per",
    ].contains(first)
  }

  /// "plot it", "summarise that": a verb followed by a pronoun.
  private func pointsBack(_ request: RequestText) -> Bool {
    let words = RequestWords(request.prose).words
    return zip(words, words.dropFirst()).contains { verb, object in
      object.before == .none && Lexicon.pronouns.contains(object.text)
        && Lexicon.imperatives.contains(verb.text)
    }
  }

  /// "Now turn it into a README": the result is made from what exists.
  private func opensPointing(_ request: RequestText) -> Bool {
    let words = RequestWords(request.prose).words.drop { Lexicon.fillers.contains($0.text) }
    guard let verb = words.first, words.count > 1 else { return false }
    return ["turn", "convert", "make", "transform", "wrap"].contains(verb.text)
      && Lexicon.pronouns.contains(words[words.index(after: words.startIndex)].text)
  }

  /// "undo that", "revert it": to be done to what was made, whatever the verb means.
  private func isShortDeed(_ request: RequestText) -> Bool {
    let words = RequestWords(request.prose).words
    return (2...4).contains(words.count) && Lexicon.pronouns.contains(words[words.count - 1].text)
      && words.dropLast().allSatisfy { $0.before != .comma }
  }

  /// "Write a function ...": something that an agent makes from words alone.
  private func asksForNew(
    _ words: Words, where isMeant: (CardVocabulary.Offer) -> Bool = { _ in true }
  ) -> Bool {
    vocabulary.offers.filter { $0.skill.takesWords && isMeant($0) }.map(\.capability)
      .contains { capability in
        let verbs = capability.verbs.filter(words.contains)
        // "code" is both a verb and an object, and one of the two in "explain this code".
        return !verbs.isEmpty
          && capability.objects.contains { words.contains($0) && verbs != [$0] }
      }
  }
}
