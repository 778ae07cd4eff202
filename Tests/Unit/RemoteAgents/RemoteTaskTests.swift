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
      _ = try task.take(try Self.chunk(text, append: append))
    }
    _ = try task.take(try Self.chunk("<p>", append: true, type: "text/html"))
    #expect(task.artifacts[0].parts.map(\.text) == ["abc", "<p>"])
    _ = try task.take(try Self.chunk("new", append: false))
    #expect(task.artifacts[0].parts.map(\.text) == ["new"])
  }

  @Test func aSnapshotTellsOnlyWhatIsNew() throws {
    var task = RemoteTask()
    _ = try task.take(try Self.chunk("one", append: false))
    func snapshot(_ text: String) throws -> JSONValue {
      try Self.json(
        #"{"task":{"id":"t","status":{"state":"TASK_STATE_WORKING"},"artifacts":[{"artifactId":"a","parts":[{"text":"\#(text)"}]}]}}"#
      )
    }
    #expect(try task.take(try snapshot("one")).isEmpty)
    #expect(try task.take(try snapshot("one two")).count == 1)
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
    _ = try task.take(try Self.chunk("one", append: false))
    #expect(throws: RemoteFault.self) { try task.take(try Self.json(text)) }
  }

  @Test(arguments: ["__79", "//79", "//79Ag==", "__79Ag"])
  func bytesMayBeOfEitherAlphabet(text: String) throws {
    let part = RemotePart(json: ["raw": .string(text)])
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
}
