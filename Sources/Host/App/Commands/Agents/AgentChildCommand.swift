import ArgumentParser
import HermesPluginRuntime

/// The process that the server starts to load libraries outside of itself. Not for people: it
/// expects a socket.
struct AgentChildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent-child", abstract: "Serves a library to a server.", shouldDisplay: false)

  func run() throws { ChildServer.run() }
}
