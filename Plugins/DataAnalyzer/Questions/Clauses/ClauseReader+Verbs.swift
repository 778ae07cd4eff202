/// Verbs that add nothing to an adjacent column: "which club ran the most km", "which order came
/// first".
extension ClauseReader {
  /// Verbs for what someone does, as opposed to what happens to them ("lost the most points").
  private static let doing: Set<String> = [
    "ran", "run", "runs", "walk", "walks", "walked", "hike", "hiked", "jog", "jogged", "cycle",
    "cycled", "ride", "rode", "rides", "drive", "drove", "drives", "swim", "swam", "row", "rowed",
    "sail", "sailed", "fly", "flew", "travel", "travelled", "traveled", "cover", "covered", "climb",
    "climbed", "log", "logged", "clock", "clocked", "collect", "collected", "gather", "gathered",
    "produce", "produced", "generate", "generated", "deliver", "delivered", "harvest", "harvested",
    "accumulate", "accumulated", "achieve", "achieved", "manage", "managed",
  ]
  private static let coming: Set<String> = [
    "came", "come", "comes", "happened", "happens", "occurred", "began", "started", "arrived",
    "joined", "placed", "booked",
  ]
  /// Names of date columns that record when something began, and of those that record something
  /// else.
  private static let beginnings: Set<String> = [
    "date", "day", "start", "started", "began", "begin", "joined", "join", "hired", "hire",
    "arrived", "arrival", "came", "happened", "occurred", "placed", "ordered", "order", "booked",
    "created", "opened", "at", "when", "timestamp", "since",
  ]
  private static let others: Set<String> = [
    "birth", "born", "birthday", "due", "end", "ended", "delivery", "delivered", "shipped",
    "closed", "paid", "returned", "left", "expiry", "expires", "finished",
  ]
  /// Columns that give "first" a meaning other than time.
  private static let places: Set<String> = [
    "rank", "place", "position", "time", "minutes", "seconds", "score", "points", "mark", "result",
    "laps", "duration", "s", "ms", "min", "sec",
  ]

  mutating func namePlainVerbs() {
    nameDoing()
    nameComing()
    nameTrades()
    namePasts()
    nameLastEach()
  }

  /// "When did she join", for a column "joined", whatever else the verb may mean.
  private mutating func namePasts() {
    let words = items.map { $0.raw.lowercased() }
    guard words.contains("when"), let did = words.firstIndex(where: ["did", "does"].contains) else {
      return
    }
    let names = ColumnNames(data.map(\.name))
    for index in items.indices where index > did && items[index].column == nil {
      guard let found = names.columnOfPast(words[index]), data[found.column].kind == .date else {
        continue
      }
      items[index] = items[index].meaning(.column(found.column))
      used[index] = false
    }
  }

  /// "Ran the most km", "how many km did Tom run": if a column with such figures is named.
  private mutating func nameDoing() {
    guard
      items.contains(where: { $0.column.map { isNumeric($0) && !data[$0].isSequence } ?? false }),
      items.contains(where: { item in
        if case .extreme(_, []) = item.term { return true }
        if case .comparison = item.term { return true }
        return item.isFigure || item.term == .howMany || item.term == .howMuch
      })
    else { return }
    for index in items.indices.dropFirst() where items[index].isUnknown && !items[index].isQuoted {
      guard Self.doing.contains(items[index].raw.lowercased()) else { continue }
      items[index] = items[index].meaning(.term(.noise))
      used[index] = true
    }
  }

  /// Whether the only dates record when something began, and nothing else could be first.
  var tellsBeginning: Bool {
    guard let date = onlyDates else { return false }
    let said = Set(FoldedText.words(FoldedText.of(columnName(date))))
    return !said.isDisjoint(with: Self.beginnings) && said.isDisjoint(with: Self.others)
      && !(0..<given).contains { column in
        FoldedText.words(FoldedText.of(columnName(column))).contains(where: Self.places.contains)
      }
  }

  /// "Which customers ordered tea": the subject of such rows.
  private mutating func nameTrades() {
    guard nouns.contains("order") || nouns.contains("purchase") else { return }
    for index in items.indices.dropFirst()
    where ["ordered", "purchased"].contains(items[index].raw.lowercased())
      && items[index - 1].column.map({ data[$0].kind == .text }) ?? false
    {
      items[index] = items[index].meaning(.term(.noise))
      used[index] = true
    }
  }

  /// "Which order came first": the earliest of the only dates.
  private mutating func nameComing() {
    guard tellsBeginning, let date = onlyDates else { return }
    for index in items.indices.dropFirst(2)
    where ["first", "last"].contains(items[index].raw.lowercased()) {
      let verb = index - 1
      guard [.top, .bottom].contains(items[index].term),
        Self.coming.contains(items[verb].raw.lowercased()),
        items[(index + 1)...].allSatisfy({ $0.isMark || $0.isNoise }),
        items[..<verb].contains(where: { $0.term == .asks })
      else { continue }
      items[verb] = items[verb].meaning(.term(.noise))
      used[verb] = true
      let isLast = items[index].raw.lowercased() == "last"
      items[index] = items[index].meaning(.term(.extreme(isMost: isLast, columns: ["date"])))
      notes.append(
        "the \(isLast ? "latest" : "earliest") \(columnName(date)) was taken for the \(isLast ? "last" : "first")"
      )
    }
  }

  /// "Cost less than 50 each": per piece.
  private mutating func nameLastEach() {
    for index in items.indices.dropFirst()
    where items[index].term == .per && ["each", "apiece"].contains(items[index].raw.lowercased()) {
      let unit = ["$", "€", "£", "%", "euros", "dollars", "euro"]
      let before = items[..<index].last { !unit.contains($0.raw.lowercased()) }
      let next = items[(index + 1)...].first { !$0.isNoise }
      guard before?.number != nil, next.map({ $0.isMark || $0.term == .and }) ?? true else {
        continue
      }
      items[index] = items[index].meaning(.term(.noise))
      used[index] = true
    }
  }
}
