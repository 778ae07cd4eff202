import HermesA2AWire
import HermesContract
import Testing

@testable import HermesRemoteAgents

struct RemoteTaskTests {
  private static func json(_ text: String) throws -> JSONValue {
    try JSONParser.parse(Array(text.utf8))
  }

  private static func chunk(
    _ text: String, append: Bool, type: String = "text/plain"
  ) throws -> JSONValue {
    try json(
      #"{"artifactUpdate":{"taskId":"t","append":\#(append),"artifact":{"artifactId":"a","parts":[{"text":"\#(text)","mediaType":"\#(type)"}]}}}"#
    )
  }

  @Test func piecesOfOneKindBecomeOnePart() throws {
    var task = RemoteTask()
    for (text, append) in [("a", false), ("b", true), ("c", true)] {
      _ = try task.apply(response: try Self.chunk(text, append: append))
    }
    _ = try task.apply(response: try Self.chunk("<p>", append: true, type: "text/html"))
    #expect(task.artifacts[0].parts.map(\.text) == ["abc", "<p>"])
    _ = try task.apply(response: try Self.chunk("new", append: false))
    #expect(task.artifacts[0].parts.map(\.text) == ["new"])
  }

  @Test func aSnapshotTellsOnlyWhatIsNew() throws {
    var task = RemoteTask()
    _ = try task.apply(response: try Self.chunk("one", append: false))
    func snapshot(_ text: String) throws -> JSONValue {
      try Self.json(
        #"{"task":{"id":"t","status":{"state":"TASK_STATE_WORKING"},"artifacts":[{"artifactId":"a","parts":[{"text":"\#(text)"}]}]}}"#
      )
    }
    #expect(try task.apply(response: try snapshot("one")).isEmpty)
    #expect(try task.apply(response: try snapshot("one two")).count == 1)
  }

  @Test(arguments: [
    #"{"task":{"id":"u","status":{"state":"TASK_STATE_WORKING"}}}"#,
    #"{"task":{"id":"t"}}"#, #"{"message":{"parts":[{"text":"late"}]}}"#,
    #"{"statusUpdate":{"taskId":"t","status":{"state":"done"}}}"#, "{}", "[]",
    #"{"artifactUpdate":{"taskId":"t","artifact":{"artifactId":"a","parts":[]}}}"#,
    #"{"artifactUpdate":{"taskId":"t","artifact":{"artifactId":"a","parts":[{"raw":"!"}]}}}"#,
    #"{"artifactUpdate":{"taskId":"t","artifact":{"artifactId":"a","parts":[{"text":"","url":""}]}}}"#,
  ])
  func whatIsNotA2AIsRefused(text: String) throws {
    var task = RemoteTask()
    _ = try task.apply(response: try Self.chunk("one", append: false))
    #expect(throws: RemoteFault.self) { try task.apply(response: try Self.json(text)) }
  }

  @Test(arguments: ["__79", "//79", "//79Ag==", "__79Ag"])
  func bytesMayBeOfEitherAlphabet(text: String) throws {
    let part = A2APart(json: ["raw": .string(text)])
    let bytes: [UInt8] = text.count > 4 ? [0xFF, 0xFE, 0xFD, 2] : [0xFF, 0xFE, 0xFD]
    #expect(part?.content == .bytes(bytes))
  }

  @Test func loopbackIsAnAddressAndNotABeginning() {
    for url in ["http://127.0.0.1:80/x", "http://localhost", "http://[::1]:1/"] {
      #expect(RemoteAgent.isLoopback(url))
    }
    for url in ["http://127.0.0.1.example", "http://localhost.example", "http://10.0.0.1"] {
      #expect(!RemoteAgent.isLoopback(url))
    }
  }

  @Test("Many small parts, and long names, count as what they take")
  func smallParts() throws {
    let parts = JSONValue.array(Array(repeating: ["text": "", "mediaType": "a/b"], count: 100_000))
    let alternating = JSONValue.array(
      (0..<200_000).map { ["text": "", "mediaType": .string("a/\($0 % 2)")] })
    var task = RemoteTask()
    let name = String(repeating: "n", count: 1_000_000)
    let emissions = try task.apply(response: [
      "artifactUpdate": [
        "taskId": "t", "artifact": ["artifactId": "a", "name": .string(name), "parts": parts],
      ]
    ])
    #expect(emissions.count == 1)
    guard case .chunk(_, let shown, _, _, _, _) = emissions[0] else { return }
    #expect(shown.utf8.count == 255)
    #expect(throws: RemoteFault.self) {
      try task.apply(response: [
        "artifactUpdate": ["taskId": "t", "artifact": ["artifactId": "b", "parts": alternating]]
      ])
    }
  }

  @Test("A text that comes letter by letter counts as its letters")
  func letters() throws {
    var task = RemoteTask()
    _ = try task.apply(response: try Self.chunk("one", append: false))
    let letter = try Self.chunk("a", append: true)
    for _ in 0..<100_000 { _ = try task.apply(response: letter) }
    #expect(task.artifacts[0].parts.count == 1)
  }

  @Test("What it says is cut before it is passed on, and ids that are too long are refused")
  func longTexts() throws {
    var task = RemoteTask()
    let long = JSONValue.string(String(repeating: "e\u{301}", count: 500_000))
    let status: JSONValue = [
      "state": "TASK_STATE_WORKING", "message": ["parts": [["text": long]]],
    ]
    let emissions = try task.apply(response: ["statusUpdate": ["taskId": "t", "status": status]])
    guard case .thinking(let said) = emissions.first else {
      Issue.record("no thought")
      return
    }
    #expect(said.utf8.count <= 64 << 10)
    var other = RemoteTask()
    #expect(throws: RemoteFault.self) {
      try other.apply(response: ["statusUpdate": ["taskId": long, "status": status]])
    }
  }

  @Test("Pieces of a text are whole scalars, and all of it")
  func pieces() {
    let text = String(repeating: "aé€😀", count: 1000)
    for size in 4..<12 {
      let pieces = TextPieces.pieces(of: text, maximumBytes: size)
      #expect(pieces.joined() == text)
      #expect(pieces.allSatisfy { (1...size).contains($0.utf8.count) })
    }
    #expect(TextPieces.pieces(of: "", maximumBytes: 4) == [""])
  }
}
