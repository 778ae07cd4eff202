import HermesContract
import HermesTerminal
import Testing

struct EventTextTests {
  private static let terminal = TerminalStyle(
    isTerminal: true, columns: 80, environment: ["TERM": "xterm", "LANG": "C.UTF-8"])
  private static let pipe = TerminalStyle(
    isTerminal: false, columns: nil, environment: ["LANG": "C.UTF-8"])
  private static let ascii = TerminalStyle(isTerminal: false, columns: nil, environment: [:])

  private static func event(_ type: String, _ message: String, _ data: JSONValue = .null)
    -> JSONValue
  {
    ["type": .string(type), "message": .string(message), "data": data]
  }

  @Test("The emoji, the type and the words; without UTF-8 no emoji")
  func line() {
    let event = Self.event("plan_created", "✅ Plan ready: 2 steps")
    #expect(EventText.line(event, style: Self.pipe) == "✅ [plan_created] Plan ready: 2 steps")
    #expect(EventText.line(event, style: Self.ascii) == "[plan_created] Plan ready: 2 steps")
    #expect(EventText.line(Self.event("artifact_delta", ""), style: Self.pipe) == nil)
  }

  @Test(
    "An event is one line, whatever is in it, and a question keeps its first word",
    arguments: [
      (
        "task_created", "📝 Task created: one\ntwo\r\n three...",
        "📝 [task_created] Task created: one two three..."
      ),
      ("input_required", "Which colour?", "[input_required] Which colour?"),
      ("input_required", "Größe der Datei?", "[input_required] Größe der Datei?"),
      ("agent_thinking", "💭 \u{1B}[2J", "💭 [agent_thinking] \\u001b[2J"), ("x", "word", "[x] word"),
    ])
  func oneLine(type: String, message: String, line: String) {
    #expect(EventText.line(Self.event(type, message), style: Self.pipe) == line)
  }

  @Test(
    "A terminal gets a bar of how far the plan is",
    arguments: [(0.5, "50%"), (7, "100%"), (-1, "0%")])
  func bar(progress: Double, end: String) throws {
    let event = Self.event(
      "step_completed", "✅ Step 1/2 completed", ["progress": .double(progress)])
    #expect(try #require(EventText.line(event, style: Self.terminal)).hasSuffix(" \(end)"))
    #expect(EventText.line(event, style: Self.pipe) == "✅ [step_completed] Step 1/2 completed")
  }

  @Test("The live line names what runs and for how long, and nothing when nothing runs")
  func live() throws {
    let start = ContinuousClock.now
    var line = LiveLine()
    #expect(line.text(at: start, turn: 0, style: Self.terminal) == nil)
    let data: JSONValue = ["step_number": 1, "agent_name": "A", "total_steps": 3]
    line.apply(Self.event("step_started", "", data), at: start)
    #expect(
      line.text(at: start + .seconds(75), turn: 1, style: Self.ascii) == "/ Step 1/3 A  1 min 15 s")
    let progress: JSONValue = ["step_number": 1, "fraction": 0.25, "note": "reading\nlines"]
    line.apply(Self.event("step_progress", "", progress), at: start)
    #expect(
      line.text(at: start, turn: 0, style: Self.ascii) == "| Step 1/3 A  0 s  25%  reading lines")
    line.apply(Self.event("step_started", "", ["step_number": 2, "agent_name": "B"]), at: start)
    #expect(line.text(at: start, turn: 0, style: Self.ascii) == "| Step 1/3 A, 2/3 B  0 s")
    line.apply(Self.event("step_completed", "", ["step_number": 1]), at: start)
    line.apply(Self.event("input_required", "", ["step_number": 2]), at: start)
    #expect(line.isEmpty)
    line.apply(
      Self.event(
        "step_started", "",
        ["step_number": 9, "agent_name": .string(String(repeating: "x", count: 200))]), at: start)
    let long = try #require(line.text(at: start, turn: 0, style: Self.terminal))
    #expect(DisplayWidth.columns(of: long) == 79)
  }

  @Test("Ctrl-C leaves, cancels, and waits no longer")
  func interrupts() {
    var rule = InterruptRule()
    #expect((0..<4).map { _ in rule.interrupted() } == [.leave, .cancel, .quit, .quit])
  }

  @Test("Times between events")
  func times() {
    #expect(TimeText.short("2026-11-28T15:51:25.123Z") == "2026-11-28 15:51:25")
    #expect(TimeText.short("soon") == "soon")
    let day = "2024-02-28T23:59:59.900Z"
    #expect(TimeText.elapsed(from: day, to: "2024-02-29T00:00:00.300Z") == "0.4 s")
    #expect(TimeText.elapsed(from: day, to: "2024-03-01T00:00:00.900Z") == "1440 min 1 s")
    #expect(TimeText.elapsed(from: day, to: "later") == nil)
  }
}
