/// Shares: "what percentage of people are older than 30", "the share of the total amount per customer".
extension ClauseReader {
  private static let verbs: Set<String> = [
    "is", "are", "was", "were", "have", "has", "had", "earn", "earns", "live", "lives", "work",
    "works",
    "belong", "come", "comes", "get", "gets", "cost", "costs", "do", "does", "did", "make", "makes",
    "took",
    "take", "goes", "go", "went",
  ]

  mutating func takeShare() throws(QuestionFault) -> Question.Wish {
    try refuseUnclear()
    guard let index = index(where: { $0 == .share }) else { return .countRows }
    markUsed(.share, .persons, .rows)
    let columns = freeColumns
    guard columns.count < 2, columns.allSatisfy(isNumeric) else {
      throw QuestionFault("it is not clear what the share is of; the columns are \(columnList)")
    }
    if let column = columns.first {
      guard !data[column].isMeasure else {
        throw QuestionFault("\(columnName(column)) is not added up, so that it has no share")
      }
      markUsed(.figure(.sum))
      try refuseSumsOfScales()
      useColumns()
    }
    if group != nil, filters.isEmpty { return .share(of: [], column: columns.first) }
    guard !filters.isEmpty else {
      throw QuestionFault(
        "a share takes a condition, such as \"older than 30\", or \"per\" and a column")
    }
    // With conditions, a group's sum is a share of the sum of the remaining rows.
    if group != nil, !columns.isEmpty { return .share(of: filters, column: columns.first) }
    // The words before the verb are the base: "of the people in Rome are …".
    let verb = items.indices.first { at in
      at > index
        && !FoldedText.words(items[at].raw.lowercased()).filter(Self.verbs.contains).isEmpty
        && items[index..<at].contains { [.persons, .rows].contains($0.term) || $0.column != nil }
    }
    let base = filters.filter { filter in
      guard let place = filter.place else { return false }
      return place < index || verb.map { place < $0 } ?? false
    }
    if verb == nil, filters.count > 1 {
      throw QuestionFault("it is not clear of what the share is: say \"of those … are …\"")
    }
    return .share(of: base.count < filters.count ? base : [], column: columns.first)
  }

  /// Whether the clause asks for something in addition to "check the table": "check how many are
  /// late".
  var asksBeside: Bool {
    index { term in
      switch term {
      case .howMany, .howMuch, .countOf, .figure, .common, .share, .extreme, .different, .missing,
        .sort,
        .difference:
        true
      default: false
      }
    } != nil
  }

  /// A description of all columns; not available for some rows or groups.
  func takeReport() throws(QuestionFault) -> Question.Wish {
    if group != nil {
      throw QuestionFault(
        "what is wanted of each group was not said, such as the average or the total")
    }
    if !filters.isEmpty, !items.contains(where: { $0.term == .others }) {
      throw QuestionFault(
        "only the whole table is described: of some rows ask for figures, such as the average or the number"
      )
    }
    return .report
  }
}
