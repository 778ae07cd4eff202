import ArgumentParser
import HermesConfiguration
import HermesContract
import HermesPluginRuntime
import Logging

struct AgentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent", abstract: "See the loaded agents; write and check new ones.",
    subcommands: [
      ListCommand.self, ShowCommand.self, NewAgentCommand.self, CheckAgentCommand.self,
      ProbeAgentCommand.self,
    ])

  struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "What is loaded, and what was refused and why.")
    @OptionGroup var options: SettingsOptions
    func run() async throws { try await AgentListing.list(options) }
  }

  struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "One agent with its card and health, as JSON.")
    @Argument(help: "The agent's name.")
    var name: String
    @OptionGroup var options: SettingsOptions
    func run() async throws { try await AgentListing.show(name, options) }
  }
}

struct AgentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agents", abstract: "The same as: hermes agent list.")
  @OptionGroup var options: SettingsOptions
  func run() async throws { try await AgentListing.list(options) }
}
