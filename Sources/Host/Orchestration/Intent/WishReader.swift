import HermesContract

/// Reads the wishes of a request from its words and the cards.
struct WishReader {
  /// A wish with the offers that its words name; without offers, no loaded agent could fulfil it.
  struct Read {
    var clauses: [Clause]
    var offers: [Int] = []
    /// The offers that are asked for with a verb.
    var asked: Set<Int> = []
  }

  /// Further wishes are read as part of the last.
  private static let maximumWishes = 16

  let request: RequestWords
  let vocabulary: CardVocabulary
  /// The media types that the request brings along.
  let given: Set<String>

  let hits: [[CardVocabulary.Hit]]
  let clauses: [Clause]
  /// The offers that work on what the request brings along, whatever it says.
  let materialOffers: [Int]
  private var asideObjects: Set<Int> = []

  /// - Parameter columns: words in the columns of given tables; they do not name things to make.
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
    // A bare noun ("a function that …") counts as a request to create it when no verb asks for
    // something.
    let hasWish = read.contains { $0.kind == .asked }
    var wishes: [Read] = []
    // Clauses before the first wish belong to it.
    var pending: [Clause] = []
    for (kind, found) in read {
      let clause = found.clauses[0]
      var found = found
      // "Split a list into chunks. Python pls": first the wish, then its language.
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
        || isForTheCode(clause, after: wishes.last?.clauses.last)
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
    /// The clause asks for something to be done.
    case asked
    /// The clause names a thing and asks for nothing to be done.
    case named
    case nothing
  }

  private func readClauses() -> [(kind: Kind, found: Read)] {
    var read: [(kind: Kind, found: Read)] = []
    var earlier: [Read] = []
    var verbs: Set<Int> = []
    for clause in clauses {
      let own = usedVerbs(of: clause)
      // "and a report" continues with the verb before; "and frobnicate it" has its own.
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
    // What is given is not made a second time: something should be done with it.
    if !asked.isEmpty, asked.allSatisfy({ vocabulary.offers[$0].skill.isMaker(of: given) }),
      !materialOffers.isEmpty
    {
      let rest = offers.filter { isVerbless($0) && !namesLanguage($0) }
      asked = rest.isEmpty ? materialOffers : []
      offers = asked + rest
    }
    // "The orders of Silva as a Markdown table": the form that the given data should have.
    let makers = (offers.isEmpty ? objects : offers).filter { vocabulary.offers[$0].makesCode }
    if !materialOffers.isEmpty, !makers.isEmpty, makers.allSatisfy({ isForm($0, in: clause) }) {
      offers = materialOffers
      asked = materialOffers
    }
    // "How many functions are in this file?" is about what is given; "who invented Python?" is not
    // for any agent.
    if asked.isEmpty, !objects.isEmpty, asksToKnow(clause) {
      let things = objects.filter { !namesLanguage($0) }
      if given.isEmpty {
        if things.isEmpty { offers = [] }
      } else if !materialOffers.isEmpty,
        things.map({ vocabulary.offers[$0].skill }).allSatisfy({
          $0.isMaker(of: given) || $0.takes(anyOf: given)
            // The number of classes in a table can only be a question about its rows.
            || !given.contains(where: MediaModes.isSource)
              && ($0.makesCode || $0.inputModes.allSatisfy(MediaModes.isSource))
        })
      {
        offers = materialOffers
        asked = materialOffers
      }
    }
    // "make it a script" is about what was made and asks for nothing new.
    if speaksOfMade(clause) {
      let others = offers.filter { !vocabulary.offers[$0].makesCode }
      if !others.isEmpty, others.contains(where: { !namesLanguage($0) }) || !earlier.isEmpty {
        offers = others
        // If there is nothing to work on, do not invent it: report it as missing.
        asked = earlier.isEmpty && given.isEmpty ? others : asked.filter(others.contains)
      }
    }
    // "How do I check whether a year is a leap year" asks for code that does it.
    if asksHow(clause), given.isEmpty {
      offers.removeAll { asked.contains($0) && !vocabulary.offers[$0].skill.takesWords }
      asked = asked.filter { vocabulary.offers[$0].skill.takesWords }
    }
    // "Average temperature by city" next to a table is answered from the table.
    if asked.isEmpty, !materialOffers.isEmpty,
      clause.verb.map(isPlain) ?? false || saysForm(clause),
      offers.allSatisfy({ vocabulary.offers[$0].skill.takesWords })
    {
      offers = materialOffers
      asked = materialOffers
    }
    // "And a script for it" continues with the verb before, which the thing itself does not need.
    let goesOnWithVerb =
      !verbs.isEmpty && goesOn(clause) && offers.contains { !namesLanguage($0) }
    if !asked.isEmpty
      || !offers.isEmpty && (clause.form == .wish && !isDeed(clause) || goesOnWithVerb)
    {
      return (.asked, Read(clauses: [clause], offers: offers, asked: Set(asked)))
    }
    // "Remove duplicates" below a table applies to the table; it does not ask for code.
    if asked.isEmpty, !materialOffers.isEmpty, !objects.isEmpty, clause.form == .wish,
      objects.allSatisfy({ vocabulary.offers[$0].makesCode })
    {
      return (.asked, Read(clauses: [clause], offers: materialOffers, asked: Set(materialOffers)))
    }
    guard !saysHow(clause), mayNameAlone(clause) || isThing(clause, objects: objects) else {
      return (.nothing, Read(clauses: [clause]))
    }
    let alone = objects.filter { isVerbless($0) || vocabulary.offers[$0].skill.takesWords }
    // "Script that prints the factorial": what the script works on has to be made too.
    let made = alone.filter { !isVerbless($0) && vocabulary.offers[$0].skill.takesWords }
    return (
      alone.isEmpty ? .nothing : .named,
      Read(clauses: [clause], offers: alone, asked: Set(made))
    )
  }

  /// "Would you write a cipher for us? Python is what we use": the thing is named apart from the
  /// verb.
  private func apart(_ clause: Clause) -> [Int] {
    let verbs = usedVerbs(of: clause)
    guard !verbs.isEmpty else { return [] }
    return asideObjects.filter(verbs.contains).sorted()
  }

  /// Whether it follows another clause of its sentence and has a thing instead of a verb.
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

  /// Whether there is something for a skill to work on: given, or made for an earlier wish.
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

  /// "a test function": the word is an adjective.
  private func isAdjective(_ index: Int) -> Bool {
    guard index > 0, index + 1 < hits.count,
      Lexicon.determiners.contains(request.words[index - 1].text)
    else { return false }
    return hits[index + 1].contains { !$0.isVerb }
  }

  /// "write tests": after the verb of a clause, a plural is a thing to make.
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

  /// "a poem about merge sort": the subject of a thing is not asked for.
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

  /// Within the description of a thing, "from the command line" still says what the thing is.
  private func isAdverbial(_ index: Int, isVerbless: Bool) -> Bool {
    var before = index - 1
    while before > 0, Lexicon.determiners.contains(request.words[before].text) { before -= 1 }
    guard before >= 0 else { return false }
    let word = request.words[before].text
    return ["from", "as", "via"].contains(word)
      || isVerbless && ["in", "using", "with", "on"].contains(word)
  }

  // MARK: - One wish or two

  /// The wish that a clause continues: it asks the same skills for the same thing.
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

  /// Whether it asks the same maker for something new: both are asked for with a verb, and the
  /// second does not refer to the first.
  private func isAnother(_ named: Read, clause: Clause, wish: Read) -> Bool {
    let makes = named.asked.contains { vocabulary.offers[$0].makesCode }
    return makes && wish.asked.contains { vocabulary.offers[$0].makesCode }
      && !clause.words.contains { index in
        ["it", "that", "them"].contains(request.words[index].text)
          && !clause.description.contains(index)
      }
  }
}
