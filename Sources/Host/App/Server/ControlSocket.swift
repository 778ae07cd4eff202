import Glibc
import HermesContract

/// The Unix socket in the data directory on which a server accepts its operator's requests.
enum ControlSocket {
  /// The capacity of `sockaddr_un`.
  private static let maximumBytes = 107

  static func path(in directory: DataDirectory) throws -> String {
    guard directory.controlSocket.utf8.count <= maximumBytes else {
      throw StartupError(
        "The path \(directory.controlSocket) is longer than the \(maximumBytes) bytes that a Unix socket allows. Choose a data directory with a shorter path with --data."
      )
    }
    var status = stat()
    if lstat(directory.controlSocket, &status) == 0, status.st_mode & S_IFMT != S_IFSOCK {
      throw StartupError(
        "\(directory.controlSocket) is not a socket, but a server needs that name for one. Move it away."
      )
    }
    return directory.controlSocket
  }
}
