import AgentABI
import Glibc

/// The same library without the host: its first agent, called directly with a fixed request.
struct BareLibrary: @unchecked Sendable {
  // Proof for @unchecked: the pointers are STATIC by the ABI and only read.
  private let plugin: UnsafePointer<hermes_plugin>
  private let agent: OpaquePointer
  private let request: StaticString = """
    {"message":{"role":"ROLE_USER","parts":[{"text":"hello"}]},"task_id":"t","context_id":"c",\
    "step_key":"t/1","skill":"echo","attempt":1,"artifacts":[]}
    """

  init?(path: String) {
    typealias Entry = @convention(c) (UInt32) -> UnsafePointer<hermes_plugin>?
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL),
      let symbol = dlsym(handle, "hermes_agent_entry"),
      let plugin = unsafeBitCast(symbol, to: Entry.self)(0)
    else { return nil }
    let host = UnsafeMutablePointer<hermes_host>.allocate(capacity: 1)
    host.initialize(to: hermes_host())
    host.pointee.struct_size = UInt32(MemoryLayout<hermes_host>.size)
    host.pointee.finish = { _, _, _, _ in 0 }
    var agent: OpaquePointer?
    guard plugin.pointee.create?(0, host, hermes_bytes(ptr: nil, len: 0), &agent, nil, 0) == 0,
      let agent
    else { return nil }
    self.plugin = plugin
    self.agent = agent
  }

  func invoke(_ call: hermes_call) {
    _ = plugin.pointee.invoke?(
      agent, call, hermes_bytes(ptr: request.utf8Start, len: request.utf8CodeUnitCount))
  }
}
