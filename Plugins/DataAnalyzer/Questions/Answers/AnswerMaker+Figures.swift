extension AnswerMaker {
  func figures(_ question: Question, rows: [Int], figures: [Figure], columns: [Int]) -> Answer {
    guard !rows.isEmpty else { return nothing(question) }
    var answer = Answer(question: question.text, sentence: "", rows: rows.count)
    var sentences: [String] = []
    for column in columns {
      if data[column].kind == .date {
        for figure in figures {
          sentences.append(dates(question, rows: rows, figure: figure, column: column))
        }
        continue
      }
      let numbers = numbers(rows, column: column)
      for figure in figures {
        let value = figure.value(of: numbers, decimals: data[column].decimals)
        answer.numbers.append(
          Answer.Number(figure: figure.rawValue, column: title(column), value: value))
        sentences.append(
          sentence(
            question, rows: rows, figure: figure, column: column, numbers: numbers, value: value))
      }
    }
    answer.sentence = sentences.joined(separator: " ")
    return answer
  }

  private func sentence(
    _ question: Question, rows: [Int], figure: Figure, column: Int, numbers: [Double],
    value: Double?
  ) -> String {
    let name = "\(figure.name) \(title(column))\(condition(question))"
    guard let value else {
      let reason =
        numbers.isEmpty
        ? "no value is there"
        : numbers.count == 1 ? "it takes two values" : "it is beyond the range of numbers"
      return "There is no \(name): \(reason)."
    }
    var said =
      figure == .count || figure == .distinct ? NumberText.of(value) : shown(value, column: column)
    if figure == .range, let low = numbers.min(), let high = numbers.max() {
      said += ", from \(shown(low, column: column)) to \(shown(high, column: column))"
    }
    if figure == .count {
      return
        "There \(numbers.count == 1 ? "is" : "are") \(counted(numbers.count, noun: "row"))\(condition(question)) with a value of \(title(column))."
    }
    var of = counted(rows.count, noun: "row")
    let missing = rows.count - numbers.count
    if missing > 0 { of = "\(counted(numbers.count, noun: "value")), \(missing) missing" }
    if figure == .minimum || figure == .maximum,
      let names = place(rows, column: column, value: value)
    {
      of = names + "; " + of
    }
    return "The \(name) is \(said) (\(of))."
  }

  /// The names of the rows with a value.
  private func place(_ rows: [Int], column: Int, value: Double) -> String? {
    guard let label = label, label != column else { return nil }
    let found = rows.filter { data[column].numbers[$0] == value }
    guard found.count <= 3 else { return "\(found.count) rows have it" }
    return "\(title(label)) " + found.map { cellText($0, column: label) }.joined(separator: ", ")
  }

  /// The column that identifies rows.
  var label: Int? { ClauseReader([], data: data, source: .csv).defaultLabel }

  private func dates(_ question: Question, rows: [Int], figure: Figure, column: Int) -> String {
    let dates = rows.compactMap { data[column].dates[$0] }
    if figure == .range, let first = dates.min(), let last = dates.max() {
      return "The \(title(column))\(condition(question)) goes from \(first.text) to \(last.text)."
    }
    guard let date = figure == .minimum ? dates.min() : dates.max() else {
      return nothing(question).sentence
    }
    return
      "The \(figure == .minimum ? "earliest" : "latest") \(title(column))\(condition(question)) is \(date.text)."
  }

  func groupedFigures(
    _ question: Question, groups: RowGroups, figures: [Figure], columns: [Int]
  ) -> Answer {
    guard !groups.groups.isEmpty, let key = question.group else { return nothing(question) }
    var groups = groups
    if let descends = question.groupsDescend, let column = columns.first, let figure = figures.first
    {
      groups.sort(descending: descends) {
        figure.value(of: numbers($0.rows, column: column), decimals: data[column].decimals)
      }
    }
    var answer = Answer(question: question.text, sentence: "")
    var sentences: [String] = []
    var head = [title(key)]
    var cells = groups.groups.map { [$0.key] }
    for column in columns {
      for figure in figures {
        let values = groups.groups.map { group in
          figure.value(of: numbers(group.rows, column: column), decimals: data[column].decimals)
        }
        head.append("\(figure.name) \(title(column))")
        for (index, value) in values.enumerated() {
          cells[index].append(shown(value, column: column))
        }
        let said = zip(groups.groups, values).map {
          "\(CellText.cut($0.key, to: 60)) \(shown($1, column: column))"
        }
        sentences.append(
          "The \(figure.name) \(title(column)) by \(title(key))\(condition(question)): \(joined(said))."
        )
        // The groups show the first figure of the first column, the listing shows all figures.
        if answer.groups.isEmpty {
          answer.groups = zip(groups.groups, values).prefix(Self.kept).map {
            Answer.Group(key: $0.key, value: $1, rows: $0.rows.count)
          }
          answer.numbers = [
            Answer.Number(figure: figure.rawValue, column: title(column), value: nil)
          ]
        }
      }
    }
    if groups.left > 0 {
      sentences.append("\(counted(groups.left, noun: "row")) without \(title(key)) left out.")
    }
    if question.isDifference, answer.groups.count == 2, let column = columns.first,
      let a = answer.groups[0].value, let b = answer.groups[1].value
    {
      let decimals = figures.first == .mean ? nil : data[column].decimals
      let difference = decimals.flatMap { DecimalSum([a, -b], decimals: $0)?.sum } ?? a - b
      sentences.append(
        "The difference is \(shown(difference, column: column)) (\(answer.groups[0].key) minus \(answer.groups[1].key))."
      )
      answer.numbers = [
        Answer.Number(figure: "difference", column: title(column), value: difference)
      ]
    }
    answer.sentence = sentences.joined(separator: " ")
    answer.rows = groups.groups.map(\.rows.count).reduce(0, +)
    answer.listing = listing(
      head: head + ["Rows"], zip(cells, groups.groups).map { $0 + [String($1.rows.count)] })
    return answer
  }

  func groupedCount(_ question: Question, groups: RowGroups) -> Answer {
    guard !groups.groups.isEmpty, let key = question.group else { return nothing(question) }
    var groups = groups
    if let descends = question.groupsDescend {
      groups.sort(descending: descends) { Double($0.rows.count) }
    }
    let said = groups.groups.map { "\(CellText.cut($0.key, to: 60)) \($0.rows.count)" }
    var answer = Answer(
      question: question.text,
      sentence: "Rows by \(title(key))\(condition(question)): \(joined(said)).")
    answer.groups = groups.groups.prefix(Self.kept).map {
      Answer.Group(key: $0.key, value: Double($0.rows.count), rows: $0.rows.count)
    }
    answer.rows = groups.groups.map(\.rows.count).reduce(0, +)
    answer.listing = listing(
      head: [title(key), "Rows"], groups.groups.map { [$0.key, String($0.rows.count)] })
    return answer
  }

  func groupedDifferent(_ question: Question, groups: RowGroups, column: Int) -> Answer {
    guard !groups.groups.isEmpty, let key = question.group else { return nothing(question) }
    let counts = groups.groups.map { ValueCounts(data[column], rows: $0.rows).values.count }
    let said = zip(groups.groups, counts).map { "\(CellText.cut($0.key, to: 60)) \($1)" }
    let what = "Different values of \(title(column)) by \(title(key))\(condition(question))"
    var answer = Answer(question: question.text, sentence: "\(what): \(joined(said)).")
    answer.groups = zip(groups.groups, counts).prefix(Self.kept).map {
      Answer.Group(key: $0.key, value: Double($1), rows: $0.rows.count)
    }
    answer.listing = listing(
      head: [title(key), title(column), "Rows"],
      zip(groups.groups, counts).map { [$0.key, String($1), String($0.rows.count)] })
    return answer
  }

  func listing(head: [String], _ rows: [[String]]) -> Answer.Listing {
    let numeric = Set(head.indices.dropFirst())
    return Answer.Listing(
      head: head, rows: rows.prefix(Self.listed).map { $0.map { CellText.cut($0, to: 80) } },
      numeric: numeric,
      left: max(0, rows.count - Self.listed))
  }
}
