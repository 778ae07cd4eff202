import AgentKit

/// Everything that a request asks of its table.
struct RequestedWork: Sendable {
  struct Unanswered: Sendable, Encodable {
    let question: String
    let reason: String

    /// As the metadata of an artifact lists it.
    var unmet: JSONValue {
      ["wish": .string(question), "reason": .string(reason), "code": "unknown_question"]
    }

    private enum CodingKeys: String, CodingKey { case question, reason }
  }

  private static let maximumQuestions = 24
  /// One per format, and one more.
  private static let maximumConversions = 6
  /// In lower case, without punctuation and joining words.
  private static func words(of clause: [QuestionItem]) -> String {
    clause.filter { !$0.isMark && $0.term != .and }.map { $0.raw.lowercased() }
      .joined(separator: " ")
  }

  private static let asksAgain: Set<String> = [
    "what is it", "what are they", "which one is it", "which is it", "which ones", "which one",
    "how much is it", "how many are they", "who is it", "who are they", "who", "which",
    "who exactly",
    "which exactly",
  ]

  private static let texts: Set<String> = [
    "outline", "document", "contents", "section", "notes", "minutes", "text", "article", "letter",
    "report", "readme", "summarise", "summarize", "summary", "paragraph",
  ]

  var questions: [Question] = []
  var unanswered: [Unanswered] = []
  /// Whether another agent processes the analysis.
  private(set) var isForDocument = false

  /// - Parameters:
  ///   - nouns: The words for the table's rows.
  ///   - earlier: The previous question of the conversation.
  ///   - isLost: Whether the last message of the conversation was not understood.
  /// - Throws: `CancellationError`.
  init(
    _ words: String, data: [DataColumn], source: DataFormat, nouns: RowNouns,
    earlier: Question? = nil, isLost: Bool = false
  ) throws {
    let words = PlainWording.of(words, data: data)
    let tokens = QuestionToken.tokens(of: words)
    let items = try QuestionItems(tokens, data: data).items
    var passed: [[QuestionItem]] = []
    // Whether the previous clause was not understood.
    var isBehindFault = false
    // Sentences of a text around the table, and wishes about such a text.
    var (described, ofText) = (0, [[QuestionItem]]())
    // Whether the previous clause would have changed the data.
    var isBehindChange = false
    for clause in LeftOutClause.joined(Clauses(items).clauses) {
      try Task.checkCancellation()
      guard questions.count + unanswered.count < Self.maximumQuestions else {
        unanswered.append(
          Unanswered(
            question: "the rest", reason: "a request may have \(Self.maximumQuestions) questions"))
        break
      }
      if DataChange.isAsked(clause) {
        (isBehindChange, isBehindFault) = (true, true)
        unanswered.append(Unanswered(question: Self.text(clause), reason: DataChange.reason))
        continue
      }
      // "Is there a correlation? What is it?": already answered.
      let isOfGroup =
        questions.last.map { if case .crowd = $0.wish { true } else { false } } ?? false
      if isOfGroup, Self.words(of: clause) == "who are they" {
        unanswered.append(
          Unanswered(
            question: Self.text(clause), reason: "ask for the rows of the group by its name"))
        continue
      }
      if Self.asksAgain.contains(Self.words(of: clause)) {
        // After two counts it is unclear which is meant.
        if questions.count(where: { $0.listed(asking: "") != nil }) > 1 {
          unanswered.append(
            Unanswered(
              question: Self.text(clause),
              reason: "it is not clear which of them are meant: name them"))
          continue
        }
        if let listed = (questions.last ?? earlier)?.listed(asking: Self.text(clause)) {
          questions.append(listed)
          continue
        }
        if let last = questions.last {
          if last.namesNoRow, Self.words(of: clause).hasPrefix("wh") {
            unanswered.append(
              Unanswered(
                question: Self.text(clause), reason: "it is not clear what is meant: name it"))
          }
          continue
        }
      }
      // "Which team is the biggest, and how many?": already part of the answer.
      switch questions.last?.wish {
      case .common, .crowd: if Self.asksBareCount(clause) { continue }
      default: break
      }
      if case .conversion = questions.last?.wish, Self.limitsRows(clause) {
        unanswered.append(
          Unanswered(
            question: Self.text(clause),
            reason: "a conversion has all rows that meet its conditions"))
        continue
      }
      var previous = questions.last ?? earlier
      previous?.isOfEarlierTurn = questions.isEmpty
      if questions.count > 1 { previous?.isAlone = false }
      if isBehindFault || questions.count > 1 && !namesOne { previous?.isJustSaid = false }
      var reader = ClauseReader(
        clause, data: data, source: source, nouns: nouns, previous: previous)
      reader.followsAnd =
        questions.isEmpty && unanswered.isEmpty && items.first { !$0.isMark }?.term == .and
      if reader.isTold {
        described += 1
      } else if clause.contains(where: { Self.texts.contains($0.raw.lowercased()) }) {
        ofText.append(clause)
      }
      do throws(QuestionFault) {
        let read = try reader.read()
        if reader.isForDocument, let reason = reader.missingOfDocument(read) {
          unanswered.append(Unanswered(question: Self.text(clause), reason: reason))
        }
        if let question = read {
          if isBehindChange { throw QuestionFault(DataChange.dependent) }
          let isBehindUnanswered =
            !unanswered.isEmpty && unanswered.count >= questions.count
            || isLost && questions.isEmpty
          if let word = UnclearPronoun.pronoun(
            in: clause, of: question, previous: previous, isBehindUnanswered: isBehindUnanswered)
          {
            throw QuestionFault("it is not clear what \"\(word)\" stands for: name it")
          }
          // "As a bar chart", after a clause that was not understood.
          if isBehindFault, case .chart(_, nil, let columns, nil) = question.wish, columns.isEmpty {
            throw QuestionFault("it is not clear what is to be drawn")
          }
          if case .conversion = question.wish, conversions == Self.maximumConversions {
            throw QuestionFault("a request may have \(Self.maximumConversions) conversions")
          }
          questions.append(try question.goingOn(from: previous))
          isBehindFault = false
        } else if isLost, questions.isEmpty, let word = UnclearPronoun.asked(in: clause) {
          throw QuestionFault("it is not clear what \"\(word)\" stands for: name it")
        } else if let reason = UnansweredRemark.reason(clause) {
          isBehindFault = true
          unanswered.append(Unanswered(question: Self.text(clause), reason: reason))
        } else {
          passed.append(clause)
        }
      } catch {
        unanswered.append(Unanswered(question: Self.text(clause), reason: error.reason))
        isBehindFault = true
      }
      if reader.isForDocument { isForDocument = true }
    }
    if !questions.isEmpty {
      for clause in passed {
        guard let reason = UnansweredRemark.fragment(clause) else { continue }
        unanswered.append(Unanswered(question: Self.text(clause), reason: reason))
      }
    }
    // Only the table is described here.
    for clause in ofText
    where described > 1 && !unanswered.contains(where: { $0.question == Self.text(clause) }) {
      unanswered.append(
        Unanswered(
          question: Self.text(clause),
          reason: "only the table is looked at here, and not the text around it"))
    }
    takeOrder()
    mergeRows()
    if questions.isEmpty, unanswered.isEmpty, !isForDocument,
      let figure = items.first(where: { Self.asksForFigure($0) && !$0.isQuoted })
    {
      unanswered.append(
        Unanswered(
          question: CellText.cut(words, to: 160),
          reason: "what is asked of \"\(figure.raw)\" was not understood"))
    }
    if questions.isEmpty, unanswered.isEmpty, !isForDocument,
      let clause = Clauses(items).clauses.first(where: Self.isFragment)
    {
      let words = clause.filter(\.isUnknown).map { "\"\(CellText.cut($0.raw, to: 60))\"" }
      unanswered.append(
        Unanswered(
          question: Self.text(clause),
          reason: "\(words.joined(separator: " and ")) was not understood"))
    }
    if questions.isEmpty, unanswered.isEmpty, !isForDocument,
      items.contains(where: { $0.raw == "?" }),
      !items.contains(where: { Self.isTable($0.raw.lowercased()) })
    {
      unanswered.append(
        Unanswered(
          question: CellText.cut(words, to: 160),
          reason: "it says nothing that is known of the table; only English is understood"))
    }
    if tokens.count == QuestionToken.maximumCount || words.utf8.count > QuestionToken.maximumText {
      unanswered.append(
        Unanswered(
          question: "the rest",
          reason: "only the first \(QuestionToken.maximumCount) words of at most "
            + "\(QuestionToken.maximumText >> 10) KiB were read"))
    }
  }

  private var conversions: Int {
    questions.count { if case .conversion = $0.wish { true } else { false } }
  }

  /// "What can you tell me about this data?"
  private static func isTable(_ word: String) -> Bool {
    ["data", "table", "dataset", "data set", "file", "sheet", "numbers", "figures", "csv", "json"]
      .contains(word)
  }

  /// "Top 3 only".
  private static func limitsRows(_ clause: [QuestionItem]) -> Bool {
    clause.contains { [.top, .bottom].contains($0.term) }
      && clause.contains { $0.number != nil } && !clause.contains { $0.column != nil }
  }

  private static func asksBareCount(_ clause: [QuestionItem]) -> Bool {
    let plain: Set = [
      "there", "live", "it", "them", "of", "are", "times", "often", "be", "have", "has", "in",
    ]
    return clause.contains { $0.term == .howMany }
      && clause.allSatisfy { item in
        item.isNoise || item.isMark || [.howMany, .and, .rows, .persons].contains(item.term)
          || plain.contains(item.raw.lowercased())
      }
  }

  private static func asksForFigure(_ item: QuestionItem) -> Bool {
    switch item.term {
    case .figure, .howMany, .extreme, .share: true
    default: false
    }
  }

  /// One or two words without a meaning here, such as "revenue"; a title begins with a capital
  /// letter.
  private static func isFragment(_ clause: [QuestionItem]) -> Bool {
    let said = clause.filter { !$0.isNoise && !$0.isMark }
    // "Orders in Q1", for a table without quarters.
    if said.contains(where: {
      $0.isUnknown && $0.raw.utf8.count < 6 && $0.raw.wholeMatch(of: /[A-Z]{1,2}\d{1,3}/) != nil
    }) {
      return true
    }
    return said.count <= 3 && said.contains(where: \.isUnknown)
      && clause.allSatisfy { $0.raw == $0.raw.lowercased() }
  }

  private static func text(_ clause: [QuestionItem]) -> String {
    CellText.cut(QuestionItem.text(clause), to: 160)
  }

  /// Whether the answers can name only one row or group: "who is the oldest, and what does she
  /// earn".
  var namesOne: Bool {
    guard let last = questions.last else { return false }
    return last.subject != nil || !questions.dropLast().contains(where: UnclearPronoun.tellsSome)
  }

  /// Whether the request asks only for an overview of the table.
  var isReport: Bool { asksForReport || questions.isEmpty }

  /// Whether an overview was asked for, or is needed for a document.
  var asksForReport: Bool {
    isForDocument || questions.contains { if case .report = $0.wish { true } else { false } }
  }
}
