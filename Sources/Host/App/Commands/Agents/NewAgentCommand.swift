import ArgumentParser
import Glibc
import HermesScaffold

/// `hermes agent new`
struct NewAgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Create the project of a new agent.",
    discussion: """
      Writes a small working agent: it streams its progress, honours cancellation and has a card, so \
      that requests in plain words can reach it. The header and the SDK are in its vendor folder: it \
      builds with its language's own tool, anywhere, without a network.

      Example:
        hermes agent new Greeter --language rust
        cd Greeter && cargo build --release --offline
        hermes agent check target/release/libgreeter.so
      """)

  @Argument(help: "The agent's name: a capital letter, then letters and digits.")
  var name: String

  @Option(help: "swift, c or rust.")
  var language: ProjectLanguage

  @Option(help: "The folder to create (default: NAME). It must be empty or not exist.")
  var directory: String?

  func run() throws {
    umask(HermesCommand.usualMask)
    let project: Project
    do {
      project = Project(name: try ProjectName(name), language: language)
      try project.write(to: directory ?? name)
    } catch {
      throw CommandFailure(message: error.message, exitCode: 2)
    }
    Console.printLine(
      """
      Created the agent \(name) in \(directory ?? name). Next:
        cd \(directory ?? name)
        \(language.build)
        hermes agent check \(language.library(project.name))
      README.md continues from there.
      """)
  }
}

extension ProjectLanguage: ExpressibleByArgument {}
