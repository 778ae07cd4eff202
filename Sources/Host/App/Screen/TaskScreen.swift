import HermesContract
import HermesTerminal

/// What a person sees of a task that is being followed: lines of events, and below them the current
/// activity, or a question with its input line.
actor TaskScreen {
  private static let clear = "\r\u{1B}[K"
  /// Whether events are printed as JSON lines for a program, on standard output.
  let isJSON: Bool
  private var live = LiveLine()
  private var turn = 0
  private var isDrawn = false
  private var prompt: String?

  init(isJSON: Bool) { self.isJSON = isJSON }

  func show(_ event: JSONValue) {
    if isJSON { return Console.printLine(JSONWriter.text(event)) }
    live.apply(event, at: .now)
    let style = Console.errorStyle
    guard let line = EventText.line(event, style: style) else { return }
    printLines([line], style: style)
  }

  /// Prints lines of this command, as opposed to events.
  func printLines(_ lines: [String]) {
    printLines(lines.map(VisibleText.lines), style: Console.errorStyle)
  }

  /// Asks a question and reads the answer.
  /// - Returns: the line that was typed; nil at the end of the input, or when the task is
  ///   cancelled.
  func readAnswer(to prompt: String) async -> String? {
    erase()
    self.prompt = VisibleText.line(prompt)
    Console.draw(VisibleText.line(prompt))
    let line = await TerminalLine.read()
    // The user did not end the line.
    if line == nil { endPrompt() }
    self.prompt = nil
    return line
  }

  /// Ends the prompt: no input is expected any more.
  func endPrompt() {
    if prompt != nil { Console.draw("\n") }
    prompt = nil
  }

  /// Redraws the current activity; does nothing if the terminal can't redraw lines.
  func draw() {
    let style = Console.errorStyle
    guard !isJSON, style.isLive, prompt == nil else { return }
    turn += 1
    guard let text = live.text(at: .now, turn: turn, style: style) else { return erase() }
    Console.draw(Self.clear + text)
    isDrawn = true
  }

  /// Erases the current activity, before the results and at the end.
  func erase() {
    if isDrawn { Console.draw(Self.clear) }
    isDrawn = false
  }

  private func printLines(_ lines: [String], style: TerminalStyle) {
    erase()
    if prompt != nil { Console.draw(style.isLive ? Self.clear : "\n") }
    for line in lines {
      for part in WrappedText.lines(line, width: style.width, indent: Self.indent(of: line)) {
        Console.draw(part + "\n")
      }
    }
    if let prompt { Console.draw(prompt) }
  }

  /// Continuation lines are aligned with the text of the first.
  private static func indent(of line: String) -> Int {
    line.prefix { $0 == " " }.count + 3
  }
}
