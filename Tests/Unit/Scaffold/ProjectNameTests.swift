import Testing

@testable import HermesScaffold

struct ProjectNameTests {
  @Test(
    "A name becomes the words of a Rust package",
    arguments: [
      ("Greeter", "greeter"), ("WeatherReport", "weather_report"), ("HTTPAgent2", "http_agent2"),
      ("Base64Text", "base64_text"), ("X", "x"),
    ])
  func snakeCase(name: String, wanted: String) throws {
    #expect(try ProjectName(name).snakeCase == wanted)
  }

  @Test(
    "A name that can't be one is refused with one that can",
    arguments: [
      ("greeter", "Greeter"), ("my-agent", "MyAgent"), ("my agent 2", "MyAgent2"),
      ("2fast", "Fast"),
      ("../etc", "Etc"),
    ])
  func refused(name: String, suggested: String) {
    let error = #expect(throws: ScaffoldError.self) { try ProjectName(name) }
    #expect(error?.message.contains(", for example \(suggested).") == true)
  }

  @Test("Names that mean something else or are too long are refused")
  func taken() {
    for name in ["Agent", "AgentKit", "String", "Self", "HermesAgent", "Alphabet", "", "--"] {
      #expect(throws: ScaffoldError.self) { try ProjectName(name) }
    }
    #expect(throws: ScaffoldError.self) { try ProjectName(String(repeating: "A", count: 49)) }
  }

  @Test(
    "A project has its own name and nothing of the example's", arguments: ProjectLanguage.allCases)
  func renamed(language: ProjectLanguage) throws {
    let project = Project(name: try ProjectName("WeatherReport"), language: language)
    let own = project.files.filter { !$0.path.hasPrefix("vendor/") }
    #expect(own.contains { $0.text.contains("\"WeatherReport\"") })
    for (path, text) in own {
      #expect(!(path + text).lowercased().contains("speller"))
    }
    #expect(project.files.contains { $0.path.hasSuffix("/hermes_agent.h") })
  }
}
