/// What one child process checks. Each has a separate process, so that a crash or a hang affects
/// only the verdicts that belong to it.
package enum ProbeKind: String, CaseIterable, Sendable {
  case load, create, calls, instances, oldHost, newHost, empty, garbage, cancel, strays, process
  case threads, memory, descriptors

  /// In the order in which the probe reports them.
  var items: [CheckItem] {
    switch self {
    case .load: [.entry, .handshake, .card]
    case .create: [.create]
    case .instances: [.twoInstances]
    case .oldHost: [.oldHost]
    case .newHost: [.newHost]
    case .calls: [.normalRequest, .finishOnce, .threadContract]
    case .empty: [.emptyRequest]
    case .garbage: [.garbageRequests]
    case .cancel: [.cancel, .lateAnswer]
    case .strays: [.unknownCalls]
    case .process: [.processState]
    case .threads: [.threadsJoined]
    case .memory: [.memory]
    case .descriptors: [.descriptors]
    }
  }
}
