/// Rows of the table: sorted, with some of their columns, or those that meet conditions.
extension ClauseReader {
  /// "Everyone in Graz without the salary": either a column to omit, or rows without a salary.
  func refuseUnclearWithout() throws(QuestionFault) {
    guard !items.contains(where: { $0.isFigure || $0.term == .howMany }) else { return }
    for index in items.indices.dropLast(2)
    where !used[index] && items[index].raw.lowercased() == "without" {
      guard ["the", "their", "his", "her", "its"].contains(items[index + 1].raw.lowercased()),
        let column = items[index + 2].column
      else { continue }
      throw QuestionFault(
        "it is not clear whether rows without \(columnName(column)) are meant, or all columns but it: name the columns"
      )
    }
  }

  mutating func takeSorted() throws(QuestionFault) -> Question.Wish {
    try refuseUnclear()
    var isDescending = has(.descending)
    if has(.extreme(isMost: true, columns: [])) { isDescending = true }
    guard let column = freeColumns.last else {
      throw QuestionFault(
        "it is not clear by which column the rows are to be sorted; the columns are \(columnList)")
    }
    if let rank = items.firstIndex(where: { $0.term == .sort && $0.raw.lowercased() == "rank" }),
      items.indices.contains(rank + 1), items[rank + 1].raw.lowercased() == "of"
    {
      throw QuestionFault(
        "the \(items[rank].raw) of a row is not worked out: ask for the rows sorted by a column")
    }
    // "Sort by age", for the previous listing.
    if let first = firstSaid, items[first].term == .sort, filters.isEmpty,
      let previous, case .rows = previous.wish
    {
      filters = previous.filters
    }
    // "Sort by a, then by b", and "rank the a by b".
    let sort = items.firstIndex { $0.term == .sort } ?? 0
    let isWhole = items[sort].raw.lowercased().hasSuffix("by")
    let by = isWhole ? sort : items[sort...].firstIndex { $0.term == .by } ?? sort
    let keys = items.indices.filter { $0 > by && !used[$0] && items[$0].column != nil }
    guard keys.count < 2 else { throw QuestionFault("rows are sorted by one column at a time") }
    // A ranking begins with the highest value.
    if items.contains(where: { $0.term == .sort && $0.raw.lowercased().hasPrefix("rank") }) {
      isDescending = !has(.ascending)
      if let repeated = freeColumns.dropLast().first(where: hasTwice) {
        throw QuestionFault(
          "\(columnName(repeated)) stands in several rows: ask for the total or average \(columnName(column)) by it"
        )
      }
    }
    // The oldest has the highest age, and the earliest date.
    if data[column].kind == .date,
      items.contains(where: { ["oldest first", "youngest first"].contains($0.raw.lowercased()) })
    {
      isDescending.toggle()
    }
    // "Name and salary, sorted by salary": only these columns.
    let wanted = items[..<sort].indices.filter { !used[$0] }.compactMap { items[$0].column }
    markUsed(.sort, .ascending, .descending, .rows, .by, .persons)
    useColumns()
    if wanted.isEmpty, let sorted = earlierConversion(sortedBy: (column, isDescending)) {
      return sorted
    }
    return .rows(columns: wanted, order: (column, isDescending))
  }

  /// The rows that meet conditions, or some of their columns: "the salary of Anna", "who is older
  /// than 30".
  mutating func takeRows() throws(QuestionFault) -> Question.Wish? {
    try refuseUnclear()
    let implied = takeImplied()
    let columns = freeColumns + implied
    let asksForPersons =
      items.contains { ["who", "who are", "who have"].contains($0.raw.lowercased()) }
      || has(.persons)
    // "Books by other authors than Max" is not grouped.
    if case .column(let key)? = group, filters.contains(where: { $0.column == key }), has(.rows) {
      group = nil
    }
    if group != nil, columns.isEmpty, has(.rows) || has(.persons) {
      markUsed(.rows, .persons)
      return .countRows
    }
    if let wish = takeEachRow(columns) { return wish }
    // "List people by age": in this order.
    if case .column(let column) = group, has(.list), columns.isEmpty,
      isNumeric(column) || data[column].kind == .date
    {
      group = nil
      markUsed(.rows, .persons)
      return .rows(columns: [], order: (column, false))
    }
    if has(.versus) {
      throw QuestionFault("what is to be compared was not said, such as the averages")
    }
    if filters.isEmpty {
      guard group == nil else {
        throw QuestionFault(
          "what is wanted of each group was not said, such as the average or the total")
      }
      let asks = has(.asks) || has(.list) || has(.different)
      if let index = leftNumber, asks || asksForPersons || has(.rows) {
        throw QuestionFault(unknown(items[index]))
      }
      guard asks, !columns.isEmpty, firstUnknown == nil else {
        if let index = firstUnknown, asks || !columns.isEmpty {
          throw QuestionFault(unknown(items[index]))
        }
        let points = items.contains { ["them", "those", "these"].contains($0.raw.lowercased()) }
        if has(.list), previous != nil, points, columns.isEmpty {
          return .rows(columns: [], order: nil)
        }
        if has(.list), has(.rows) || has(.persons) && isOfPeople && columns.isEmpty {
          markUsed(.rows, .persons)
          return .rows(columns: [], order: nil)
        }
        if let index = leftNumber, !columns.isEmpty { throw QuestionFault(unknown(items[index])) }
        if let label = rowLabel, let last = columns.last, last >= given {
          useColumns()
          return .rows(columns: [label] + columns.filter { $0 != label }, order: nil)
        }
        // A condition that was not understood must not lead to listing everything.
        if let index = items.firstIndex(where: {
          ["where", "whose", "having", "if"].contains($0.raw.lowercased())
        }), index > 0 {
          throw QuestionFault("the condition after \"\(items[index].raw)\" was not understood")
        }
        if let index = items.indices.first(where: { !used[$0] && isWish($0) }) {
          throw QuestionFault(unknown(items[index]))
        }
        if asksForPersons,
          let index = items.firstIndex(where: { ["who", "who are"].contains($0.raw.lowercased()) })
        {
          throw QuestionFault("what is asked with \"\(items[index].raw)\" was not understood")
        }
        // Column names alone ask for these columns; with more words they mean something else.
        let isBare = items.indices.allSatisfy {
          items[$0].isNoise
            && QuestionLexicon.functionWords.contains(items[$0].raw.lowercased())
            || items[$0].isMark || items[$0].column != nil || items[$0].term == .and
            || items[$0].term == .columns || items[$0].raw.lowercased() == "only"
            || items[$0].raw.lowercased() == "just"
        }
        guard columns.isEmpty || isBare else {
          throw QuestionFault(
            "what is wanted of the column \(columnName(columns[0])) was not understood")
        }
        if columns.isEmpty, previous != nil, opensSo,
          let index = items.firstIndex(where: { $0.term == .asks })
        {
          throw QuestionFault("what is asked with \"\(items[index].raw)\" was not understood")
        }
        if columns.isEmpty { return nil }
        if columns.count > 1 {
          useColumns()
          return .rows(columns: columns, order: nil)
        }
        if isNumeric(columns[0]) {
          // For a column "Total spent", the total.
          let named = items.first { $0.column == columns[0] }?.raw.lowercased() ?? ""
          guard named.hasPrefix("total ") else { return .report }
          useColumns()
          notes.append("The total of \(columnName(columns[0])) was taken")
          return .figures([.sum], columns: columns)
        }
        useColumns()
        return .values(columns)
      }
      if let index = items.firstIndex(where: { ["who", "who are"].contains($0.raw.lowercased()) }),
        columns.allSatisfy({ isNumeric($0) || $0 != defaultLabel && !isPersons($0) })
      {
        throw QuestionFault("what is asked with \"\(items[index].raw)\" was not understood")
      }
      useColumns()
      if columns.count > 1, !has(.different) {
        markUsed(.and, .persons, .rows)
        return .rows(columns: columns, order: nil)
      }
      // A value computed from a row is shown with the row's name.
      if let label = rowLabel, columns.allSatisfy({ $0 >= given }) {
        return .rows(columns: [label] + columns, order: nil)
      }
      return .values(columns)
    }
    if columns.count == 1, data[columns[0]].kind == .date,
      let index = items.firstIndex(where: { ["who", "who are"].contains($0.raw.lowercased()) })
    {
      throw QuestionFault("what is asked with \"\(items[index].raw)\" was not understood")
    }
    // "Who has an unpaid bill": does not ask for a bill.
    if asksForWho, columns == [0], !isOfPeople, !isPersons(0), !hasTwice(0),
      items.contains(where: { $0.column == 0 && nouns.isFirst($0.raw) })
    {
      // "Pupils who joined in 2021" asks for the names.
      let isNamed = items.indices.dropLast().contains { index in
        items[index].column == 0
          && ["who", "who have", "who are"].contains(items[index + 1].raw.lowercased())
      }
      guard let persons = try personsColumn() ?? (isNamed ? 0 : nil) else {
        throw QuestionFault("it is not clear who is meant; the columns are \(columnList)")
      }
      markUsed(.rows, .and)
      useColumns()
      try refuseNotOfNames(persons)
      return .values([persons])
    }
    markUsed(.rows, .and)
    if columns.count == 1, !isNumeric(columns[0]), hasTwice(columns[0]) {
      try refuseNotOfNames(columns[0])
      // "Which products": each once.
      let isSubject = items.indices.first { !items[$0].isNoise && items[$0].term != .list }.map {
        items[$0].column == columns[0] && RowNouns.isPlural(items[$0].raw)
      }
      if isSubject ?? false
        || items.contains(where: { ["which", "what"].contains($0.raw.lowercased()) })
        || asksForDeed && asksForWho,
        group == nil
      {
        useColumns()
        return .values(columns)
      }
    }
    if has(.persons), !isOfPeople {
      throw QuestionFault(
        "nothing in the table says that its rows are people; the columns are \(columnList)")
    }
    markUsed(.persons)
    useColumns()
    guard group == nil else {
      throw QuestionFault(
        "what is wanted of each group was not said, such as the average or the total")
    }
    let persons = asksForWho && columns.isEmpty ? try personsColumn() : nil
    guard columns.isEmpty, asksForPersons, let label = persons ?? defaultLabel else {
      return .rows(columns: columns, order: nil)
    }
    // A name with several rows is listed once.
    try refuseNotOfNames(label)
    return hasTwice(label) ? .values([label]) : .rows(columns: [label], order: nil)
  }

  /// The column that identifies each row: its number, if it has one.
  private var rowLabel: Int? {
    ColumnNames.isLabel(data[0]) && !hasTwice(0) ? 0 : defaultLabel
  }

  /// "Which drivers were not in the north" asks for drivers without such a row, not for rows.
  func refuseNotOfNames(_ column: Int) throws(QuestionFault) {
    guard hasTwice(column),
      let filter = filters.first(where: { $0.isNot && !$0.isOfSome && $0.column != column })
    else {
      return
    }
    throw QuestionFault(
      "\"not\" is understood of rows (\(filter.text(columnName(filter.column)))), and \(columnName(column)) stands in several: it is not clear which is meant"
    )
  }

  /// Whether an item asks for something beyond an overview of all columns.
  private func isWish(_ index: Int) -> Bool {
    switch items[index].meaning {
    case .number, .date: return true
    case .term(let term):
      switch term {
      case .ascending, .descending, .period, .between, .comparison, .not, .lacks, .extra, .ordinal,
        .top, .bottom, .same,
        .text, .share:
        return true
      default: return false
      }
    default: return false
    }
  }

  /// A number or comparison that refers to nothing.
  private var leftNumber: Int? {
    items.indices.first { index in
      if used[index] { return false }
      if case .comparison = items[index].term { return true }
      return items[index].number != nil
    }
  }
}
