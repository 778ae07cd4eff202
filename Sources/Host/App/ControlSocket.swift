import Glibc
import HermesContract

/// The Unix socket in the data directory on which a server takes its operator's requests.
enum ControlSocket {
  /// What `sockaddr_un` holds.
  private static let maximumBytes = 107

  static func path(in directory: DataDirectory) throws -> String {
    guard directory.controlSocket.utf8.count <= maximumBytes else {
      throw StartupError(
        "The path \(directory.controlSocket) is longer than \(maximumBytes) bytes, which a Unix socket can't have. Name a shorter data directory with --data."
      )
    }
    var status = stat()
    if lstat(directory.controlSocket, &status) == 0, status.st_mode & S_IFMT != S_IFSOCK {
      throw StartupError(
        "\(directory.controlSocket) is no socket, and a server needs that name for one. Move it away."
      )
    }
    return directory.controlSocket
  }
}
