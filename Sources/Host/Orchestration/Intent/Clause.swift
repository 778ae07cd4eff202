import HermesContract

/// A part of a request that may express a separate wish.
struct Clause: Sendable {
  /// What the clause asks for, judged before the cards are consulted.
  enum Form: Sendable, Equatable {
    /// Something to do or to answer.
    case wish
    /// How the result should be, what it is about, or a courtesy.
    case aside
  }

  let words: Range<Int>
  /// The words that describe what a thing should do once it is made. Verbs in there do not ask for
  /// anything.
  let description: Range<Int>
  let form: Form
  /// The word that says what to do, after any courtesies; nil if there is none.
  let verb: Int?

  init(
    _ words: Range<Int>, of request: RequestWords, hits: [[CardVocabulary.Hit]],
    vocabulary: CardVocabulary
  ) {
    self.words = words
    description = Self.description(in: words, of: request, hits: hits, vocabulary: vocabulary)
    let (start, isFramed) = Self.opening(of: words, request.words)
    verb = start < words.upperBound ? start : nil
    form = Self.form(of: words, start: start, isFramed: isFramed, request: request)
  }

  private static func description(
    in words: Range<Int>, of request: RequestWords, hits: [[CardVocabulary.Hit]],
    vocabulary: CardVocabulary
  ) -> Range<Int> {
    let made = words.lazy.flatMap { hits[$0] }.first { hit in
      !hit.isVerb && vocabulary.offers[hit.offer].makesCode
    }
    guard let made else { return words.upperBound..<words.upperBound }
    let all = request.words
    var index = made.words.upperBound
    while index < words.upperBound {
      let word = all[index].text
      let next = index + 1 < words.upperBound ? all[index + 1].text : ""
      if Lexicon.relatives.contains(word) || word == "for" && isGerund(next)
        || index == made.words.upperBound && isGerund(word)
      {
        return index..<words.upperBound
      }
      index += 1
    }
    return words.upperBound..<words.upperBound
  }

  private static func isGerund(_ word: String) -> Bool {
    word.utf8.count > 5 && word.hasSuffix("ing") && word != "using"
  }

  /// Where the actual request begins, and whether it is phrased as a question.
  private static func opening(
    of range: Range<Int>, _ words: [RequestWords.Word]
  ) -> (start: Int, isFramed: Bool) {
    var start = range.lowerBound
    var isFramed = false
    while start < range.upperBound {
      if Lexicon.fillers.contains(words[start].text) {
        start += 1
      } else if let frame = Lexicon.frames.first(where: { frame in
        start + frame.count < range.upperBound
          && zip(words[start...], frame).allSatisfy { $0.text == $1 }
      }) {
        start += frame.count
        isFramed = true
      } else {
        break
      }
    }
    return (start, isFramed)
  }

  private static func form(
    of range: Range<Int>, start: Int, isFramed: Bool, request: RequestWords
  ) -> Form {
    guard start < range.upperBound else { return .aside }
    let words = request.words
    let word = words[start].text
    let next = start + 1 < range.upperBound ? words[start + 1].text : ""
    // "call it squash" gives a name.
    if ["call", "name"].contains(word), Lexicon.pronouns.contains(next) { return .aside }
    if isFramed || Lexicon.deeds.contains(word) && !next.isEmpty { return .wish }
    if Lexicon.imperatives.contains(word) { return .wish }
    if Lexicon.questionWords.contains(word), request.text(of: range).hasSuffix("?") { return .wish }
    if words[range.lowerBound].before == .sentence, asksForFigure(word, next: next) { return .wish }
    guard !Lexicon.qualifiers.contains(word), !Lexicon.questionWords.contains(word),
      !Lexicon.functionWords.contains(word)
    else { return .aside }
    // "frobnicate it": an unknown verb is still something to do.
    return Lexicon.pronouns.contains(next) || next == "the" || next == "my" ? .wish : .aside
  }

  /// "How many are there, and ...": a question, although the sentence continues.
  private static func asksForFigure(_ word: String, next: String) -> Bool {
    switch word {
    case "how": ["many", "much", "often", "old", "long"].contains(next)
    case "what": ["is", "are", "was", "were", "share", "percentage"].contains(next)
    case "who", "which": true
    default: false
    }
  }
}
