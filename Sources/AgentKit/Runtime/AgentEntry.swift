import AgentABI

/// The function that the compiler emits for the author's `@main` type. It registers the agent.
///
/// The symbol must be bound inside this library: link plugins with a version script or -Bsymbolic.
/// Otherwise the `main` of a host that exports its own would be called instead.
@_silgen_name("main")
private func libraryMain(_ count: Int32, arguments: UnsafeMutableRawPointer?) -> Int32

/// The library's only exported symbol. The host calls it once, after it has loaded the library.
@c(hermes_agent_entry)
public func agentEntry(_ hostABI: UInt32) -> UnsafePointer<hermes_plugin>? {
  guard hostABI >> 16 == HERMES_ABI_MAJOR else { return nil }
  if RegisteredAgents.all.isEmpty { _ = libraryMain(0, arguments: nil) }
  return ExportedTable.shared.pointer
}
