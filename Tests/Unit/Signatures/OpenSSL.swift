import Foundation

/// The openssl command, for keys and signatures that are not of our own making.
enum OpenSSL {
  struct Failure: Error { let arguments: [String] }

  static func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(arguments: arguments) }
  }

  /// NAME.pem and NAME.pub in the folder.
  static func makeKey(_ name: String, in folder: TemporaryFolder) throws {
    try run("genpkey", "-algorithm", "ed25519", "-out", folder.file(name + ".pem"))
    try run(
      "pkey", "-in", folder.file(name + ".pem"), "-pubout", "-out", folder.file(name + ".pub"))
  }
}
