import AgentKit

/// What was last asked of the same table in the conversation: "and the maximum?" goes on with it.
enum EarlierQuestion {
  private static let maximumTurns = 8

  /// The question, nil where nothing was asked that the columns of the table can answer; and whether what was said last
  /// was not understood, so that nobody knows what "it" stands for.
  /// - Throws: `CancellationError`.
  static func lastQuestion(
    in history: [AgentTurn], data: [DataColumn], source: DataFormat, nouns: RowNouns
  ) throws -> (question: Question?, isLost: Bool) {
    var last: Question?
    var isLost = false
    for turn in history.filter(\.isUser).suffix(maximumTurns) {
      let prose = FencedText(turn.text).prose
      let words = (BareTable(in: prose)?.rest ?? prose).joined(separator: "\n")
      let work = try RequestedWork(words, data: data, source: source, nouns: nouns, earlier: last)
      last = work.questions.last ?? last
      if work.questions.count > 1 { last?.isAlone = false }
      last?.isJustSaid = work.unanswered.isEmpty && work.namesOne
      isLost = !work.unanswered.isEmpty
    }
    return (last, isLost)
  }

  /// Whether the last answer of the conversation is what the table at hand answers to the question: a host hands
  /// earlier tables on like new ones.
  /// - Throws: `CancellationError`.
  static func isAnswered(
    _ question: Question, by maker: AnswerMaker, in history: [AgentTurn]
  ) throws -> Bool {
    guard AnswerSubject.mayBe(of: question), let last = history.last, !last.isUser else {
      return false
    }
    do {
      let sentence = Array(plain(try maker.answer(question).sentence).utf8)
      return ByteSearch.place(of: sentence, in: Array(plain(last.text).utf8)) != nil
    } catch is QuestionFault {
      return false
    }
  }

  /// Without what Markdown sets before marks.
  private static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\\" }))
  }
}
