/// Distinguishes questions from statements.
extension ClauseReader {
  /// Whether the clause is more than a statement about the data.
  var asksSomething: Bool {
    let isQuestion = items.contains { if case .mark("?") = $0.meaning { true } else { false } }
    return isQuestion
      || items.contains { item in
        switch item.term {
        case .howMany, .howMuch, .countOf, .figure, .different, .common, .share, .extreme, .asks,
          .list,
          .sort, .plot, .chart, .otherChart, .convert, .analyse, .outliers, .correlation, .missing,
          .others, .unknownVerb, .ascending, .descending, .top, .bottom, .text, .lacks, .same,
          .calculation, .extra, .per,
          .format, .otherFormat, .implied, .comparison,
          .between:
          true
        default: false
        }
      }
      || items.contains { item in
        switch item.meaning {
        case .value, .column, .date: true
        case .number:
          opensSo && previous != nil
            || items.contains { [.rows, .persons].contains($0.term) }
        default: false
        }
      }
  }

  /// "Here is the table of our staff".
  var isStatement: Bool {
    if isTold { return true }
    let words = items.prefix(2).flatMap { FoldedText.words($0.raw.lowercased()) }.prefix(2)
    let starts = [
      ["here", "is"], ["here", "are"], ["this", "is"], ["these", "are"], ["i", "have"],
      ["we", "have"],
      ["attached", "is"], ["below", "is"],
    ]
    return starts.contains { words.elementsEqual($0) }
      && !items.contains { if case .mark("?") = $0.meaning { true } else { false } }
  }

  /// "Food was expensive", "it rained every day": sentences of a text next to the table.
  var isTold: Bool {
    let said = items.filter { !$0.isMark }
    guard said.count > 2, let first = said.first, let start = first.raw.first, start.isUppercase,
      !items.contains(where: { item in
        switch item.term {
        case .howMany, .howMuch, .figure, .share, .asks, .list, .convert, .format, .sort, .plot,
          .chart, .extreme, .common, .correlation, .top, .bottom, .others, .unknownVerb, .analyse:
          true
        default: item.raw == "?"
        }
      })
    else { return false }
    let words = said.prefix(8).map { $0.raw.lowercased() }
    if ["we", "it", "they", "he", "she", "i"].contains(words[0]) {
      return said[1].isUnknown || QuestionItems.isSpending(words[1])
        || ["was", "were"].contains(words[1])
    }
    return words.dropFirst().prefix(4).contains { ["was", "were"].contains($0) }
  }
}
