/// "In which crew does she sail?", "how many of it were caught?": about the one row or group that
/// was named before.
extension ClauseReader {
  /// Reads a word that refers to the subject of the previous answer, and makes it a condition.
  /// - Throws: If a pronoun for a person refers to no one.
  mutating func takePronoun() throws(QuestionFault) {
    guard let previous else { return }
    takeThatColumn(previous)
    let places = items.indices.filter { pronoun(at: $0) != nil }
    guard let place = places.first, let said = pronoun(at: place) else { return }
    let unclear = QuestionFault("it is not clear what \"\(items[place].raw)\" stands for: name it")
    guard places.allSatisfy({ pronoun(at: $0) == said }), !isAboutTable(said),
      previous.isJustSaid, let subject = named(said, by: previous)
    else {
      let isOfSome = previous.isJustSaid && UnclearPronoun.tellsSome(previous)
      if said == .personal || saysNothingElse || isPlace(place) && isOfSome { throw unclear }
      return
    }
    self.subject = subject
    pronoun = said
    for index in places { used[index] = true }
    filters.append(subject.filter)
  }

  /// "In that class", after "which class is she in?".
  private mutating func takeThatColumn(_ previous: Question) {
    guard previous.isJustSaid, let asked = AnswerSubject.asked(by: previous, data: data),
      let place = items.indices.first(where: { index in
        ["that", "this"].contains(items[index].raw.lowercased())
          && items.indices.contains(index + 1)
          && items[index + 1].column == asked.filter.column
      })
    else { return }
    (used[place], used[place + 1]) = (true, true)
    items[place + 1] = items[place + 1].meaning(.term(.noise))
    filters.append(asked.filter)
  }

  private func pronoun(at index: Int) -> Pronoun? {
    guard items[index].isUnknown || items[index].isNoise, !items[index].isQuoted else {
      return nil
    }
    if isPlace(index) { return .neuter }
    // "It's" and "they're" don't refer to a subject.
    return Pronoun(items[index].raw.lowercased())
  }

  /// "How many people work there": a named place; but not "are there".
  private func isPlace(_ index: Int) -> Bool {
    guard items[index].raw.lowercased() == "there", index > 0,
      items[(index + 1)...].allSatisfy(\.isMark)
    else { return false }
    let verbs: Set = [
      "work", "works", "worked", "working", "live", "lives", "lived", "living", "play", "plays",
      "stay", "stayed", "sit", "sits",
    ]
    return verbs.contains(items[index - 1].raw.lowercased())
  }

  /// "Sort it by price", "draw them", "list them": refers to the table or to a list.
  private func isAboutTable(_ pronoun: Pronoun) -> Bool {
    if isChart { return true }
    let isOwned = items.contains { ["its", "their", "his", "her"].contains($0.raw.lowercased()) }
    return items.contains { item in
      switch item.term {
      case .sort, .convert, .analyse, .extreme, .top, .bottom, .common, .outliers, .correlation:
        true
      case .list, .figure: pronoun != .personal && !isOwned
      default: false
      }
    }
  }

  /// "When did it?"
  private var saysNothingElse: Bool {
    func asks(_ item: QuestionItem) -> Bool {
      item.term == .asks || item.raw.lowercased() == "when"
    }
    return items.contains(where: asks)
      && items.indices.allSatisfy { used[$0] || asks(items[$0]) || pronoun(at: $0) != nil }
  }

  /// The word's referent: that of the earlier pronoun, else the one that the previous answer named.
  private func named(_ pronoun: Pronoun, by previous: Question) -> AnswerSubject? {
    if let subject = previous.subject, let before = previous.pronoun {
      // After a question about a person, "it" is the value that was asked for.
      if pronoun == .neuter, before == .personal,
        let asked = AnswerSubject.asked(by: previous, data: data)
      {
        return asked
      }
      // "It" may be a student's class, and "they" all students in it.
      let isSame =
        pronoun == before || subject.row != nil && pronoun != .neuter && before != .neuter
      return isSame ? subject : nil
    }
    // Unclear: the person in "which club is Ann in", or the club.
    if pronoun == .plural, case .values = previous.wish { return nil }
    if pronoun == .neuter, case .rows(let columns, _) = previous.wish, columns.count == 1,
      !isNumeric(columns[0]), columns[0] != defaultLabel
    {
      return nil
    }
    var label = ClauseReader([], data: data, source: source).defaultLabel
    // Calls are identified by their numbers, not by the caller.
    if tellsByNumber(previous) { label = 0 }
    guard let subject = AnswerSubject(of: previous, label: label, data: data),
      names(pronoun, column: subject.filter.column, of: previous)
    else { return nil }
    return subject
  }

  private func tellsByNumber(_ previous: Question) -> Bool {
    switch previous.wish {
    case .rows, .figures:
      ColumnNames.isLabel(data[0]) && !hasTwice(0)
        && !FoldedText.words(previous.text.lowercased()).contains("who")
    default: false
    }
  }

  /// Whether the pronoun fits values of the column.
  private func names(_ pronoun: Pronoun, column: Int, of previous: Question) -> Bool {
    let words = FoldedText.words(previous.text.lowercased())
    let isPerson =
      words.contains("who") || words.contains("whom") || isPersons(column)
      || isOfPeople && column == defaultLabel
    switch pronoun {
    case .personal:
      return isPerson || ["er", "or"].contains(where: columnName(column).lowercased().hasSuffix)
    case .neuter: return !isPerson
    case .plural: return true
    }
  }

  /// The question about the word's referent.
  /// - Throws: For something that is not one of its values.
  mutating func ofSubject(_ wish: Question.Wish) throws(QuestionFault) -> Question.Wish {
    guard let subject, let pronoun else { return wish }
    let said = CellText.cut(
      data[subject.filter.column].cells[subject.namesakes[0]] ?? "", to: 60)
    guard subject.row != nil else {
      switch wish {
      case .figures, .countRows, .countDifferent, .values, .rows, .share, .missing: break
      default: throw QuestionFault("what is asked of \(said) was not understood")
      }
      // Its own name is not the requested value.
      guard case .rows(let columns, _) = wish, columns.isEmpty, pronoun == .neuter else {
        return wish
      }
      throw QuestionFault("what is asked of \(said) was not understood")
    }
    let columns: [Int] =
      switch wish {
      case .rows(let columns, nil), .values(let columns), .countDifferent(let columns): columns
      default: []
      }
    guard !columns.isEmpty, filters.count == 1, group == nil else {
      if let unknown = firstUnknown { throw QuestionFault(self.unknown(items[unknown])) }
      throw QuestionFault(
        "of \(said), which the answer before named, only what stands in its row is told: name one of the columns \(columnList)"
      )
    }
    // A subject with several rows may have several values.
    for column in columns {
      let values = subject.namesakes.map { ValueCounts.value(of: data[column], $0) }
      guard values.allSatisfy({ $0 == values[0] }) else {
        throw QuestionFault(
          "\(said) stands in \(values.count) rows: it is not clear of which \(columnName(column)) is wanted"
        )
      }
    }
    return .rows(columns: columns, order: nil)
  }
}
