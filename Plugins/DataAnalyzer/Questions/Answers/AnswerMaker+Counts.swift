extension AnswerMaker {
  func count(_ question: Question, rows: [Int]) -> Answer {
    let verb = rows.count == 1 ? "There is" : "There are"
    let of = question.filters.isEmpty ? "" : " (of \(analysis.rows))"
    return Answer(
      question: question.text,
      sentence: "\(verb) \(counted(rows.count, noun: "row"))\(condition(question))\(of).",
      numbers: [Answer.Number(figure: "count", column: "", value: Double(rows.count))],
      rows: rows.count)
  }

  /// The different values of columns, or their number.
  func different(_ question: Question, rows: [Int], columns: [Int], names: Bool) -> Answer {
    var answer = Answer(question: question.text, sentence: "", rows: rows.count)
    var sentences: [String] = []
    for column in columns {
      let found = ValueCounts(data[column], rows: rows).values
      // In order of first occurrence.
      var seen: Set<TextKey> = []
      let values = rows.compactMap { ValueCounts.value(of: data[column], $0) }
        .filter { seen.insert(TextKey($0)).inserted }
      answer.numbers.append(
        Answer.Number(figure: "distinct", column: title(column), value: Double(found.count)))
      answer.values += values.prefix(Self.kept)
      let said = joined(values.map { CellText.cut($0, to: 60) })
      let what =
        "different value\(found.count == 1 ? "" : "s") of \(title(column))\(condition(question))"
      sentences.append(
        found.isEmpty
          ? "There is no value of \(title(column))\(condition(question))."
          : "There \(found.count == 1 ? "is" : "are") \(found.count) \(what): \(said).")
      if names, columns.count == 1, found.count > Self.spoken {
        answer.listing = listing(head: [title(column)], values.map { [$0] })
      }
    }
    answer.sentence = sentences.joined(separator: " ")
    return answer
  }

  func common(_ question: Question, rows: [Int], column: Int, isMost: Bool, count: Int)
    -> Answer
  {
    let values = ValueCounts(data[column], rows: rows).values
    guard !values.isEmpty else { return nothing(question) }
    let sorted = isMost ? values : values.sorted { ($0.count, $0.value) < ($1.count, $1.value) }
    // Include those that are as frequent as the last one.
    let limit = sorted[min(count, sorted.count) - 1].count
    let found = sorted.enumerated().prefix { $0.offset < count || $0.element.count == limit }.map(
      \.element)
    let said = found.map {
      "\(CellText.cut($0.value, to: 60)) (\($0.count) \($0.count == 1 ? "time" : "times"))"
    }
    let word = isMost ? "most common" : "least common"
    return Answer(
      question: question.text,
      sentence:
        found.count == 1
        ? "The \(word) \(title(column))\(condition(question)) is \(said[0])."
        : "The \(word) values of \(title(column))\(condition(question)): \(joined(said)).",
      groups: found.prefix(Self.kept).map {
        Answer.Group(key: $0.value, value: Double($0.count), rows: $0.count)
      },
      values: found.prefix(Self.kept).map(\.value), rows: rows.count)
  }

  /// The groups with the most rows.
  func crowd(
    _ question: Question, groups: RowGroups, label: Question.Key, isMost: Bool, count: Int?
  ) -> Answer {
    let ranking = Ranking(data: data, isMost: isMost, count: count, rank: question.rank)
    let found = ranking.best(of: ranking.sorted(groups.groups) { Double($0.rows.count) })
      .map(\.group)
    guard !found.isEmpty else { return nothing(question) }
    let said = found.map {
      "\(CellText.cut($0.key, to: 60)) (\(counted($0.rows.count, noun: "row")))"
    }
    return Answer(
      question: question.text,
      sentence:
        "The \(title(label)) with the \(ranking.place)\(isMost ? "most" : "fewest") rows\(condition(question)): \(joined(said)).",
      groups: found.prefix(Self.kept).map {
        Answer.Group(key: $0.key, value: Double($0.rows.count), rows: $0.rows.count)
      },
      values: found.prefix(Self.kept).map(\.key))
  }

  func missing(_ question: Question, rows: [Int], columns: [Int]) -> Answer {
    let asked = columns.isEmpty ? Array(data.indices) : columns
    let counts = asked.map { column in rows.count { data[column].cells[$0] == nil } }
    let total = counts.reduce(0, +)
    let said = zip(asked, counts).filter { !columns.isEmpty || $0.1 > 0 }.map {
      "\(title($0)) \($1)"
    }
    return Answer(
      question: question.text,
      sentence: total == 0
        ? "No value\(columns.isEmpty ? "" : " of \(joined(columns.map(title)))")\(condition(question)) is missing (\(counted(rows.count, noun: "row")))."
        : "\(counted(total, noun: "value")) \(total == 1 ? "is" : "are") missing\(condition(question)): \(joined(said)).",
      numbers: zip(asked, counts).map {
        Answer.Number(figure: "missing", column: title($0), value: Double($1))
      },
      rows: rows.count)
  }

  func columns(_ question: Question) -> Answer {
    let data = analysis.data
    let said = data.map { "\(CellText.cut($0.name, to: 60)) (\($0.kind.rawValue))" }
    let rows = counted(analysis.rows, noun: "row")
    return Answer(
      question: question.text,
      sentence:
        "The table has \(counted(data.count, noun: "column")) and \(rows): \(joined(said)).",
      numbers: [Answer.Number(figure: "columns", column: "", value: Double(data.count))],
      values: data.map(\.name))
  }

  func correlation(_ question: Question, rows: [Int], columns: [Int]) throws -> Answer {
    var answer = Answer(question: question.text, sentence: "", rows: rows.count)
    var sentences: [String] = []
    for (place, first) in columns.prefix(10).enumerated() {
      for second in columns.prefix(10).dropFirst(place + 1) {
        try Task.checkCancellation()
        let names = "\(title(first)) and \(title(second))"
        guard let found = Correlation(profile(first, rows: rows), b: profile(second, rows: rows))
        else {
          sentences.append(
            "The correlation of \(names)\(condition(question)) is not defined: it takes three rows with both, and both must vary."
          )
          continue
        }
        answer.numbers.append(
          Answer.Number(figure: "correlation", column: names, value: found.coefficient))
        sentences.append(
          "The correlation of \(names)\(condition(question)) is r = \(NumberText.of((found.coefficient * 1e4).rounded() / 1e4)) (\(counted(found.pairs, noun: "row")))."
        )
      }
    }
    answer.sentence = sentences.joined(separator: " ")
    return answer
  }

  private func profile(_ column: Int, rows: [Int]) -> ColumnProfile {
    guard rows.count < analysis.rows || column >= analysis.columns.count else {
      return analysis.columns[column]
    }
    var part = data[column]
    part.numbers = rows.map { part.numbers[$0] }
    return ColumnProfile(part)
  }

  /// Rows that meet the conditions, in an order, completely or with some of their columns.
  func listing(
    _ question: Question, rows: [Int], columns: [Int],
    order: (column: Int, isDescending: Bool)?
  ) -> Answer {
    guard !rows.isEmpty else { return nothing(question) }
    let rows = order.map { sorted(rows, by: $0) } ?? rows
    let shownColumns = columns.isEmpty ? Array(data.indices) : columns
    var answer = Answer(question: question.text, sentence: "", rows: rows.count)
    let cells = rows.map { row in shownColumns.map { cellText(row, column: $0) } }
    if columns.count == 1 {
      let column = columns[0]
      answer.values = rows.prefix(Self.kept).map { cellText($0, column: column) }
      if isNumber(column) {
        answer.numbers = rows.prefix(Self.kept).map {
          Answer.Number(figure: "value", column: title(column), value: data[column].numbers[$0])
        }
      }
      answer.sentence =
        rows.count == 1
        ? "The \(title(column))\(condition(question)) is \(cells[0][0])."
        : "The \(title(column))\(condition(question)): \(joined(cells.map { $0[0] })) (\(counted(rows.count, noun: "row")))."
    } else {
      let sorted = order.map(orderWords) ?? ""
      let only = zip(shownColumns, cells.first ?? []).map { "\(title($0)) \($1)" }
      let all = question.limit.map { $0 > 0 ? "The first" : "The last" } ?? "All"
      let which = columns.isEmpty ? all : "The \(joined(columns.map(title))) of all"
      answer.sentence =
        rows.count == 1 && !question.filters.isEmpty
        ? "The only row\(condition(question)): \(joined(only)) (of \(analysis.rows))."
        : question.filters.isEmpty
          ? "\(which) \(counted(rows.count, noun: "row"))\(sorted)."
          : "\(counted(rows.count, noun: "row")) of \(analysis.rows)\(condition(question))\(sorted)."
    }
    if columns.count == 2, rows.count > 1, columns[1] >= analysis.data.count {
      answer.groups = rows.prefix(Self.kept).map {
        Answer.Group(
          key: cellText($0, column: columns[0]), value: data[columns[1]].numbers[$0], rows: 1)
      }
      answer.sentence =
        "The \(title(columns[1])) by \(title(columns[0]))\(condition(question)): \(joined(cells.map { "\($0[0]) \($0[1])" }))\(order.map(orderWords) ?? "")."
    }
    if rows.count > 1 || columns.count != 1 {
      let numeric = Set(shownColumns.indices.filter { isNumber(shownColumns[$0]) })
      answer.listing = Answer.Listing(
        head: shownColumns.map(title), rows: Array(cells.prefix(Self.listed)), numeric: numeric,
        left: max(0, rows.count - Self.listed))
    }
    return answer
  }

  private func isNumber(_ column: Int) -> Bool { data[column].kind == .number }
}
