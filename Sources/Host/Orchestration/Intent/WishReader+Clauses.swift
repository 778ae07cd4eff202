import HermesContract

/// What the words of a clause say by themselves.
extension WishReader {
  /// The words of a wish as the request has them.
  func text(of wish: Read) -> String {
    // Keep separate parts separate: "analyse it" and, after another wish, "make a pie chart".
    var text = ""
    var end = 0
    for clause in wish.clauses {
      let isApart = !text.isEmpty && clause.words.lowerBound > end
      text += (text.isEmpty ? "" : isApart ? ", " : " ") + request.text(of: clause.words)
      end = clause.words.upperBound
    }
    // "and email it" is a wish to email it.
    let joints = ["and", "then", "also", "plus"]
    var rest = text[...]
    while let word = rest.split(separator: " ", maxSplits: 1).first,
      joints.contains(word.lowercased()), word.endIndex < rest.endIndex
    {
      rest = rest[word.endIndex...].drop(while: \.isWhitespace)
    }
    return String(rest)
  }

  func isDeed(_ clause: Clause) -> Bool {
    clause.verb.map { Lexicon.deeds.contains(request.words[$0].text) && !standsBeforeOf($0) }
      ?? false
  }

  /// "Share of tea in the total", "order of the rows": a noun, not something to do.
  private func standsBeforeOf(_ index: Int) -> Bool {
    index + 1 < request.words.count && request.words[index + 1].text == "of"
  }

  /// "Send that chart to my boss": the object is sent, not made. "Send me a summary" asks for the
  /// summary.
  func isSending(_ clause: Clause) -> Bool {
    guard clause.form == .wish, let verb = clause.verb, !hits[verb].contains(where: \.isVerb),
      Lexicon.sendings.contains(request.words[verb].text)
    else { return false }
    let next = verb + 1 < clause.words.upperBound ? request.words[verb + 1].text : ""
    return next != "me" && next != "us"
  }

  /// "As a Markdown table": the given data in another form.
  func saysForm(_ clause: Clause) -> Bool {
    clause.verb.map { ["as", "into"].contains(request.words[$0].text) } ?? false
  }

  /// Whether an offer is named only after "as a" or before "of this".
  func isForm(_ offer: Int, in clause: Clause) -> Bool {
    let places = clause.words.filter { index in
      hits[index].contains { !$0.isVerb && $0.offer == offer }
    }
    return !places.isEmpty
      && places.allSatisfy { place in
        let before = request.words[clause.words.lowerBound..<place].last {
          !Lexicon.determiners.contains($0.text)
        }
        return before?.text == "as" || isOfWhatIsGiven(place, in: clause)
      }
  }

  /// "A Markdown table of this".
  private func isOfWhatIsGiven(_ place: Int, in clause: Clause) -> Bool {
    let next = request.words[place..<clause.words.upperBound].dropFirst().prefix(4).map(\.text)
    return zip(next, next.dropFirst()).contains { word, object in
      ["of", "from"].contains(word) && Lexicon.pronouns.contains(object)
    }
  }

  /// Whether a bare noun may count as a request to make it: not if something else should be done to
  /// it, or if it is only asked about.
  func mayNameAlone(_ clause: Clause) -> Bool {
    guard let verb = clause.verb, clause.form == .wish else { return true }
    let word = request.words[verb].text
    if Lexicon.questionWords.contains(word) { return word == "how" }
    return !Lexicon.imperatives.contains(word) && !isDeed(clause)
  }

  func isThing(_ clause: Clause, objects: [Int]) -> Bool {
    clause.verb.map { word in
      hits[word].contains { !$0.isVerb && objects.contains($0.offer) }
    } ?? false
  }

  /// "It should have a method for that" does not ask for a method.
  func saysHow(_ clause: Clause) -> Bool {
    guard let verb = clause.verb else { return false }
    return ["it", "they", "its", "use", "using", "keep", "ensure", "include"].contains(
      request.words[verb].text)
  }

  /// "Who …?", "tell me who …".
  func asksToKnow(_ clause: Clause) -> Bool {
    guard let verb = clause.verb else { return false }
    let word = request.words[verb].text
    return Lexicon.questionWords.contains(word) && !asksHow(clause)
      || ["tell", "say"].contains(word)
  }

  func asksHow(_ clause: Clause) -> Bool {
    let words = request.words[clause.words].prefix(3).map(\.text)
    return words.first == "how" && words.count == 3
      && ["do", "can", "would", "to"].contains(words[1])
  }

  /// Whether the word neither asks for something nor is asked about.
  func isPlain(_ word: Int) -> Bool {
    let text = request.words[word].text
    return !Lexicon.imperatives.contains(text)
      && (!Lexicon.deeds.contains(text) || standsBeforeOf(word))
      && !Lexicon.questionWords.contains(text) && !Lexicon.qualifiers.contains(text)
  }

  func pointsBack(_ clause: Clause) -> Bool {
    guard let verb = clause.verb else { return false }
    return clause.words.contains { index in
      index >= verb && !clause.description.contains(index)
        && Lexicon.pronouns.contains(request.words[index].text)
    } || clause.words.upperBound == verb + 1
  }

  /// A verb followed by a pronoun.
  func speaksOfMade(_ clause: Clause) -> Bool {
    guard let verb = clause.verb, verb + 1 < clause.words.upperBound else { return false }
    // "Script that prints": a thing and its behaviour.
    let isThing = !hits[verb].isEmpty && hits[verb].allSatisfy { !$0.isVerb }
    if !isThing, Lexicon.pronouns.contains(request.words[verb + 1].text) { return true }
    // "Make a command-line script of it".
    let last = clause.words.upperBound - 1
    return last > verb + 2 && Lexicon.pronouns.contains(request.words[last].text)
      && ["of", "from"].contains(request.words[last - 1].text)
  }

  /// "In Python please": only names the language of the code to be made.
  func saysLanguage(_ clause: Clause) -> Bool {
    let makes = usedObjects(of: clause).contains { vocabulary.offers[$0].makesCode }
    return makes
      && clause.words.allSatisfy { index in
        let word = request.words[index].text
        return Lexicon.fillers.contains(word) || ["plz", "in", "code"].contains(word)
          || Lexicon.languages.contains { Words(word).containsAny($0.words) }
      }
  }

  /// "Perfect.", "that's great": the wish follows.
  func isRemark(_ clause: Clause) -> Bool {
    let words = request.words[clause.words].map(\.text)
    return words.contains(where: Lexicon.remarks.contains)
      && words.allSatisfy { word in
        Lexicon.remarks.contains(word) || Lexicon.fillers.contains(word)
          || Lexicon.functionWords.contains(word) || word == "s"
      }
  }

  /// "Please do the following:" says nothing about what follows.
  func announces(_ clause: Clause) -> Bool {
    clause.words.allSatisfy { index in
      let word = request.words[index].text
      return Lexicon.fillers.contains(word) || Lexicon.functionWords.contains(word)
        || ["following", "things", "tasks", "steps", "need", "want", "help"].contains(word)
    }
  }

  /// "Just give me the code", and "write me a function" after "how do I ...?": both refer to the
  /// question before.
  func isForTheCode(_ clause: Clause, after last: Clause?) -> Bool {
    guard let verb = clause.verb, !clause.words.contains(where: { $0 < verb && isNamed($0) })
    else { return false }
    let rest = clause.words.filter { $0 > verb }.map { (index: $0, word: request.words[$0].text) }
    guard rest.contains(where: { isNamed($0.index) }),
      rest.allSatisfy({ isNamed($0.index) || Self.plain.contains($0.word) })
    else { return false }
    return rest.contains { $0.word == "the" }
      && ["give", "show", "send"].contains(request.words[verb].text)
      || last.map(asksHow) ?? false
  }

  private func isNamed(_ index: Int) -> Bool {
    hits[index].contains { !$0.isVerb && vocabulary.offers[$0.offer].makesCode }
  }

  private static let plain: Set<String> = [
    "me", "us", "the", "a", "an", "just", "only", "full", "whole", "complete", "please", "now",
    "here", "for", "it", "that",
  ]
}
