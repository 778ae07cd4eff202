import HermesContract

extension APIClient {
  /// A client of the control socket of a data directory, as the operator.
  /// - Throws: `StartupError` if the socket can't have its name.
  init(operatorOf directory: DataDirectory) throws {
    self.init(
      address: .controlSocket(path: try ControlSocket.path(in: directory)), token: nil)
  }

  /// A client of the server that is using a command's data directory, as the operator.
  /// - Throws: `CommandFailure` if there is none.
  static func ofServer(_ options: SettingsOptions) async throws -> APIClient {
    do {
      let path = try await options.settings().data
      if let client = try DataDirectory.existing(path)?.runningServer() { return client }
      throw CommandFailure(
        message: "No server is using the data directory \(DataDirectory.place(path)).")
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    }
  }

  /// A client of the server at a URL, as the user of `hermes login`.
  /// - Throws: `CommandFailure` if nobody has logged in there.
  init(loggedInAt url: String) throws {
    let address = try ServerAddress(url: url)
    let place = address.httpURL("")
    guard let token = TokenFile.token(for: place) else {
      throw CommandFailure(message: "No token for \(place). Run: hermes login EMAIL --url \(place)")
    }
    self.init(address: address, token: token)
  }
}

extension DataDirectory {
  /// A client of the server that is using the directory; nil if there is none.
  func runningServer() throws -> APIClient? {
    if let lock = try lock() {
      lock.release()
      return nil
    }
    return try APIClient(operatorOf: self)
  }
}
