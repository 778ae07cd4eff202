import Foundation
import HermesContract

/// The folders of agents.
enum AgentChecks {
  static func finding(about folder: String) -> Finding {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else {
      return .warning(
        "agents", text: "There is no folder \(folder).",
        cure: "Create it and put agents into it, or name another with --agents.")
    }
    if let fault = TrustedPath.fault(folder) {
      return .fault(
        "agents", text: "Nothing in \(folder) is loaded: \(fault.cause(about: folder)).",
        cure: "To fix it, \(fault.cure).")
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let count = names.count { $0.hasSuffix(".so") || $0.hasSuffix(".toml") }
    guard count > 0 else {
      return .warning(
        "agents", text: "\(folder) has no libraries and no manifests.",
        cure: "Put agents into it, or name another folder with --agents.")
    }
    return .good(
      "agents",
      text: "\(folder) has \(count) libraries and manifests; hermes agents lists what loads.")
  }
}
