import ArgumentParser

struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion", abstract: "Print a completion script for a shell.",
    discussion: """
      bash:  hermes completion bash > ~/.local/share/bash-completion/completions/hermes
      zsh:   hermes completion zsh > DIR/_hermes, with DIR in fpath before compinit
      fish:  hermes completion fish > ~/.config/fish/completions/hermes.fish
      """)

  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    let shell: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Console.printLine(HermesCommand.completionScript(for: shell))
  }
}
