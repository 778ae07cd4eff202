import Testing

@testable import HermesPluginRuntime

struct LogLineTests {
  @Test("What an agent logs is one line that speaks to no terminal")
  func oneLine() {
    #expect(HostTable.oneLine("plain\tünïcode 🎉") == "plain\tünïcode 🎉")
    #expect(HostTable.oneLine("a\n2026 error hermes: b\r") == #"a\u{a}2026 error hermes: b\u{d}"#)
    #expect(HostTable.oneLine("\u{1B}[31m\u{202E}\u{2028}") == #"\u{1b}[31m\u{202e}\u{2028}"#)
  }
}
