import Foundation
import HermesContract

/// What lies beside the program in an installation: `bin/hermes` and `lib/hermes` in one folder, such
/// as `/usr`, or `bin/hermes` and `agents.d`.
enum Installation {
  /// The parent of the program's folder, links resolved.
  private static var folder: String {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let folder = program.deletingLastPathComponent().deletingLastPathComponent().path
    return folder == "/" ? "" : folder
  }

  /// `agents.d` in the working directory if it exists, or else those of the installation.
  static var agents: String {
    let own = folder + "/agents.d"
    let places = [
      FileManager.default.currentDirectoryPath + "/agents.d", own,
      folder + "/lib/hermes/agents.d",
    ]
    return places.first { FileManager.default.fileExists(atPath: $0) } ?? own
  }

  /// The folder of the Swift runtime for agents.
  /// - Parameter given: the setting; empty means the installation's own, if there is one.
  /// - Returns: nil if agents find the runtime themselves.
  /// - Throws: `StartupError` if the folder that was given is not one.
  static func swiftRuntime(_ given: String) throws(StartupError) -> String? {
    guard !given.isEmpty else {
      let own = folder + "/lib/hermes/swift"
      return FileManager.default.fileExists(atPath: own + "/libswiftCore.so") ? own : nil
    }
    let path = URL(fileURLWithPath: given).path
    guard FileManager.default.fileExists(atPath: path + "/libswiftCore.so") else {
      throw StartupError(
        "swift_runtime is \(given), where there is no libswiftCore.so. Name the folder usr/lib/swift/linux of a Swift toolchain, or leave it out."
      )
    }
    // The loader takes these as the end of the folder's name.
    guard !path.contains(where: { ":;".contains($0) }) else {
      throw StartupError(
        "swift_runtime is \(given), but the system's loader can't search folders with a colon or semicolon in their names. Move it."
      )
    }
    return path
  }
}
