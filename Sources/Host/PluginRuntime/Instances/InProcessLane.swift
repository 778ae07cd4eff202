import AgentABI
import HermesCRuntime
import HermesContract
import HermesThreads
import Synchronization

/// An agent inside this process. Its library's functions are called on the instance's own threads.
final class InProcessLane: AgentLane {
  private let table: PluginTable
  private let threads: WorkerThreads
  private let record: CallRecord.Library
  private let agent = Mutex<UInt>(0)

  init(
    table: PluginTable, name: String, concurrency: Int, record: CallRecord.Library
  ) {
    self.table = table
    self.record = record
    threads = WorkerThreads("agent-\(name)", limit: concurrency)
  }

  /// Calls the library's `create`.
  /// - Throws: what the library wrote to errbuf.
  func create(
    index: Int, config: JSONValue, file: String, for instance: AgentInstance
  ) async throws {
    let bytes = JSONWriter.bytes(config)
    let result = try await threads.run { [table, record] () -> Result<UInt, LibraryRefusal> in
      let host = HostTable.makeTable(for: instance)
      var agent: OpaquePointer?
      var buffer = [CChar](repeating: 0, count: 512)
      let status = record.whileMaking(instance.card.name) {
        bytes.withBytes { table.create(UInt32(index), host, $0, &agent, &buffer, buffer.count) }
      }
      guard status == 0, let agent else {
        let text = String(
          decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return .failure(.creation(of: file, agent: instance.card.name, status: status, text: text))
      }
      return .success(UInt(bitPattern: agent))
    }
    let address = try result.get()
    agent.withLock { $0 = address }
  }

  private var pointer: OpaquePointer? { OpaquePointer(bitPattern: agent.withLock { $0 }) }

  func begin(_ call: Call, request: [UInt8], of instance: AgentInstance) {
    guard !threads.submit({ [self] in callAgent(call, request: request, instance: instance) })
    else { return }
    instance.refuse(call, error: .outOfThreads(instance.card.name))
  }

  /// On an agent thread.
  private func callAgent(_ call: Call, request: [UInt8], instance: AgentInstance) {
    guard instance.entered(call) else { return }
    record.enter(call, agent: instance.card.name)
    let status = request.withBytes { table.invoke(pointer, call.token, $0) }
    let spent = CallRecord.leave(call)
    instance.returned(call, status: status, cpuNanoseconds: spent)
  }

  func cancel(_ token: hermes_call, of instance: AgentInstance) {
    guard let cancel = table.cancel else { return }
    instance.runOnControl("cancel", token: token) { [self] in cancel(pointer, token) }
  }

  func credit(_ token: hermes_call, bytes: Int, mayGoOn: Bool, of instance: AgentInstance) {
    guard mayGoOn, let drained = table.drained else { return }
    instance.runOnControl("drained", token: token) { [self] in drained(pointer, token) }
  }

  func closed(_ call: Call) { CallRecord.close(call) }

  func reconcile(
    _ stepKey: String, reply: @escaping @Sendable (hermes_status, [UInt8]) -> Void
  ) {
    let isAsked = threads.submit { [self] in
      let (status, bytes) = ReconcileExtension.reconcile(
        with: table, agent: pointer, stepKey: stepKey)
      reply(status, bytes)
    }
    if !isAsked { reply(ABIStatus.failed, []) }
  }

  /// A thread cannot be taken back from foreign code.
  func stuck(_ call: Call) {}

  func destroy() async {
    guard let pointer else { return threads.stop() }
    let address = UInt(bitPattern: pointer)
    // Without a thread the agent is left as it is, as one with a stuck call is.
    try? await threads.run { [table] in table.destroy(OpaquePointer(bitPattern: address)) }
    threads.stop()
  }

  var outage: String? { nil }
}
