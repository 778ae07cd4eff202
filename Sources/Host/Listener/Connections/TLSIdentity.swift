import Glibc
import HermesContract
import NIOSSL

/// The server's certificate chain and its key.
package struct TLSIdentity: Sendable {
  let context: NIOSSLContext
  /// When the server's certificate expires.
  package let expiresAt: Timestamp

  private static let maximumBytes = 1 << 20

  /// - Parameters:
  ///   - certificate: a PEM file with the server's certificate first, then the chain to a known
  ///     root.
  ///   - key: a PEM file without a passphrase.
  /// - Throws: `StartupError` that names the file.
  package init(certificate: String, key: String) throws(StartupError) {
    let chainText = try Self.readFile(certificate, setting: "tls_cert")
    let keyText = try Self.readFile(key, setting: "tls_key")
    guard let chain = try? NIOSSLCertificate.fromPEMBytes(chainText), let first = chain.first else {
      throw StartupError(
        "tls_cert \(certificate) has no certificate in PEM (-----BEGIN CERTIFICATE-----). Convert it with: openssl x509"
      )
    }
    guard let privateKey = try? NIOSSLPrivateKey(bytes: keyText, format: .pem) else {
      throw StartupError(
        "tls_key \(key) has no private key in PEM that can be read without a passphrase. Convert it with: openssl pkey"
      )
    }
    guard first.notValidAfter > time(nil) else {
      throw StartupError(
        "The certificate in tls_cert \(certificate) has expired. Renew it; its dates: openssl x509 -noout -dates -in \(certificate)"
      )
    }
    expiresAt = Timestamp(milliseconds: Int64(first.notValidAfter) * 1000)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    do { context = try NIOSSLContext(configuration: configuration) } catch {
      throw StartupError(
        "tls_key \(key) is not the key of the first certificate in tls_cert \(certificate). Name the two that belong together."
      )
    }
  }

  private static func readFile(_ path: String, setting: String) throws(StartupError) -> [UInt8] {
    do { return try BoundedFile.read(path, maximum: maximumBytes) } catch {
      let reason =
        switch error {
        case .unreadable(let reason): "can't be read (\(reason))"
        case .notRegular: "is not a file"
        case .writableByOthers: "can be written by everybody; use chmod o-w"
        case .untrusted(let fault): fault.cause(about: path)
        case .tooLarge: "is larger than \(maximumBytes >> 20) MiB"
        }
      throw StartupError("\(setting) \(path) \(reason).")
    }
  }
}
