/// The meaning of a word or phrase in a question about a table.
enum QuestionTerm: Sendable, Equatable {
  enum Comparison: String, Sendable {
    case less = "less than"
    case atMost = "at most"
    case more = "more than"
    case atLeast = "at least"
  }

  /// Where in a text another text is searched for.
  enum TextPart: String, Sendable {
    case start = "start with"
    case end = "end with"
    case middle = "contain"

    /// In the third person.
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
  /// "highest", "oldest": with the columns that the word implies.
  case extreme(isMost: Bool, columns: [String])
  /// "older than", "above".
  case comparison(Comparison, columns: [String])
  /// "supplies": the action of the people in a column.
  case doing(Int)
  /// "earn", "cost": refers to a column without naming it.
  case implied([String])
  case between, and, or, not
  /// "starts with", "containing".
  case text(TextPart)
  /// "no", "without": something is missing.
  case lacks
  /// "the same as", "differs from".
  case same(Bool)
  case per, by
  /// Puts values or columns side by side.
  case versus
  /// "divided by", between columns.
  case calculation
  case top, bottom
  /// "second" in "the second highest".
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
  /// Something that can't be drawn or computed, whatever accompanies it.
  case extra
  case convert
  case format(TableFormat)
  case otherFormat
  case analyse, outliers
  case correlation
  case missing
  case rows, persons, columns
  /// Asks another agent to do something with the answer.
  case others
  /// Asks for an unknown operation on the data.
  case unknownVerb
  case noise
}
