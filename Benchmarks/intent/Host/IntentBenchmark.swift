import Foundation
import HermesContract
import HermesOrchestration
import HermesPluginRuntime
import Logging

/// What it costs to find out what a request asks for, by few cards and by many.
///
/// Usage: intent-benchmark AGENTS COPIES, requests as a JSON array of strings on standard input. Prints a
/// line of JSON.
@main
struct IntentBenchmark {
  private static let cards = 300
  private static let rounds = 20

  static func main() async throws {
    // Started by the registry to look into a library.
    if CommandLine.arguments.dropFirst().first == "agent-child" { ChildServer.run() }
    let registry = try AgentRegistry(
      .init(folders: [CommandLine.arguments[1]], copies: CommandLine.arguments[2]) { path in
        LibraryManifest(file: path, library: String(path.dropLast(".toml".count)) + ".so")
      }, logger: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() })
    await registry.load()
    let loaded = registry.agents.map(\.card)
    guard !loaded.isEmpty else {
      FileHandle.standardError.write(
        Data((registry.refusalLines.joined(separator: "\n") + "\n").utf8))
      exit(1)
    }
    let requests = try JSONDecoder().decode(
      [String].self, from: FileHandle.standardInput.readDataToEndOfFile())
    let few = try measure(loaded, requests)
    let many = try measure(try multiplied(loaded), requests)
    let line = "{\"cards\":[\(loaded.count),\(cards)],\"few\":\(few),\"many\":\(many)}\n"
    FileHandle.standardOutput.write(Data(line.utf8))
    // As in the server: libraries may have threads that must not meet exit handlers.
    _exit(0)
  }

  /// As many cards as wanted: each with things of its own and verbs that all have.
  private static func multiplied(_ loaded: [AgentCard]) throws -> [AgentCard] {
    try (0..<cards).map { index in
      var json = loaded[index % loaded.count].json
      guard index >= loaded.count, var object = json.object else {
        return loaded[index % loaded.count]
      }
      object["name"] = .string("Copy\(index)")
      json = renamed(.object(object), "\(index)")
      return try AgentCard.parse(JSONWriter.bytes(json))
    }
  }

  /// Every object of every capability becomes another word.
  private static func renamed(_ json: JSONValue, _ mark: String) -> JSONValue {
    if let array = json.array { return .array(array.map { renamed($0, mark) }) }
    guard let object = json.object else { return json }
    return .object(
      JSONObject(
        object.members.map { key, value in
          let words = ["objects", "alone"].contains(key) ? value.strings : nil
          return (
            key: key, value: words.map { JSONValue($0.map { $0 + mark }) } ?? renamed(value, mark)
          )
        }))
  }

  private static func measure(_ cards: [AgentCard], _ requests: [String]) throws -> String {
    let parser = IntentParser(cards: cards)
    var times: [Double] = []
    for round in 0...rounds {
      for request in requests {
        let start = ContinuousClock.now
        let text = RequestText(Message(parts: [Part(text: request)]))
        _ = parser.parse(text)
        // The first round warms up.
        if round > 0 { times.append((ContinuousClock.now - start) / .microseconds(1)) }
      }
    }
    times.sort()
    func share(_ part: Double) -> Double { times[Int(Double(times.count - 1) * part)] }
    let mean = times.reduce(0, +) / Double(times.count)
    return "{\"mean_us\":\(mean),\"p50_us\":\(share(0.5)),\"p99_us\":\(share(0.99))}"
  }
}
