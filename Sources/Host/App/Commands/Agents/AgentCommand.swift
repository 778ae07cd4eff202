import ArgumentParser

struct AgentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent", abstract: "List, enable, disable, reload, create, check and sign agents.",
    subcommands: [
      ListCommand.self, ShowCommand.self, EnableCommand.self, DisableCommand.self,
      ReloadCommand.self, NewAgentCommand.self, CheckAgentCommand.self, ProbeAgentCommand.self,
      SignCommand.self,
    ])

  struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the loaded agents and their skills, and what was refused and why.")
    @Flag(help: "Print everything about the agents as JSON.")
    var json = false
    @OptionGroup var options: SettingsOptions
    func run() async throws { try await AgentListing.printList(options, isJSON: json) }
  }

  struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show one agent: its settings and where each of them comes from.")
    @Argument(help: "The agent's name.")
    var name: String
    @Flag(help: "Print everything about it, with its card, as JSON.")
    var json = false
    @OptionGroup var options: SettingsOptions
    func run() async throws {
      try await AgentListing.printAgent(name, isJSON: json, options: options)
    }
  }

  struct EnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "enable",
      abstract: "Enable an agent, and take its library out of quarantine.")
    @Argument(help: "The agent's name.")
    var name: String
    @OptionGroup var options: SettingsOptions
    func run() async throws { try await AgentSwitching.perform(.enable(name), options: options) }
  }

  struct DisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "disable", abstract: "Disable an agent; its running calls are ended.")
    @Argument(help: "The agent's name.")
    var name: String
    @OptionGroup var options: SettingsOptions
    func run() async throws { try await AgentSwitching.perform(.disable(name), options: options) }
  }

  struct ReloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reload", abstract: "Load libraries that have changed or were refused.",
      discussion: "A running server notices changes in its folders on its own.")
    @OptionGroup var options: SettingsOptions
    func run() async throws { try await AgentSwitching.perform(.reload, options: options) }
  }
}

struct AgentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agents",
    abstract: "List the loaded agents and their skills. The same as: hermes agent list.")
  @Flag(help: "Print everything about the agents as JSON.")
  var json = false
  @OptionGroup var options: SettingsOptions
  func run() async throws { try await AgentListing.printList(options, isJSON: json) }
}
