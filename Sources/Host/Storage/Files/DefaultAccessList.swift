import Glibc
import HermesContract

// getxattr(2) and removexattr(2), which Swift's Glibc module leaves out. Only words and pointers are
// passed, which Swift passes as C does.

@_silgen_name("getxattr")
private func extendedAttribute(
  _ path: UnsafePointer<CChar>, name: UnsafePointer<CChar>, value: UnsafeMutableRawPointer?,
  size: Int
) -> Int

@_silgen_name("removexattr")
private func removeExtendedAttribute(
  _ path: UnsafePointer<CChar>, name: UnsafePointer<CChar>
) -> CInt

/// The default access control list of a folder. New files in the folder take their rights from it,
/// and the process's umask is then ignored (acl(5), "Object creation and default ACLs").
enum DefaultAccessList {
  private static let attribute = "system.posix_acl_default"

  /// Removes the list. Blocks.
  /// - Returns: whether the folder had one.
  /// - Throws: `StartupError` with the cure.
  static func remove(from folder: String) throws(StartupError) -> Bool {
    guard extendedAttribute(folder, name: attribute, value: nil, size: 0) > 0 else { return false }
    guard removeExtendedAttribute(folder, name: attribute) == 0 else {
      throw StartupError(
        "\(folder) has a default access control list that opens new files to other users (\(String(cString: strerror(errno)))). Run: setfacl -k \(folder)"
      )
    }
    return true
  }
}
