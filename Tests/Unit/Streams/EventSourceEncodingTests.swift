import HermesEvents
import Testing

@testable import HermesStreams

struct EventSourceEncodingTests {
  @Test("An event of a stream of events has its seq as id, and a gap has none")
  func eventSource() {
    let encoding = EventSourceEncoding.shared
    var bytes: [UInt8] = []
    encoding.append(.sample(Array(#"{"type":"step_progress","seq":7}"#.utf8), seq: 7), to: &bytes)
    encoding.append(.sample(Array(#"{"type":"gap","task_id":"t"}"#.utf8), seq: 9), to: &bytes)
    let text = """
      id: 7
      data: {"type":"step_progress","seq":7}

      data: {"type":"gap","task_id":"t"}


      """
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }
}
