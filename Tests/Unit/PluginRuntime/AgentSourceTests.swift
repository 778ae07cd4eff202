import Foundation
import Testing

@testable import HermesPluginRuntime

struct AgentSourceTests {
  @Test("Of a link every file counts that it leads over, and a circle ends")
  func places() throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    func path(_ name: String) -> String { "\(folder.path)/\(name)" }
    try files.createDirectory(atPath: path("build"), withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: path("build/lib.so.1.2")))
    for (link, target) in [
      ("A.so", "build/lib.so"), ("build/lib.so", path("build/lib.so.1")),
      ("build/lib.so.1", "../build/lib.so.1.2"), ("round.so", "round.so"),
    ] {
      try files.createSymbolicLink(atPath: path(link), withDestinationPath: target)
    }
    #expect(
      AgentSource.places(of: path("A.so"))
        == ["A.so", "build/lib.so", "build/lib.so.1", "build/lib.so.1.2"].map(path))
    #expect(AgentSource.places(of: path("build/lib.so.1.2")) == [path("build/lib.so.1.2")])
    #expect(AgentSource.places(of: path("none.so")) == [path("none.so")])
    #expect(AgentSource.places(of: path("round.so")).count <= 41)
  }
}
