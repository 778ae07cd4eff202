import AgentABI
import HermesContract
import HermesNativeFunctions
import HermesThreads

/// The functions of a C library as an in-process agent, called on its own threads.
final class NativeLane: AgentLane {
  private let agent: NativeAgent
  private let threads: WorkerThreads
  private let record: CallRecord.Library

  init(_ agent: NativeAgent, record: CallRecord.Library) {
    self.agent = agent
    self.record = record
    threads = WorkerThreads("agent-\(agent.card.name)", limit: agent.card.maxConcurrency)
  }

  func begin(_ call: Call, request: [UInt8], of instance: AgentInstance) {
    guard !threads.submit({ [self] in callFunction(call, request: request, instance: instance) })
    else { return }
    instance.refuse(call, error: .outOfThreads(instance.card.name))
  }

  /// On an agent thread.
  private func callFunction(_ call: Call, request: [UInt8], instance: AgentInstance) {
    guard instance.entered(call) else { return }
    record.enter(call, agent: agent.card.name)
    let (status, json) = answer(request)
    _ = json.withBytes { instance.finish(call.token, status: status, json: $0) }
    let spent = CallRecord.leave(call)
    instance.returned(call, status: ABIStatus.ok, cpuNanoseconds: spent)
  }

  /// What an agent would pass to `finish`.
  private func answer(_ request: [UInt8]) -> (hermes_status, [UInt8]) {
    do throws(HermesError) {
      let json = JSONValue(parsing: request)
      let parts = json?["message"]?["parts"]?.array?.compactMap(Part.init(json:)) ?? []
      // The skill of the request is not used: in a task for a named agent it is always the first
      // one.
      let answer = try agent.answer(Message(id: "", parts: parts), skill: nil)
      let part = Part(text: JSONWriter.text(answer), mediaType: "application/json")
      let artifact = Artifact(id: "answer", name: "answer.json", parts: [part])
      return (ABIStatus.ok, JSONWriter.bytes(["artifacts": [artifact.json]]))
    } catch {
      let error: JSONValue = ["code": .string(error.code), "message": .string(error.message)]
      return (ABIStatus.failed, JSONWriter.bytes(error))
    }
  }

  /// C functions cannot be notified: the call ends when its function returns, or with its process.
  func cancel(_ token: hermes_call, of instance: AgentInstance) {}

  func credit(_ token: hermes_call, bytes: Int, mayGoOn: Bool, of instance: AgentInstance) {}

  func closed(_ call: Call) { CallRecord.close(call) }

  /// A thread cannot be taken back from foreign code.
  func stuck(_ call: Call) {}

  func destroy() async { threads.stop() }

  var outage: String? { nil }
}
