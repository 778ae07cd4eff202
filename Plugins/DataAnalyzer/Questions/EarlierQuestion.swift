import AgentKit

/// The last question about the same table in the conversation: "and the maximum?" continues it.
enum EarlierQuestion {
  private static let maximumTurns = 8

  /// The question, nil if there was none that the table's columns can answer; and whether the last
  /// message was not understood, so that the referent of "it" is unknown.
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

  /// Whether the last answer of the conversation is the one that the current table gives to the
  /// question: a host passes earlier tables on like new ones.
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

  /// Without the escapes that Markdown adds before punctuation.
  private static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\\" }))
  }
}
