/// Detects requests to change the data, which are read-only: "give Ann a salary of 40000", "add 10
/// % to each price".
enum DataChange {
  static let reason =
    "it would change the data, which are only read: send the table with the new values"
  static let dependent = "it comes after a change of the data, which was not made"

  private static let setters: Set<String> = [
    "set", "change", "raise", "increase", "decrease", "reduce", "lower", "cut", "update", "adjust",
    "bump", "correct", "edit", "modify", "alter", "overwrite", "replace", "add", "subtract",
    "deduct", "multiply", "assign", "increment", "decrement", "swap", "fill", "move", "transfer",
    "promote", "insert", "delete", "remove", "put", "enter", "append", "discount", "mark", "treat",
  ]
  /// These verbs don't need a number.
  private static let scalers: Set<String> = [
    "double", "triple", "halve", "quadruple", "rename", "capitalise", "capitalize", "uppercase",
    "lowercase",
  ]
  private static let givers: Set<String> = [
    "give", "grant", "pay", "award", "offer", "let", "make", "have",
  ]
  private static let supposing: Set<String> = [
    "suppose", "supposing", "assume", "assuming", "imagine", "pretend",
  ]
  private static let gerunds: Set<String> = [
    "giving", "setting", "changing", "raising", "reducing", "lowering", "updating", "adjusting",
    "adding", "subtracting", "deducting", "multiplying", "doubling", "tripling", "halving",
    "replacing",
  ]

  /// Whether a clause asks for a change, or for the result of one.
  static func isAsked(_ clause: [QuestionItem]) -> Bool {
    let said = clause.filter { !$0.isMark && $0.term != .and && !isCourtesy($0) }
    guard let first = said.first, !clause.contains(where: isOtherWish) else {
      return isSupposed(clause)
    }
    if isWanted(clause) || isStated(clause) { return true }
    let rest = said.dropFirst()
    let word = first.raw.lowercased()
    if first.column == nil {
      if scalers.contains(word) { return rest.contains(where: isOfTable) }
      // "Give me", "let us know", "update me on".
      let isToUs = clause.contains { ["me", "us"].contains($0.raw.lowercased()) }
      if setters.contains(word), !isToUs, isSetting(word, rest: rest) { return true }
      if givers.contains(word), !isToUs, isGiving(rest) { return true }
      // "Use 40000 as Ann's salary".
      if word == "use", rest.contains(where: { $0.number != nil }), rest.contains(where: isOfTable),
        clause.contains(where: { ["as", "for"].contains($0.raw.lowercased()) })
      {
        return true
      }
    }
    return isSupposed(clause)
  }

  private static func isCourtesy(_ item: QuestionItem) -> Bool {
    item.isNoise && !item.isSpelledLikeValue
      && ![givers, setters, ["use"]].contains(where: { $0.contains(item.raw.lowercased()) })
      || item.term == .condition && item.raw.lowercased() == "if"
  }

  /// Objects that are drawn, converted, sorted or counted are not set.
  private static func isOtherWish(_ item: QuestionItem) -> Bool {
    switch item.term {
    case .chart, .plot, .otherChart, .format, .otherFormat, .sort, .howMany, .countOf, .top,
      .bottom, .analyse, .columns:
      true
    case .comparison(_, let columns): columns.isEmpty && !["more", "less"].contains(item.raw)
    default: false
    }
  }

  private static func isOfTable(_ item: QuestionItem) -> Bool {
    switch item.meaning {
    case .column, .columns, .value: true
    default: item.isSpelledLikeValue
    }
  }

  private static func isValue(_ item: QuestionItem) -> Bool {
    if case .value = item.meaning { return true }
    return item.isSpelledLikeValue || item.number != nil
  }

  /// "Set the price to 5", "raise every salary by 10 %", "change Kim's team to Red".
  private static func isSetting(_ verb: String, rest: ArraySlice<QuestionItem>) -> Bool {
    // "Add the cost to the price" sums columns.
    guard rest.contains(where: { isOfTable($0) || $0.number != nil }) else { return false }
    let isMeasured = rest.contains { $0.number != nil }
    let hasValue = rest.contains(where: isValue)
    return verb == "change" || verb == "set" ? hasValue : isMeasured || hasValue && verb != "cut"
  }

  /// "Ann a salary of 40000", "everyone 10 % more": a receiver and an amount, with nothing between
  /// them that selects rows.
  private static func isGiving(_ rest: ArraySlice<QuestionItem>) -> Bool {
    let said = rest.filter { !$0.isNoise }
    guard let first = said.first, let number = said.firstIndex(where: { $0.number != nil }) else {
      return false
    }
    // "Everyone in HR a salary of 5".
    let isOfAll = first.term == .per || first.term == .persons
    let isReceiver =
      isOfTable(first) || first.term == .per
      || first.term == .persons && first.raw.lowercased().hasPrefix("every")
      || ["him", "her", "them"].contains(first.raw.lowercased())
    let between = said[..<number].dropFirst()
    return isReceiver
      && between.allSatisfy { item in
        item.column != nil || item.isUnknown || item.term == .equals || isImplied(item)
          || isOfAll && (item.term == .persons || item.term == .rows || isValue(item))
      }
      && !said[number...].contains(where: isSearch)
      // "Give the salary of 40000": a column alone is not a receiver.
      && (first.column == nil || between.contains { $0.column != nil } || said.count > 2)
  }

  /// "I want Ann to get a salary of 40000".
  private static func isWanted(_ clause: [QuestionItem]) -> Bool {
    let verbs: Set = ["get", "have", "earn", "receive", "be", "become", "cost", "make"]
    guard let number = clause.firstIndex(where: { $0.number != nil }) else { return false }
    return clause[..<number].indices.dropFirst().dropLast().contains { index in
      clause[index].raw.lowercased() == "to" && verbs.contains(clause[index + 1].raw.lowercased())
        && (isOfTable(clause[index - 1]) || clause[index - 1].term == .persons)
    }
  }

  /// "Ann's salary is now 61000.", "Ann now works in IT."
  private static func isStated(_ clause: [QuestionItem]) -> Bool {
    let said = clause.filter { !$0.isMark && $0.term != .and }
    guard let now = said.firstIndex(where: { $0.raw.lowercased() == "now" }), now > 0,
      !clause.contains(where: { $0.raw == "?" || $0.isFigure || $0.term == .asks || isSearch($0) })
    else { return false }
    return isOfTable(said[0]) && said.dropFirst().contains(where: isValue)
  }

  /// "Earn", "cost".
  private static func isImplied(_ item: QuestionItem) -> Bool {
    if case .implied = item.term { true } else { false }
  }

  private static func isSearch(_ item: QuestionItem) -> Bool {
    switch item.term {
    case .extreme, .figure, .persons, .rows, .condition, .asks: true
    default: false
    }
  }

  /// "If Ann earned 40000", "suppose that …", "after giving Ann 40000".
  private static func isSupposed(_ clause: [QuestionItem]) -> Bool {
    guard let number = clause.firstIndex(where: { $0.number != nil }) else { return false }
    let words = clause.map { $0.raw.lowercased() }
    if clause.contains(where: { $0.column == nil && gerunds.contains($0.raw.lowercased()) }) {
      return true
    }
    if let first = clause.first(where: { !$0.isNoise && !$0.isMark }),
      supposing.contains(first.raw.lowercased())
    {
      return true
    }
    // "If the age is over 30" selects rows.
    guard let start = words.firstIndex(of: "if"), start < number,
      !clause[start...].contains(where: {
        if case .comparison = $0.term { true } else { false }
      })
    else { return false }
    let between = clause[(start + 1)..<number]
    let isOfOne = between.contains { item in
      if case .value = item.meaning { true } else { false }
    }
    return words.contains("would")
      || isOfOne
        && between.allSatisfy { !$0.isMark && $0.term != .and && $0.term != .or }
  }
}
