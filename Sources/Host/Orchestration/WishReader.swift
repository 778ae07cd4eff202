import HermesContract

/// What the words of a request ask for, wish by wish, by the cards alone.
struct WishReader {
  /// A wish with the offers that its words name; none: nobody that is loaded could do it.
  struct Read {
    var clauses: [Clause]
    var offers: [Int] = []
    /// The offers that are asked for with a verb.
    var asked: Set<Int> = []
  }

  /// What is asked for beyond them is read as a part of the last.
  private static let maximumWishes = 16

  let request: RequestWords
  let vocabulary: CardVocabulary
  /// The media types that the request brings along.
  let given: Set<String>

  let hits: [[CardVocabulary.Hit]]
  let clauses: [Clause]
  /// Who works on what the request brings along, whatever is said of it.
  let materialOffers: [Int]
  private var asideObjects: Set<Int> = []

  /// - Parameter columns: words of the columns of what is given, which name nothing that is to be made.
  init(
    _ request: RequestWords, vocabulary: CardVocabulary, given: Set<String>,
    columns: Set<String> = []
  ) {
    self.request = request
    self.vocabulary = vocabulary
    self.given = given
    materialOffers = Self.materialOffers(vocabulary, given: given)
    hits = zip(request.words, vocabulary.hits(in: request.words)).map { word, hits in
      columns.contains(word.text)
        ? hits.filter { $0.isVerb || !vocabulary.offers[$0.offer].makesCode } : hits
    }
    clauses = ClauseSplitter(request: request, hits: hits, vocabulary: vocabulary).clauses()
    asideObjects = Set(clauses.filter { $0.form == .aside }.flatMap { usedObjects(of: $0) })
  }

  func wishes() -> [Read] {
    let read = readClauses()
    // A thing alone ("a function that ...") is a wish for it, if nothing is said to be done.
    let hasWish = read.contains { $0.kind == .asked }
    var wishes: [Read] = []
    // What stands before the first wish belongs to it.
    var pending: [Clause] = []
    for (kind, found) in read {
      let clause = found.clauses[0]
      var found = found
      // "Split a list into chunks. Python pls": what is to be done, and then in which language.
      if let last = wishes.indices.last, wishes[last].offers.isEmpty, saysLanguage(clause) {
        let makers = usedObjects(of: clause).filter { vocabulary.offers[$0].makesCode }
        wishes[last].clauses.append(clause)
        wishes[last].offers = makers
        wishes[last].asked = Set(makers)
        continue
      }
      if kind == .named, hasWish { found.offers = [] }
      guard !found.offers.isEmpty || clause.form == .wish && kind != .named && !isRemark(clause)
      else {
        if wishes.isEmpty {
          if !announces(clause), !isRemark(clause) { pending.append(clause) }
        } else {
          wishes[wishes.count - 1].clauses.append(clause)
        }
        continue
      }
      let goesWithLast =
        wishes.count >= Self.maximumWishes
        || isForTheCode(clause, behind: wishes.last?.clauses.last)
      let same =
        goesWithLast && !wishes.isEmpty
        ? wishes.count - 1 : sameWish(as: found, clause, among: wishes)
      if let index = same {
        wishes[index].clauses.append(clause)
        wishes[index].offers += found.offers.filter { !wishes[index].offers.contains($0) }
        wishes[index].asked.formUnion(found.asked)
      } else {
        found.clauses = pending + [clause]
        wishes.append(found)
        pending = []
      }
    }
    return wishes
  }

  private enum Kind {
    /// Something is said to be done.
    case asked
    /// A thing is named and nothing is said to be done.
    case named
    case nothing
  }

  private func readClauses() -> [(kind: Kind, found: Read)] {
    var read: [(kind: Kind, found: Read)] = []
    var earlier: [Read] = []
    var verbs: Set<Int> = []
    for clause in clauses {
      let own = usedVerbs(of: clause)
      // "and a report" goes on with the verb before; "and frobnicate it" has one of its own.
      let inherited = goesOn(clause) ? verbs : []
      let (kind, found) = named(
        in: clause, verbs: own.isEmpty ? inherited : own, after: earlier)
      read.append((kind, found))
      if kind == .asked { earlier.append(found) }
      if !own.isEmpty { verbs = own }
    }
    for (index, clause) in clauses.enumerated() where read[index].kind == .nothing {
      guard clause.form == .wish, !isRemark(clause) else { continue }
      let found = apart(clause)
      if !found.isEmpty {
        read[index] = (.asked, Read(clauses: [clause], offers: found, asked: Set(found)))
      } else if !isDeed(clause), !materialOffers.isEmpty {
        read[index] = (
          .asked, Read(clauses: [clause], offers: materialOffers, asked: Set(materialOffers))
        )
      }
    }
    return read
  }

  // MARK: - What a clause names

  private func named(
    in clause: Clause, verbs: Set<Int>, after earlier: [Read]
  ) -> (kind: Kind, found: Read) {
    if isSending(clause) { return (.asked, Read(clauses: [clause])) }
    if isRemark(clause) { return (.nothing, Read(clauses: [clause])) }
    let objects = usedObjects(of: clause)
    var offers = objects.filter { verbs.contains($0) || isVerbless($0) }
    var asked = offers.filter { !isVerbless($0) }
    if offers.allSatisfy(namesLanguage), pointsBack(clause) {
      asked = verbs.sorted().filter { canWork(vocabulary.offers[$0].skill, after: earlier) }
      offers += asked
    }
    // What is given is not made once more: something is to be done with it.
    if !asked.isEmpty, asked.allSatisfy({ vocabulary.offers[$0].skill.isMaker(of: given) }),
      !materialOffers.isEmpty
    {
      let rest = offers.filter { isVerbless($0) && !namesLanguage($0) }
      asked = rest.isEmpty ? materialOffers : []
      offers = asked + rest
    }
    // "The orders of Silva as a Markdown table": that is how what is given is to look.
    let makers = (offers.isEmpty ? objects : offers).filter { vocabulary.offers[$0].makesCode }
    if !materialOffers.isEmpty, !makers.isEmpty, makers.allSatisfy({ isForm($0, in: clause) }) {
      offers = materialOffers
      asked = materialOffers
    }
    // "How many functions are in this file?" is asked of what is given, and "who invented Python?" of nobody.
    if asked.isEmpty, !objects.isEmpty, asksToKnow(clause) {
      let things = objects.filter { !namesLanguage($0) }
      if given.isEmpty {
        if things.isEmpty { offers = [] }
      } else if !materialOffers.isEmpty,
        things.map({ vocabulary.offers[$0].skill }).allSatisfy({
          $0.isMaker(of: given) || $0.takes(anyOf: given)
            // Of a table nobody can know how many classes it has but as rows.
            || !given.contains(where: MediaModes.isSource)
              && ($0.makesCode || $0.inputModes.allSatisfy(MediaModes.isSource))
        })
      {
        offers = materialOffers
        asked = materialOffers
      }
    }
    // "make it a script" is about what was made, and makes nothing anew.
    if speaksOfMade(clause) {
      let others = offers.filter { !vocabulary.offers[$0].makesCode }
      if !others.isEmpty, others.contains(where: { !namesLanguage($0) }) || !earlier.isEmpty {
        offers = others
        // Where nothing is there yet, nothing is made up either: it is missing.
        asked = earlier.isEmpty && given.isEmpty ? others : asked.filter(others.contains)
      }
    }
    // "How do I check whether a year is a leap year": it is asked for what does it.
    if asksHow(clause), given.isEmpty {
      offers.removeAll { asked.contains($0) && !vocabulary.offers[$0].skill.takesWords }
      asked = asked.filter { vocabulary.offers[$0].skill.takesWords }
    }
    // "Average temperature by city", beside a table: what takes the table does it.
    if asked.isEmpty, !materialOffers.isEmpty,
      clause.verb.map(isPlain) ?? false || saysForm(clause),
      offers.allSatisfy({ vocabulary.offers[$0].skill.takesWords })
    {
      offers = materialOffers
      asked = materialOffers
    }
    // "And a script for it" goes on with the verb before, which its thing has no need of.
    let goesOnWithVerb =
      !verbs.isEmpty && goesOn(clause) && offers.contains { !namesLanguage($0) }
    if !asked.isEmpty
      || !offers.isEmpty && (clause.form == .wish && !isDeed(clause) || goesOnWithVerb)
    {
      return (.asked, Read(clauses: [clause], offers: offers, asked: Set(asked)))
    }
    // "Remove duplicates", below a table: it is done to that, and no code is made that does it.
    if asked.isEmpty, !materialOffers.isEmpty, !objects.isEmpty, clause.form == .wish,
      objects.allSatisfy({ vocabulary.offers[$0].makesCode })
    {
      return (.asked, Read(clauses: [clause], offers: materialOffers, asked: Set(materialOffers)))
    }
    guard !saysHow(clause), mayNameAlone(clause) || isThing(clause, objects: objects) else {
      return (.nothing, Read(clauses: [clause]))
    }
    let alone = objects.filter { isVerbless($0) || vocabulary.offers[$0].skill.takesWords }
    // "Script that prints the factorial": what it works on is to be made too.
    let made = alone.filter { !isVerbless($0) && vocabulary.offers[$0].skill.takesWords }
    return (
      alone.isEmpty ? .nothing : .named,
      Read(clauses: [clause], offers: alone, asked: Set(made))
    )
  }

  /// "Would you write a cipher for us? Python is what we use": the thing is named apart from the verb.
  private func apart(_ clause: Clause) -> [Int] {
    let verbs = usedVerbs(of: clause)
    guard !verbs.isEmpty else { return [] }
    return asideObjects.filter(verbs.contains).sorted()
  }

  /// Whether it follows another clause of its sentence with a thing in place of a verb.
  private func goesOn(_ clause: Clause) -> Bool {
    guard let verb = clause.verb,
      request.words[clause.words.lowerBound].before != .sentence
        || verb > clause.words.lowerBound
    else { return false }
    return Lexicon.determiners.contains(request.words[verb].text)
      || hits[verb].contains { !$0.isVerb }
  }

  private func namesLanguage(_ offer: Int) -> Bool {
    let name = vocabulary.offers[offer].capability.name
    return Lexicon.languages.contains { $0.name == name }
  }

  private func isVerbless(_ offer: Int) -> Bool {
    vocabulary.offers[offer].capability.verbs.isEmpty
  }

  /// Whether there is something that a skill works on: given, or made for an earlier wish.
  private func canWork(_ skill: Skill, after earlier: [Read]) -> Bool {
    !skill.takesWords && (skill.takes(anyOf: given) || isFed(skill, after: earlier))
  }

  private func isFed(_ skill: Skill, after earlier: [Read]) -> Bool {
    earlier.contains { $0.offers.contains { vocabulary.offers[$0].skill.feeds(skill) } }
  }

  private func usedVerbs(of clause: Clause) -> Set<Int> {
    var verbs: Set<Int> = []
    for index in clause.words
    where !clause.description.contains(index) && !isAdjective(index)
      && !isNoun(at: index, of: clause)
    {
      for hit in hits[index] where hit.isVerb { verbs.insert(hit.offer) }
    }
    return verbs
  }

  /// "a test function": the word names a kind of thing.
  private func isAdjective(_ index: Int) -> Bool {
    guard index > 0, index + 1 < hits.count,
      Lexicon.determiners.contains(request.words[index - 1].text)
    else { return false }
    return hits[index + 1].contains { !$0.isVerb }
  }

  /// "write tests": behind the verb of a clause a plural is what is to be made.
  private func isNoun(at index: Int, of clause: Clause) -> Bool {
    guard let verb = clause.verb, index > verb, hits[verb].contains(where: \.isVerb) else {
      return false
    }
    let word = request.words[index].text
    return word.hasSuffix("s") && !word.hasSuffix("ss")
  }

  /// In the order of the cards.
  func usedObjects(of clause: Clause) -> [Int] {
    var objects: Set<Int> = []
    for index in clause.words {
      for hit in hits[index] where !hit.isVerb {
        let isNamed =
          clause.description.contains(index)
          ? isAdverbial(index, isVerbless: isVerbless(hit.offer))
          : isVerbless(hit.offer) || !isSubject(at: index, of: clause)
        if isNamed { objects.insert(hit.offer) }
      }
    }
    return objects.sorted()
  }

  /// "a poem about merge sort": what something is about is not asked for.
  private func isSubject(at index: Int, of clause: Clause) -> Bool {
    var before = index - 1
    while before >= clause.words.lowerBound, index - before < 4 {
      let word = request.words[before].text
      if ["about", "on", "of", "regarding", "concerning"].contains(word) { return true }
      guard Lexicon.determiners.contains(word) || !Lexicon.functionWords.contains(word) else {
        return false
      }
      before -= 1
    }
    return false
  }

  /// Within the description of a thing, "from the command line" still says what the thing is to be.
  private func isAdverbial(_ index: Int, isVerbless: Bool) -> Bool {
    var before = index - 1
    while before > 0, Lexicon.determiners.contains(request.words[before].text) { before -= 1 }
    guard before >= 0 else { return false }
    let word = request.words[before].text
    return ["from", "as", "via"].contains(word)
      || isVerbless && ["in", "using", "with", "on"].contains(word)
  }

  // MARK: - One wish or two

  /// The wish that a clause goes on with: it asks the same skills for the same thing.
  private func sameWish(as named: Read, _ clause: Clause, among wishes: [Read]) -> Int? {
    guard !named.offers.isEmpty else { return nil }
    let skills = Set(named.offers.map { vocabulary.offers[$0].skill.id })
    return wishes.lastIndex { wish in
      guard skills.isSubset(of: Set(wish.offers.map { vocabulary.offers[$0].skill.id })) else {
        return false
      }
      return !isAnother(named, clause: clause, wish: wish)
    }
  }

  /// Something new of the same maker: both are asked for with a verb, and the second does not speak of the
  /// first.
  private func isAnother(_ named: Read, clause: Clause, wish: Read) -> Bool {
    let makes = named.asked.contains { vocabulary.offers[$0].makesCode }
    return makes && wish.asked.contains { vocabulary.offers[$0].makesCode }
      && !clause.words.contains { index in
        ["it", "that", "them"].contains(request.words[index].text)
          && !clause.description.contains(index)
      }
  }
}
