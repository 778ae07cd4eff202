/// Columns that are to be omitted: "without the salary column", "leave out age and town".
extension ClauseReader {
  /// Words that omit something, either rows or columns.
  private static let leavers: Set<String> = [
    "without", "excluding", "except", "except for", "minus", "not", "no", "with no", "all but",
    "but", "other than",
  ]
  /// Verbs that omit something. The verbs in `deeds` also change data, unless a table is made.
  private static let verbs: Set<String> = [
    "leave", "leaving", "omit", "omitting", "exclude", "skip", "skipping", "ignore", "ignoring",
    "hide", "hiding", "drop", "dropping", "remove", "removing", "delete", "deleting", "strip",
    "stripping",
  ]
  private static let deeds: Set<String> = ["drop", "remove", "delete", "strip"]
  private static let fillers: Set<String> = [
    "out", "the", "its", "their", "off", "away", "include", "including", "show", "any", "of",
  ]

  /// Whether the clause names a format for the table.
  var namesForm: Bool {
    items.indices.contains { index in
      switch items[index].term {
      case .format(let format): !isSource(format) || isGoal(index)
      default: false
      }
    }
  }

  /// Reads which columns are to be omitted.
  /// - Throws: If rows may be meant.
  mutating func takeLeftOut() throws(QuestionFault) {
    for index in items.indices {
      let word = items[index].raw.lowercased()
      let isVerb = Self.verbs.contains(word)
      guard items[index].column == nil, isVerb || Self.leavers.contains(word),
        var found = columns(after: index)
      else { continue }
      // "All columns but the age".
      let whole = whole(before: index)
      found.isNamed = found.isNamed || whole != nil
      guard isLeaver(at: index, found: found) else { continue }
      // Dropping a column changes the data, unless a new table is made.
      if Self.deeds.contains(word), index == firstSaid, !namesForm { continue }
      if !found.isNamed {
        guard namesForm else { continue }
        for column in found.columns {
          guard affirmative(of: column) == nil,
            isVerb || data[column].missing == 0 && !hasZeros(column)
          else {
            throw QuestionFault(
              "it is not clear whether the column \(columnName(column)) is to be left out or rows: say \"the \(columnName(column)) column\" or which rows"
            )
          }
        }
      }
      for taken in (whole ?? index)...found.end { used[taken] = true }
      if index > 0, items[index - 1].term == .and { used[index - 1] = true }
      leftOut += found.columns.filter { !leftOut.contains($0) }
    }
  }

  /// Where a directly preceding "all columns" or "everything" begins.
  private func whole(before index: Int) -> Int? {
    guard let noun = items[..<index].lastIndex(where: { $0.raw != "," }) else { return nil }
    if items[noun].raw.lowercased() == "everything" { return noun }
    guard items[noun].term == .columns else { return nil }
    return noun > 0 && items[noun - 1].isNoise ? noun - 1 : noun
  }

  /// True for "not the remote column", false for "cost minus the fee column".
  private func isLeaver(at index: Int, found: (columns: [Int], isNamed: Bool, end: Int)) -> Bool {
    let word = items[index].raw.lowercased()
    switch word {
    case "but": return whole(before: index) != nil
    case "minus": return found.isNamed && (index == 0 || items[index - 1].column == nil)
    case "not", "no": return found.isNamed
    default: return true
    }
  }

  /// The listed columns, and whether the word "column" is used; nil if something else follows.
  private func columns(after index: Int) -> (columns: [Int], isNamed: Bool, end: Int)? {
    var (columns, isNamed, end) = ([Int](), false, index)
    for place in items.indices where place > index {
      let item = items[place]
      if let column = item.column, column < given {
        columns.append(column)
        end = place
      } else if item.term == .columns {
        isNamed = true
        end = place
        if !columns.isEmpty { break }
      } else if item.term == .and || item.term == .or || item.raw == ","
        || item.isNoise && columns.isEmpty
        || Self.fillers.contains(item.raw.lowercased())
      {
        continue
      } else {
        // "Without the cancelled orders": rows.
        if !isNamed, !columns.isEmpty, place == end + 1,
          item.term == .rows || item.term == .persons || item.isUnknown
        {
          return nil
        }
        break
      }
    }
    // "Leave the age out".
    if items.indices.contains(end + 1), items[end + 1].raw.lowercased() == "out" { end += 1 }
    guard !columns.isEmpty, !(columns == [0] && !isNamed && nouns.isFirst(items[end].raw)) else {
      return nil
    }
    return (columns, isNamed, end)
  }

  /// "Show the table without the age column", "and without the age column": all rows, or those of
  /// the previous question.
  mutating func takeRest() -> Question.Wish? {
    guard !leftOut.isEmpty else { return nil }
    switch previous?.wish {
    case .rows(let columns, let order) where filters.isEmpty && opensSo:
      filters = previous?.filters ?? []
      return .rows(columns: columns.filter { !leftOut.contains($0) }, order: order)
    case .conversion(let format, let rows)
    where filters.isEmpty && opensSo && previous?.isOfEarlierTurn == true:
      filters = previous?.filters ?? []
      return .conversion(format, rows)
    default: return .rows(columns: [], order: nil)
    }
  }

  /// The wish without the omitted columns.
  /// - Throws: If the wish needs one of them, or can't omit any.
  func leavingOut(_ wish: Question.Wish) throws(QuestionFault) -> Question.Wish {
    guard !leftOut.isEmpty else { return wish }
    let kept = (0..<given).filter { !leftOut.contains($0) }
    let wanted: [Int]
    switch wish {
    case .rows(let columns, let order) where columns.isEmpty:
      guard !kept.isEmpty else { throw nothingLeft }
      return .rows(columns: kept, order: order)
    case .conversion(let format, var rows):
      rows.columns = rows.columns.isEmpty ? kept : rows.columns.filter { !leftOut.contains($0) }
      guard !rows.columns.isEmpty else { throw nothingLeft }
      return .conversion(format, rows)
    case .rows(let columns, _), .values(let columns), .countDifferent(let columns),
      .figures(_, let columns):
      wanted = columns
    case .countRows, .crowd: wanted = []
    case .share(_, let column): wanted = [column].compactMap { $0 }
    case .common(let column, _, _): wanted = [column]
    case .extreme(let value, _, _, .some, _): wanted = [value]
    case .chart(_, _, let columns, _): wanted = columns
    default:
      throw QuestionFault(
        "the column \(columnName(leftOut[0])) can't be left out of this: ask for the rows or for figures"
      )
    }
    if let both = wanted.first(where: leftOut.contains) {
      throw QuestionFault("the column \(columnName(both)) is to be left out, and is asked for")
    }
    return wish
  }

  private var nothingLeft: QuestionFault {
    QuestionFault("no column is left; the columns are \(columnList)")
  }
}
