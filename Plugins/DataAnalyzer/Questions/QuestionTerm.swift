/// What a word or phrase of a request means in a question about a table.
enum QuestionTerm: Sendable, Equatable {
  enum Comparison: String, Sendable {
    case less = "less than"
    case atMost = "at most"
    case more = "more than"
    case atLeast = "at least"
  }

  /// Where a text is looked for in another.
  enum TextPart: String, Sendable {
    case start = "start with"
    case end = "end with"
    case middle = "contain"

    /// Of the third person.
    var third: String {
      switch self {
      case .start: "starts with"
      case .end: "ends with"
      case .middle: "contains"
      }
    }
  }

  enum Period: String, Sendable { case year, quarter, month, week, day, weekday, hour }

  case howMany, howMuch, countOf
  case figure(Figure)
  case different
  case common(isMost: Bool)
  case share
  case difference
  /// "highest", "oldest": with the columns that it speaks of by itself.
  case extreme(isMost: Bool, columns: [String])
  /// "older than", "above".
  case comparison(Comparison, columns: [String])
  /// "supplies": what those do whom a column names.
  case doing(Int)
  /// "earn", "cost": names a column without its name.
  case implied([String])
  case between, and, or, not
  /// "starts with", "containing".
  case text(TextPart)
  /// "no", "without": of something that is not there.
  case lacks
  /// "the same as", "differs from".
  case same(Bool)
  case per, by
  /// Sets values or columns side by side.
  case versus
  /// "divided by", between columns.
  case calculation
  case top, bottom
  /// "second" of "the second highest".
  case ordinal(Int)
  case sort, ascending, descending
  case condition
  case equals
  case asks
  case list
  case period(Period)
  case plot
  case chart(ChartKind)
  case otherChart
  /// Something that is not drawn or worked out, whatever stands beside it.
  case extra
  case convert
  case format(TableFormat)
  case otherFormat
  case analyse, outliers
  case correlation
  case missing
  case rows, persons, columns
  /// Asks for something that is done with the answer, by another agent.
  case others
  /// Asks for something else that is done to the data, which is not known here.
  case unknownVerb
  case noise
}
