/// Questions about people.
extension ClauseReader {
  /// Nouns for people that are used as column names, in addition to those of the lexicon.
  private static let roles: Set<String> = [
    "rep", "representative", "seller", "salesperson", "salesman", "saleswoman", "agent", "driver",
    "owner",
    "manager",
    "author", "assignee", "contact", "buyer", "client", "winner", "teacher", "doctor", "nurse",
    "officer",
    "editor", "artist", "singer", "director", "engineer", "technician", "consultant", "clerk",
    "waiter",
    "runner", "rider", "candidate", "applicant", "tenant", "volunteer", "coach", "cashier",
    "operator",
    "reporter", "reviewer", "sender", "recipient", "courier", "cleaner", "cook", "chef", "farmer",
    "lawyer", "judge", "guide", "host", "chair", "trainer", "tutor", "supervisor", "boss", "leader",
    "captain", "pilot", "vendor", "salesrep", "carer", "therapist", "instructor", "lecturer",
    "professor", "scorer", "goalkeeper", "speaker", "interviewer", "handler",
  ]

  /// Whether the clause asks who.
  var asksForWho: Bool { items.contains { ["who", "whom"].contains($0.raw.lowercased()) } }

  /// Whether the column's name shows that it holds people.
  func isPersons(_ column: Int) -> Bool {
    FoldedText.words(FoldedText.of(columnName(column))).contains {
      QuestionLexicon.terms[$0] == .persons || Self.roles.contains($0)
    }
  }

  /// The column that answers "who"; nil if rows are people themselves, or are identified by a name.
  /// - Throws: If it is not clear which column answers.
  func personsColumn() throws(QuestionFault) -> Int? {
    if let label = defaultLabel, data[label].kind == .text, !hasTwice(label),
      isPersons(label) || isOfPeople
    {
      return nil
    }
    let persons = (0..<given).filter { data[$0].kind == .text && isPersons($0) }
    guard persons.count < 2 else {
      throw QuestionFault(
        "it is not clear who is meant: name one of the columns \(persons.map(columnName).joined(separator: ", "))"
      )
    }
    if persons.isEmpty, let label = defaultLabel, data[label].kind == .date {
      throw QuestionFault("no column says who; the columns are \(columnList)")
    }
    return persons.first
  }

  /// "Who repairs the pump" asks for a repairer, "which driver drove" for a driver, and "steered by
  /// Ute" names one: other uses of such verbs are not understood.
  mutating func nameAgents() {
    for index in items.indices {
      guard case .doing(let column) = items[index].term else { continue }
      // "Has written" refers to the same person.
      let before = items[..<index].last {
        !($0.isNoise && ["has", "have", "had"].contains($0.raw.lowercased()))
      }
      let isOwn = items.indices.contains { place in
        guard place != index, case .value(let found) = items[place].meaning else { return false }
        return found.contains { $0.column == column }
      }
      let asks = before.map { $0.term == .asks && ["who", "what"].contains($0.raw.lowercased()) }
      let isPassive = items.indices.contains(index + 1) && items[index + 1].raw.lowercased() == "by"
      let follows = before.map { $0.isNoise || $0.term == .rows || $0.term == .persons } ?? false
      let asksOfRows = !asksForWho || isOfPeople || defaultLabel.map(isPersons) ?? false
      asksForDeed = true
      if asks ?? false, !isOwn, !isPassive {
        var named = items[index].meaning(.column(column))
        named.note = "\"\(items[index].raw)\" was taken for the column \(columnName(column))"
        items[index] = named
      } else if before?.column == column && !isOwn && !isPassive
        || isPassive && isOwn && follows && asksOfRows
      {
        items[index] = items[index].meaning(.term(.noise))
        used[index] = true
      } else {
        items[index] = items[index].meaning(.unknown)
      }
    }
  }
}
