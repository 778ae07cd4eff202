import HermesContract
import HermesTerminal

/// What a person sees of a task while it is followed: lines of events, below them what is being done
/// right now, or a question with the place for its answer.
actor TaskScreen {
  private static let clear = "\r\u{1B}[K"
  /// Whether events are JSON lines for a program, on standard output.
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

  /// Lines of this command's own.
  func printLines(_ lines: [String]) {
    printLines(lines.map(VisibleText.lines), style: Console.errorStyle)
  }

  /// A question with what belongs to it.
  /// - Returns: what was typed; nil at the end of the input, or when the task is cancelled.
  func readAnswer(to prompt: String) async -> String? {
    erase()
    self.prompt = VisibleText.line(prompt)
    Console.draw(VisibleText.line(prompt))
    let line = await TerminalLine.read()
    // The line was not ended by whoever typed.
    if line == nil { endPrompt() }
    self.prompt = nil
    return line
  }

  /// Nobody is to type here any more.
  func endPrompt() {
    if prompt != nil { Console.draw("\n") }
    prompt = nil
  }

  /// Draws what is being done anew; nothing where lines can't be drawn again.
  func draw() {
    let style = Console.errorStyle
    guard !isJSON, style.isLive, prompt == nil else { return }
    turn += 1
    guard let text = live.text(at: .now, turn: turn, style: style) else { return erase() }
    Console.draw(Self.clear + text)
    isDrawn = true
  }

  /// Before the results, and at the end.
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

  /// A line that goes on stands below its own text.
  private static func indent(of line: String) -> Int {
    line.prefix { $0 == " " }.count + 3
  }
}
