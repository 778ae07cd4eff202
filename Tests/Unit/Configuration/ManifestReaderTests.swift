import Foundation
import HermesConfiguration
import HermesContract
import Testing

struct ManifestReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String) throws -> LibraryManifest {
    let path = folder.file("Greeter.toml")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return try ManifestReader.read(path)
  }

  private func fault(_ bytes: Data) throws -> String {
    let path = folder.file("Greeter.toml")
    try bytes.write(to: URL(fileURLWithPath: path))
    return fault(at: path)
  }

  /// The message, its file checked and taken off.
  private func fault(at path: String) -> String {
    do {
      return "read: \(try ManifestReader.read(path))"
    } catch {
      guard error.file == path, error.description.hasPrefix("\(path): ") else {
        return "wrong file: \(error.file)"
      }
      return String(error.description.dropFirst(path.utf8.count + 2))
    }
  }

  @Test("An empty manifest leaves everything to card and server, and names the library beside it")
  func empty() throws {
    #expect(
      try read("")
        == LibraryManifest(file: folder.file("Greeter.toml"), library: folder.file("Greeter.so")))
  }

  @Test("Calls of an agent elsewhere go to the endpoint, which is at the place of its card")
  func endpoint() throws {
    let manifest = try read(
      """
      url = "https://agents.example/r"
      endpoint = "https://AGENTS.example:443/r/rpc"
      """)
    #expect(manifest.remote?.endpoint == "https://AGENTS.example:443/r/rpc")
    #expect(try read("url = \"https://agents.example\"").remote?.endpoint == nil)
    for other in [
      "http://agents.example/rpc", "https://agents.example:8443/rpc", "https://other.example/rpc",
    ] {
      let text = "url = \"https://agents.example/r\"\nendpoint = \"\(other)\""
      #expect(
        try fault(Data(text.utf8)).hasPrefix(
          "endpoint has another scheme, host or port than url"), "\(other)")
    }
    let query = "url = \"https://agents.example\"\nendpoint = \"https://agents.example/?a=1\""
    #expect(try fault(Data(query.utf8)).hasPrefix("endpoint "))
  }

  @Test("Every key arrives")
  func everything() throws {
    let manifest = try read(
      """
      path = "lib/../other/Greeter-2.so"
      lane = "process"
      [limits]
      memory = "2GiB"
      file_size = "64 KiB"
      descriptors = 64
      core = 0
      [environment]
      LANG = "C.UTF-8"
      EMPTY = ""
      [agents.Greeter]
      enabled = false
      max_concurrency = 4
      deadline = "1.5m"
      grants = ["model", "store"]
      [agents.Greeter.config]
      greeting = "Moin"
      depth.of.it = [1, 2.5, true, { x = "y" }]
      [agents.Greeter.model]
      url = "https://models.example/v1"
      name = "large"
      key_file = "keys/large"
      [agents."x.y-2_Z"]
      grants = []
      """)
    #expect(
      manifest
        == LibraryManifest(
          file: folder.file("Greeter.toml"), library: folder.file("other/Greeter-2.so"),
          lane: .process,
          limits: ProcessLimits(
            memory: 2 << 30, fileSize: 64 << 10, descriptors: 64, core: 0),
          environment: ["LANG": "C.UTF-8", "EMPTY": ""],
          agents: [
            "Greeter": AgentOptions(
              enabled: false, maxConcurrency: 4, deadline: .seconds(90), grants: [.model, .store],
              config: JSONObject([
                ("depth", ["of": ["it": [1, 2.5, true, ["x": "y"]]]]), ("greeting", "Moin"),
              ]),
              model: ModelPlace(
                url: "https://models.example/v1", name: "large",
                key: .file(folder.file("keys/large")))),
            "x.y-2_Z": AgentOptions(grants: []),
          ]))
  }

  @Test("Absolute library paths stay, and sizes are bytes")
  func absolutePath() throws {
    let manifest = try read("path = \"/opt/agents/a.so\"\n[limits]\nmemory = 67108864")
    #expect(manifest.library == "/opt/agents/a.so" && manifest.limits.memory == 64 << 20)
  }

  @Test(
    "Deadlines have units, or are seconds",
    arguments: [
      ("\"500ms\"", Duration.milliseconds(500)), ("\"30s\"", .seconds(30)),
      ("\"2m\"", .seconds(120)), ("\"24h\"", .seconds(86_400)), ("\"0.001s\"", .milliseconds(1)),
      ("45", .seconds(45)), ("0.25", .milliseconds(250)),
    ])
  func deadlines(text: String, deadline: Duration) throws {
    #expect(try read("[agents.A]\ndeadline = \(text)").agents["A"]?.deadline == deadline)
  }

  @Test("Lanes", arguments: LibraryLane.allCases)
  func lanes(lane: LibraryLane) throws {
    #expect(try read("lane = \"\(lane.rawValue)\"").lane == lane)
  }

  @Test("What is wrong is said in one line with cause and cure", arguments: BadManifest.general)
  func refused(manifest: BadManifest) throws {
    #expect(try fault(Data(manifest.text.utf8)) == manifest.message)
  }

  @Test("The same of [native]", arguments: BadManifest.native)
  func refusedNative(manifest: BadManifest) throws {
    #expect(try fault(Data(manifest.text.utf8)) == manifest.message)
  }

  @Test("A message is one line of bounded length, whatever the manifest holds")
  func oneLine() throws {
    #expect(
      try fault(Data("lane = \"a\\nb\\u001B[2J\"".utf8))
        == "lane is \"a\\u{a}b\\u{1b}[2J\"; write one of \"auto\", \"in-process\", \"process\"")
    let long = String(repeating: "x", count: 100_000)
    #expect(try fault(Data("lane = \"\(long)\"".utf8)).utf8.count < 400)
    #expect(try fault(Data("\(long) = 1".utf8)).utf8.count < 400)
  }

  @Test("A file that is not UTF-8, too large, absent, a folder or open to others is refused")
  func files() throws {
    #expect(
      try fault(Data([0x61, 0xFF])) == "it is not UTF-8; save it as UTF-8")
    let large = Data(repeating: UInt8(ascii: "#"), count: 1 << 20)
    #expect(try fault(large).hasPrefix("read:"))
    #expect(
      try fault(large + Data("#".utf8))
        == "it is larger than 1 MiB; leave only the configuration in it")
    #expect(
      fault(at: folder.file("absent.toml"))
        == "it can't be read (No such file or directory); check the path and its permissions")
    #expect(
      fault(at: folder.path) == "it is not a regular file; replace it with a text file")
    let path = folder.file("Greeter.toml")
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
    #expect(
      fault(at: path) == "it can be written by other users; run: chmod o-w \(path)")
  }

  @Test(
    "Nesting is bounded, however it is written",
    arguments: [
      [String](repeating: "a", count: 100_000).joined(separator: ".") + " = 1",
      "a = " + String(repeating: "[", count: 100_000),
      "a = " + String(repeating: "{a=", count: 100_000),
      "t = '''\n...\"\n'''\na = \"\\\"\"\n" + String(repeating: "\"a\".", count: 100_000),
    ])
  func nesting(text: String) throws {
    let line = text.hasPrefix("t") ? 6 : 2
    #expect(
      try fault(Data("[agents.A.config]\n\(text)".utf8))
        == "line \(line) nests more than 32 levels deep; make it flatter")
  }

  @Test("Nesting is also counted over headers, and dots in texts are none")
  func headers() throws {
    let keys = [String](repeating: "a", count: 20).joined(separator: ".")
    #expect(
      try fault(Data("[agents.A.config.\(keys)]\n\(keys) = 1".utf8))
        == "agents.A.config nests more than 32 levels deep; make it flatter")
    let dots = String(repeating: ".", count: 100)
    let manifest = try read("[agents.A.config]\na = \"\(dots)\" # \(dots)\nb = '\(dots)'")
    #expect(manifest.agents["A"]?.config?["b"] == .string(dots))
  }
}
