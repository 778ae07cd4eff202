import ArgumentParser

struct AgentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent", abstract: "See, switch, load, sign, write and check agents.",
    subcommands: [
      ListCommand.self, ShowCommand.self, EnableCommand.self, DisableCommand.self,
      ReloadCommand.self, NewAgentCommand.self, CheckAgentCommand.self, ProbeAgentCommand.self,
      SignCommand.self,
    ])

  struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "What is loaded and can do what; what was refused and why.")
    @Flag(help: "Print everything about the agents as JSON.")
    var json = false
    @OptionGroup var options: SettingsOptions
    func run() async throws { try await AgentListing.printList(options, isJSON: json) }
  }

  struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "One agent: what holds for it and where each setting comes from.")
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
      abstract: "Switch an agent on, and take its library out of quarantine.")
    @Argument(help: "The agent's name.")
    var name: String
    @OptionGroup var options: SettingsOptions
    func run() async throws { try await AgentSwitching.perform(.enable(name), options: options) }
  }

  struct DisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "disable", abstract: "Switch an agent off; its calls end where they are.")
    @Argument(help: "The agent's name.")
    var name: String
    @OptionGroup var options: SettingsOptions
    func run() async throws { try await AgentSwitching.perform(.disable(name), options: options) }
  }

  struct ReloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reload", abstract: "Load what has changed or was refused.",
      discussion: "A running server sees changes of its folders by itself.")
    @OptionGroup var options: SettingsOptions
    func run() async throws { try await AgentSwitching.perform(.reload, options: options) }
  }
}

struct AgentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agents",
    abstract: "What is loaded and can do what. The same as: hermes agent list.")
  @Flag(help: "Print everything about the agents as JSON.")
  var json = false
  @OptionGroup var options: SettingsOptions
  func run() async throws { try await AgentListing.printList(options, isJSON: json) }
}
