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

  private func source(
    _ name: String, folder: Int, hasLibrary: Bool = true, manifest: String? = nil
  ) -> AgentSource {
    AgentSource(
      key: .init(folder: folder, name: name), library: "/agents/\(folder)/\(name).so",
      hasLibrary: hasLibrary, manifest: manifest)
  }

  @Test("A manifest takes the place of what a later folder has under its name")
  func replaced() {
    let operators = source("Guide", folder: 0, hasLibrary: false, manifest: "/agents/0/Guide.toml")
    let other = source("Other", folder: 1)
    let packaged = source("Guide", folder: 1, manifest: "/agents/1/Guide.toml")
    #expect(
      AgentSource.withoutReplaced([operators, packaged, other]) == [operators, other])
  }

  @Test("Two libraries of one name stay, so that their clash is reported")
  func clash() {
    let sources = [source("Guide", folder: 0), source("Guide", folder: 1)]
    #expect(AgentSource.withoutReplaced(sources) == sources)
  }

  @Test("A manifest in a later folder takes nobody's place")
  func later() {
    let sources = [
      source("Guide", folder: 0),
      source("Guide", folder: 1, hasLibrary: false, manifest: "/agents/1/Guide.toml"),
    ]
    #expect(AgentSource.withoutReplaced(sources) == sources)
  }
}
