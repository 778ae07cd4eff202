/// Draws the chart that a question asks for, from the rows that it is about.
struct ChartMaker {
  private static let maximumPanels = 6

  let maker: AnswerMaker
  let rows: [Int]
  /// Whether bars and slices are sorted by value, highest first; nil: in the order of the data.
  var descends: Bool?

  private var data: [DataColumn] { maker.data }

  /// Draws a chart.
  /// - Parameters:
  ///   - kind: Nil: the kind that suits the columns.
  ///   - x: The column of the horizontal axis or of the names.
  ///   - y: The named columns; none: the table's columns of numbers.
  /// - Throws: `QuestionFault` for columns that can't be drawn in this way.
  func chart(_ kind: ChartKind?, x: Question.Key?, y: [Int], figure: Figure?) throws -> Chart {
    guard !rows.isEmpty else { throw QuestionFault("no row is left to draw") }
    let (x, y) = try axes(kind, x: x, y: y)
    let chosen = kind ?? suited(x, y: y)
    if descends != nil, chosen != .bar, chosen != .pie || y.count > 1 {
      throw QuestionFault("bars and parts are put in order by their values, and no other drawing")
    }
    if descends != nil, y.count > 1 {
      throw QuestionFault("bars of one column at a time are put in order")
    }
    if chosen == .histogram || chosen == .scatter, let figure {
      throw QuestionFault(
        "a \(chosen.rawValue) shows single values and no \(figure.name) ones: a bar chart does")
    }
    switch chosen {
    case .scatter: return try scatter(x, y: y)
    case .histogram:
      if let x {
        throw QuestionFault("a histogram is drawn of all rows, and not by \(maker.title(x))")
      }
      return try histogram(y)
    case .line: return try lineChart(x, y: y, figure: figure)
    case .bar: return try barChart(x, y: y, figure: figure)
    case .pie: return try pieChart(x, y: y, figure: figure)
    }
  }

  /// Chooses the axes that the question leaves open.
  private func axes(_ kind: ChartKind?, x: Question.Key?, y: [Int]) throws -> (
    Question.Key?, [Int]
  ) {
    var (x, y) = (x, y)
    if y.isEmpty, x == nil {
      let numeric = data.indices.filter(isNumeric)
      y = Array(numeric.prefix(kind == .scatter ? 2 : kind == .histogram ? Self.maximumPanels : 1))
      if let label = maker.label, kind == .bar || kind == .line || kind == .pie {
        x = .column(label)
      }
    }
    // "Sales and region": the column without numbers is the x axis.
    if x == nil, let text = y.first(where: { !isNumeric($0) }), kind != .histogram || y.count > 1 {
      y.removeAll { $0 == text }
      x = .column(text)
    }
    if kind == .histogram || kind == .scatter { return (x, y) }
    // Of two columns of numbers, the second is the axis; if there is a label column, both are drawn
    // by the labels.
    if x == nil, y.count == 2, maker.label == nil, kind == .bar || kind == .line || kind == .pie {
      x = .column(y[1])
      y.removeLast()
    }
    if x == nil, !y.isEmpty, kind != nil, let label = maker.label { x = .column(label) }
    return (x, y)
  }

  private func suited(_ x: Question.Key?, y: [Int]) -> ChartKind {
    guard let x else { return y.count == 2 ? .scatter : .histogram }
    guard case .column(let column) = x else { return .line }
    if data[column].kind == .date { return .line }
    return isNumeric(column) && !y.isEmpty ? .scatter : .bar
  }

  private func isNumeric(_ column: Int) -> Bool { data[column].kind == .number }

  private func numbersOnly(_ columns: [Int], what: String) throws {
    if let text = columns.first(where: { !isNumeric($0) }) {
      throw QuestionFault(
        "\(maker.title(text)) holds no numbers, so that there is no \(what) of it")
    }
  }

  private func scatter(_ x: Question.Key?, y: [Int]) throws -> Chart {
    var columns = y
    if case .period = x { throw QuestionFault("a scatter plot takes two columns of numbers") }
    if case .column(let column) = x {
      columns = y.prefix(1) + [column]
    } else if columns.count == 2 {
      columns.reverse()
    }
    try numbersOnly(columns, what: "scatter plot")
    guard columns.count == 2 else {
      throw QuestionFault("a scatter plot takes two columns of numbers")
    }
    let profiles = columns.map { column in
      var part = data[column]
      part.numbers = rows.map { part.numbers[$0] }
      return ColumnProfile(part)
    }
    let coefficient = Correlation(profiles[1], b: profiles[0])?.coefficient
    let title = "\(maker.title(columns[0])) against \(maker.title(columns[1]))"
    let panel = ScatterPanel(x: profiles[1], y: profiles[0], coefficient)
    return finished(
      .scatter, panels: [panel.svg], title: "Scatter plot of \(title)",
      sentence: "The scatter plot shows \(title)")
  }

  private func histogram(_ y: [Int]) throws -> Chart {
    try numbersOnly(y, what: "histogram")
    guard !y.isEmpty else { throw QuestionFault("a histogram takes a column of numbers") }
    let columns = y.prefix(Self.maximumPanels)
    let panels = columns.map {
      HistogramPanel(data[$0].name, numbers: maker.numbers(rows, column: $0)).svg
    }
    let names = columns.map(maker.title).joined(separator: ", ")
    return finished(
      .histogram, panels: panels, title: "Histogram of \(names)",
      sentence: "The histogram shows the values of \(names)")
  }

  /// The value for each name: for several rows the requested figure, else their sum.
  private func values(
    _ x: Question.Key, column: Int, figure: Figure?
  ) -> (values: [(name: String, value: Double)], figure: Figure?) {
    let groups = RowGroups(rows, by: x, of: data).groups
    let isPlain = figure == nil && groups.allSatisfy { $0.rows.count == 1 }
    // Temperatures and prices are not added up.
    let used = figure ?? (data[column].isMeasure ? .mean : .sum)
    let values = groups.compactMap { group in
      used.value(of: maker.numbers(group.rows, column: column), decimals: data[column].decimals).map
      {
        (group.key, $0)
      }
    }
    return (inOrder(values), isPlain ? nil : used)
  }

  private func inOrder(_ values: [(name: String, value: Double)]) -> [(name: String, value: Double)]
  {
    guard let descends else { return values }
    return values.enumerated().sorted { a, b in
      a.element.value == b.element.value
        ? a.offset < b.offset : (a.element.value < b.element.value) != descends
    }.map(\.element)
  }

  private var order: String {
    descends.map { ", the \($0 ? "highest" : "lowest") first" } ?? ""
  }

  private func lineChart(_ x: Question.Key?, y: [Int], figure: Figure?) throws -> Chart {
    let columns = Array(y.prefix(Self.maximumPanels))
    try numbersOnly(columns, what: "line chart")
    guard !columns.isEmpty else { throw QuestionFault("a line chart takes a column of numbers") }
    var (panels, said): ([String], [String]) = ([], [])
    for column in columns {
      var points: [(x: Double, y: Double)] = []
      var ends = ("1", String(rows.count))
      var name = maker.title(column)
      if let x {
        let (values, used) = values(x, column: column, figure: figure)
        points = values.enumerated().map { (place(of: $1.name, at: $0, x), $1.value) }
        ends = (values.first?.name ?? "", values.last?.name ?? "")
        if let used { name = "\(used.name) \(name)" }
        name += " by \(maker.title(x))"
      } else {
        points = rows.enumerated().compactMap { index, row in
          data[column].numbers[row].map { (Double(index), $0) }
        }
        name += " in the order of the rows"
      }
      guard !points.isEmpty else {
        throw QuestionFault("\(maker.title(column)) has no value to draw")
      }
      panels.append(LinePanel(name, points: points, ends: ends).svg)
      said.append(name)
    }
    let names = said.joined(separator: ", ")
    return finished(
      .line, panels: panels, title: "Line chart of \(names)",
      sentence: "The line chart shows \(names)")
  }

  /// Numbers and dates are spaced proportionally, names evenly.
  private func place(of name: String, at index: Int, _ x: Question.Key) -> Double {
    guard case .column(let column) = x else { return Double(index) }
    if data[column].kind == .number { return Double(name) ?? Double(index) }
    if data[column].kind == .date, let text = DateText(name),
      let date = CalendarDate(text, isDayFirst: false)
    {
      return date.instant
    }
    return Double(index)
  }

  private func barChart(_ x: Question.Key?, y: [Int], figure: Figure?) throws -> Chart {
    try numbersOnly(Array(y), what: "bar chart")
    guard let x else {
      throw QuestionFault(
        "a bar chart takes a column of names, such as \"by\" one of \(maker.joined(data.indices.map(maker.title)))"
      )
    }
    guard !y.isEmpty else {
      let counts = inOrder(
        RowGroups(rows, by: x, of: data).groups.map { ($0.key, Double($0.rows.count)) })
      let name = "rows by \(maker.title(x))"
      return finished(
        .bar, panels: [ValuePanel(name, values: counts).svg], title: "Bar chart of \(name)",
        sentence: "The bar chart shows the number of \(name)" + order + left(counts.count))
    }
    var (panels, said, most): ([String], [String], Int) = ([], [], 0)
    for column in y.prefix(Self.maximumPanels) {
      let (values, used) = values(x, column: column, figure: figure)
      guard !values.isEmpty else {
        throw QuestionFault("\(maker.title(column)) has no value to draw")
      }
      let name = (used.map { "\($0.name) " } ?? "") + "\(maker.title(column)) by \(maker.title(x))"
      panels.append(ValuePanel(name, values: values).svg)
      said.append(name)
      most = max(most, values.count)
    }
    let names = said.joined(separator: ", ")
    return finished(
      .bar, panels: panels, title: "Bar chart of \(names)",
      sentence: "The bar chart shows \(names)" + order + left(most))
  }

  /// The parts of a sum or of the number of rows; values that are not parts of a whole can't be a
  /// pie.
  private func pieChart(_ x: Question.Key?, y: [Int], figure: Figure?) throws -> Chart {
    try numbersOnly(y, what: "pie chart")
    guard let x, y.count < 2 else {
      throw QuestionFault("a pie chart takes a column of names and at most one of numbers")
    }
    var (name, slices) = ("rows by \(maker.title(x))", [(name: String, value: Double)]())
    if let column = y.first {
      guard figure ?? .sum == .sum, !data[column].isMeasure else {
        throw QuestionFault(
          "\(figure?.name ?? "") \(maker.title(column)) values are not parts of a whole: a bar chart shows them"
        )
      }
      slices = values(x, column: column, figure: .sum).values
      name = "total \(maker.title(column)) by \(maker.title(x))"
    } else {
      slices = inOrder(
        RowGroups(rows, by: x, of: data).groups.map { ($0.key, Double($0.rows.count)) })
    }
    guard slices.count <= PiePanel.maximumSlices else {
      throw QuestionFault(
        "a pie chart of \(slices.count) parts can't be read (at most \(PiePanel.maximumSlices)): a bar chart shows them"
      )
    }
    guard slices.allSatisfy({ $0.value >= 0 }), slices.contains(where: { $0.value > 0 }),
      slices.map(\.value).reduce(0, +).isFinite
    else {
      throw QuestionFault("\(name) has parts below 0 or none above it: a bar chart shows them")
    }
    return finished(
      .pie, panels: [PiePanel(name, values: slices).svg], title: "Pie chart of \(name)",
      sentence: "The pie chart shows \(y.isEmpty ? "the number of " : "")\(name)" + order)
  }

  private func left(_ bars: Int) -> String {
    bars > ValuePanel.maximumBars ? " (the first \(ValuePanel.maximumBars) of \(bars))" : ""
  }

  private func finished(_ kind: ChartKind, panels: [String], title: String, sentence: String)
    -> Chart
  {
    Chart(
      kind: kind,
      svg: SVGDocument(panels: panels, title: title, scale: panels.count == 1 ? 2 : 1).text,
      sentence: sentence)
  }
}
