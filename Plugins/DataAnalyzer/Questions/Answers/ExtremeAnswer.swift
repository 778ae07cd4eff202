/// The rows or groups with the highest or lowest value of something.
struct ExtremeAnswer {
  let maker: AnswerMaker
  let question: Question
  /// The compared column.
  let value: Int
  let isMost: Bool
  /// Nil: the first and its ties.
  let count: Int?

  private var isDate: Bool { maker.data[value].kind == .date }
  private var ranking: Ranking {
    Ranking(data: maker.data, isMost: isMost, count: count, rank: question.rank)
  }
  private var word: String {
    let word = isDate ? (isMost ? "latest" : "earliest") : isMost ? "highest" : "lowest"
    return ranking.place + word
  }

  func ofRows(_ rows: [Int], label: Question.Key?) -> Answer {
    let found = firstRows(of: rows)
    guard !found.isEmpty else { return maker.nothing(question) }
    let column: Int? =
      switch label {
      case .column(let column): column
      case .period(_, let column): column
      case nil: maker.label
      }
    let named = column.flatMap { $0 == value ? nil : $0 }
    let said = found.map { row in
      named.map { "\(maker.cellText(row, column: $0)), \(maker.cellText(row, column: value))" }
        ?? maker.cellText(row, column: value)
    }
    let what =
      named.map { "\(maker.title($0)) with the \(word) \(maker.title(value))" }
      ?? "\(word) \(maker.title(value))"
    var answer = Answer(
      question: question.text,
      sentence: numberOf(found, named: named, rows: rows.count)
        ?? sentence(what, said: said, rows: rows.count),
      rows: rows.count)
    answer.values = found.prefix(AnswerMaker.kept).map {
      maker.cellText($0, column: named ?? value)
    }
    if !isDate {
      answer.groups = found.prefix(AnswerMaker.kept).map {
        Answer.Group(
          key: maker.cellText($0, column: named ?? value), value: maker.data[value].numbers[$0],
          rows: 1
        )
      }
    }
    // Further values of the found row.
    if found.count > 1 || count != nil || maker.data.count > 2 {
      answer.listing = Answer.Listing(
        head: maker.data.indices.map(maker.title),
        rows: found.prefix(AnswerMaker.listed).map { row in
          maker.data.indices.map { maker.cellText(row, column: $0) }
        },
        numeric: Set(maker.data.indices.filter { maker.data[$0].kind == .number }),
        left: max(0, found.count - AnswerMaker.listed))
    }
    return answer
  }

  /// "The rating of the most expensive": the answer to a number names the thing that has it.
  private func numberOf(_ found: [Int], named: Int?, rows: Int) -> String? {
    guard let named, found.count == 1, count == nil, maker.data[named].kind == .number,
      !maker.data[named].isRunning(isFirst: named == 0),
      let label = maker.label, label != named, label != value, maker.data[label].kind != .number
    else { return nil }
    let row = found[0]
    return "The \(maker.title(named)) of the \(maker.title(label)) with the \(word) "
      + "\(maker.title(value))\(maker.condition(question)) is \(maker.cellText(row, column: named)) "
      + "(\(maker.cellText(row, column: label)), \(maker.title(value)) \(maker.cellText(row, column: value)); "
      + "\(maker.counted(rows, noun: "row")))."
  }

  /// The first rows of each group: "the oldest of every class".
  func ofEach(_ groups: RowGroups, group: Question.Key, label: Question.Key?) -> Answer {
    var answer = Answer(question: question.text, sentence: "")
    let column: Int? =
      switch label {
      case .column(let column)?: column
      case .period(_, let column)?: column
      case nil: maker.label
      }
    let named = column.flatMap { $0 == value || group == .column($0) ? nil : $0 }
    var (said, rows): ([String], [[String]]) = ([], [])
    for each in groups.groups {
      let found = firstRows(of: each.rows)
      guard let first = found.first else { continue }
      let names = found.map { row in
        named.map { "\(maker.cellText(row, column: $0)) \(maker.cellText(row, column: value))" }
          ?? maker.cellText(row, column: value)
      }
      said.append("\(CellText.cut(each.key, to: 60)): \(names.joined(separator: ", "))")
      answer.groups.append(
        Answer.Group(
          key: each.key, value: isDate ? nil : maker.data[value].numbers[first],
          rows: each.rows.count))
      answer.values += found.map { maker.cellText($0, column: named ?? value) }
      rows += found.map { row in maker.data.indices.map { maker.cellText(row, column: $0) } }
    }
    guard !rows.isEmpty else { return maker.nothing(question) }
    answer.groups = Array(answer.groups.prefix(AnswerMaker.kept))
    answer.values = Array(answer.values.prefix(AnswerMaker.kept))
    let what =
      (named.map { "\(maker.title($0)) with the " } ?? "") + "\(word) \(maker.title(value))"
    let more = said.count - AnswerMaker.spoken
    let top = count.map { "Top \($0): the" } ?? "The"
    answer.sentence =
      "\(top) \(what) by \(maker.title(group))\(maker.condition(question)): "
      + said.prefix(AnswerMaker.spoken).joined(separator: "; ")
      + (more > 0 ? " and \(more) more." : ".")
    answer.listing = Answer.Listing(
      head: maker.data.indices.map(maker.title), rows: Array(rows.prefix(AnswerMaker.listed)),
      numeric: Set(maker.data.indices.filter { maker.data[$0].kind == .number }),
      left: max(0, rows.count - AnswerMaker.listed))
    return answer
  }

  /// The first rows, including ties with the last of them.
  private func firstRows(of rows: [Int]) -> [Int] { ranking.rows(rows, by: value) }

  private func sentence(_ what: String, said: [String], rows: Int) -> String {
    let of = "(\(maker.counted(rows, noun: "row")))"
    guard said.count > 1 else {
      return "The \(what)\(maker.condition(question)) is \(said[0]) \(of)."
    }
    let listed = maker.joined(said.map { $0.replacing(", ", with: " ") })
    let start = count.map { "Top \($0): the" } ?? "The"
    return "\(start) \(what)\(maker.condition(question)): \(listed) \(of)."
  }

  func ofGroups(_ groups: RowGroups, figure: Figure, label: Question.Key) -> Answer {
    let decimals = maker.data[value].decimals
    let found = ranking.sorted(groups.groups) { group in
      figure.value(of: maker.numbers(group.rows, column: value), decimals: decimals)
    }
    let best = ranking.best(of: found)
    guard !best.isEmpty else { return maker.nothing(question) }
    // If each name occurs once, a sum is not a sum.
    let isPlain = figure == .sum && groups.groups.allSatisfy { $0.rows.count == 1 }
    let name = isPlain ? maker.title(value) : "\(figure.name) \(maker.title(value))"
    let what = "\(maker.title(label)) with the \(word) \(name)"
    let said = best.map { "\(CellText.cut($0.0.key, to: 60)), \(maker.shown($0.1, column: value))" }
    let rows = groups.groups.map(\.rows.count).reduce(0, +)
    var answer = Answer(
      question: question.text, sentence: sentence(what, said: said, rows: rows), rows: rows)
    answer.groups = best.prefix(AnswerMaker.kept).map {
      Answer.Group(key: $0.0.key, value: $0.1, rows: $0.0.rows.count)
    }
    answer.values = best.prefix(AnswerMaker.kept).map(\.0.key)
    if found.count > 1 {
      // A question for three gets three; a question for the highest also shows the others.
      answer.listing = maker.listing(
        head: [maker.title(label), name, "Rows"],
        (count == nil ? found : best).map {
          [$0.0.key, maker.shown($0.1, column: value), String($0.0.rows.count)]
        })
    }
    return answer
  }
}
