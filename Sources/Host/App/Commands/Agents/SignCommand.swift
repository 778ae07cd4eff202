import ArgumentParser
import Foundation
import Glibc
import HermesSignatures

struct SignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign a library with an Ed25519 key; writes LIBRARY.sig.")

  @Argument(help: "The library.")
  var library: String

  @Option(help: "A private key in PEM (openssl genpkey -algorithm ed25519), without passphrase.")
  var key: String

  @Option(help: "The file for the signature (default: LIBRARY.sig).")
  var output: String?

  func run() async throws {
    umask(HermesCommand.usualMask)
    let output = output ?? Signature.path(of: library)
    do {
      let key = try SigningKey(path: key)
      let content = try Data(contentsOf: URL(fileURLWithPath: library))
      guard let signature = key.sign([UInt8](content)) else {
        throw CommandFailure(message: "\(library) can't be signed: libcrypto is out of memory.")
      }
      try Self.replace(output, with: Data(signature))
    } catch let error as SignatureError {
      throw CommandFailure(message: error.description)
    } catch let error as CocoaError {
      throw CommandFailure(
        message: "\(library) can't be read (\(error.localizedDescription)). Check the path.")
    }
    Console.printLine(output)
  }

  /// Replaces the file atomically, so that a server reads either the old or the new signature.
  private static func replace(_ path: String, with content: Data) throws {
    let new = path + ".\(getpid()).new"
    guard
      FileManager.default.createFile(
        atPath: new, contents: content, attributes: [.posixPermissions: 0o644]),
      rename(new, path) == 0
    else {
      let reason = String(cString: strerror(errno))
      unlink(new)
      throw CommandFailure(message: "\(path) can't be written (\(reason)). Check the folder.")
    }
  }
}
