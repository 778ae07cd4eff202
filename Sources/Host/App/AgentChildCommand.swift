import ArgumentParser
import HermesPluginRuntime

/// What the server starts to open libraries apart from itself. Not for people: it expects a socket.
struct AgentChildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent-child", abstract: "Serves a library to a server.", shouldDisplay: false)

  func run() throws { ChildServer.run() }
}
