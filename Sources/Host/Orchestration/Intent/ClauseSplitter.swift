import HermesContract

/// Splits a request into clauses that may each be a wish: at sentence ends, and where "and", "then"
/// or a comma is followed by something else to do or to make.
struct ClauseSplitter {
  private static let joints: Set<String> = ["and", "then", "plus", "also", "afterwards"]
  /// "tell me ..." asks for something wherever it occurs.
  private static let requests: [[String]] = [
    ["tell", "me"], ["show", "me"], ["give", "me"], ["let", "me", "know"], ["please"],
    ["can", "you"], ["could", "you"], ["would", "you"],
  ]

  /// How many words after a verb are searched for its object.
  private static let maximumReach = 64

  let request: RequestWords
  /// The hits that begin at each word.
  let hits: [[CardVocabulary.Hit]]
  let vocabulary: CardVocabulary

  private var words: [RequestWords.Word] { request.words }

  func clauses() -> [Clause] {
    var clauses: [Clause] = []
    var start = 0
    var index = 1
    while index < words.count {
      let head = headAfterJoint(at: index)
      let isJoined = words[index].before != .sentence || continues(at: index)
      let isNew =
        isJoined
        ? head.map { begins(at: $0.index, isComma: $0.isComma, current: clause(start..<index)) }
          ?? false : true
      if isNew {
        clauses.append(clause(start..<index))
        start = index
        index = max(index, head?.index ?? index)
      }
      index += 1
    }
    if start < words.count { clauses.append(clause(start..<words.count)) }
    return clauses
  }

  private func clause(_ range: Range<Int>) -> Clause {
    Clause(range, of: request, hits: hits, vocabulary: vocabulary)
  }

  /// Whether the line before was wrapped: "Write a function that sorts".
  private func continues(at index: Int) -> Bool {
    let word = words[index]
    let between = request.text[words[index - 1].range.upperBound..<word.range.lowerBound]
    return between.utf8.allSatisfy { " \t\r\n,".utf8.contains($0) } && between.lines.count == 2
      && request.text[word.range.lowerBound].isLowercase
      && !Lexicon.imperatives.contains(word.text) && !Lexicon.deeds.contains(word.text)
  }

  /// The first word after a conjunction or comma at `index`.
  private func headAfterJoint(at index: Int) -> (index: Int, isComma: Bool)? {
    var head = index
    var isJoined = false
    while head < words.count, Self.joints.contains(words[head].text) {
      head += 1
      isJoined = true
    }
    guard isJoined || words[index].before == .comma, head < words.count else { return nil }
    return (head, !isJoined || words[index].before == .comma)
  }

  /// - Parameter current: what the clause so far would be. Built only when the word may begin
  ///   another clause, since a request may have thousands of words.
  private func begins(
    at head: Int, isComma: Bool, current: @autoclosure () -> Clause
  ) -> Bool {
    let word = words[head].text
    let next = head + 1 < words.count ? words[head + 1].text : ""
    // ", please, plus a script" belongs to the clause before.
    let isAside = head + 1 < words.count && words[head + 1].before == .comma
    if !isAside, Self.requests.contains(where: { starts(with: $0, at: head) }) { return true }
    let points = Lexicon.pronouns.contains(next) || ["me", "us"].contains(next)
    let hasObject = points || Lexicon.determiners.contains(next)
    if Lexicon.deeds.contains(word), hasObject {
      return isComma || points || current().description.isEmpty
    }
    if hasObjectOfItsVerb(at: head) || isOrder(at: head, current()) { return true }
    if points, !Lexicon.qualifiers.contains(word), !Lexicon.functionWords.contains(word),
      isBare(word), current().description.isEmpty
    {
      return true
    }
    return namesAnotherThing(at: head, current()) || namesAnotherOfItsKind(at: head, current())
  }

  private func starts(with phrase: [String], at head: Int) -> Bool {
    head + phrase.count < words.count
      && zip(words[head...], phrase).allSatisfy { $0.text == $1 }
  }

  /// "sorts" describes a thing; "sort" asks for something.
  private func isBare(_ word: String) -> Bool {
    !(word.hasSuffix("s") && !word.hasSuffix("ss")) && !word.hasSuffix("ed")
      && !word.hasSuffix("ing")
  }

  /// Whether the words of a card give a complete instruction ("summarise the text") that is not the
  /// description of a thing being made.
  private func isOrder(at head: Int, _ current: @autoclosure () -> Clause) -> Bool {
    let isNamed = hits[head].contains { hit in
      !hit.isVerb && hit.words.count > 1 && vocabulary.offers[hit.offer].capability.verbs.isEmpty
    }
    return isNamed && isBare(words[head].text)
      && !current().words.contains { index in
        hits[index].contains { !$0.isVerb && vocabulary.offers[$0.offer].makesCode }
      }
  }

  /// Whether a verb of a card is followed by an object of the same offer, or by a pronoun for it.
  private func hasObjectOfItsVerb(at head: Int) -> Bool {
    guard hits[head].contains(where: \.isVerb), isBare(words[head].text) else { return false }
    let near = words[(head + 1)...].prefix(Self.maximumReach)
    let end = near.firstIndex { $0.before == .sentence || Self.joints.contains($0.text) }
    let rest = (head + 1)..<(end ?? near.endIndex)
    let points = rest.prefix(1).contains { Lexicon.pronouns.contains(words[$0].text) }
    return hits[head].contains { verb in
      verb.isVerb
        && (points || rest.contains { hits[$0].contains { !$0.isVerb && $0.offer == verb.offer } })
    }
  }

  /// "write fibonacci numbers and a report": the object belongs to another skill that shares the
  /// verb.
  private func namesAnotherThing(at head: Int, _ current: @autoclosure () -> Clause) -> Bool {
    var start = head
    while start < words.count, start < head + 3, Lexicon.determiners.contains(words[start].text) {
      start += 1
    }
    guard start > head, start < words.count, hits[start].contains(where: { !$0.isVerb }) else {
      return false
    }
    let current = current()
    let plain = current.words.filter { !current.description.contains($0) }
    let made = plain.lazy.flatMap { hits[$0] }.first { !$0.isVerb }
    if let made, isMadeOfIt(at: start, vocabulary.offers[made.offer].skill) { return true }
    // "A script for it, and a report": two things side by side.
    let isThing = made != nil && plain.allSatisfy { hits[$0].allSatisfy { !$0.isVerb } }
    return hits[start].contains { object in
      let offer = vocabulary.offers[object.offer]
      guard !object.isVerb, made.map({ vocabulary.offers[$0.offer].skill.id }) != offer.skill.id
      else { return false }
      return isThing
        || plain.contains { hits[$0].contains { $0.isVerb && $0.offer == object.offer } }
    }
  }

  /// "And a script for it": made from the thing before it, by a skill whose words include no verb.
  private func isMadeOfIt(at index: Int, _ made: Skill) -> Bool {
    let rest = words[index...].dropFirst().prefix(5)
    let points = zip(rest, rest.dropFirst()).contains { word, object in
      ["for", "of", "from", "around"].contains(word.text) && Lexicon.pronouns.contains(object.text)
    }
    return points
      && hits[index].contains { object in
        let offer = vocabulary.offers[object.offer]
        return !object.isVerb && offer.capability.verbs.isEmpty && made.feeds(offer.skill)
      }
  }

  /// "Write a queue class and a stack class": both name a kind of thing, and neither describes
  /// anything.
  private func namesAnotherOfItsKind(
    at head: Int, _ current: @autoclosure () -> Clause
  ) -> Bool {
    guard Lexicon.determiners.contains(words[head].text),
      let second = qualified(in: head..<min(head + 5, words.count))
    else { return false }
    let current = current()
    return current.description.isEmpty && qualified(in: current.words) == second
  }

  /// The skill that makes code from a thing named with a determiner and up to two words in between:
  /// "a merge sort function".
  private func qualified(in range: Range<Int>) -> Int? {
    for index in range.dropFirst(2) {
      let made = hits[index].first { !$0.isVerb && vocabulary.offers[$0.offer].makesCode }
      guard let made else { continue }
      let before = range.prefix { $0 < index }.suffix(3).reversed()
      let kind = before.prefix { !Lexicon.functionWords.contains(words[$0].text) }
      guard !kind.isEmpty, let determiner = before.dropFirst(kind.count).first else { continue }
      if Lexicon.determiners.contains(words[determiner].text) { return made.offer }
    }
    return nil
  }
}
