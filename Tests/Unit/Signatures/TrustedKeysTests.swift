import Foundation
import HermesSignatures
import Testing

struct TrustedKeysTests {
  private let folder: TemporaryFolder
  private let content = [UInt8]("the bytes of a library".utf8)

  init() throws {
    folder = try TemporaryFolder()
    try OpenSSL.makeKey("ours", in: folder)
    try OpenSSL.makeKey("other", in: folder)
    try Data(content).write(to: URL(fileURLWithPath: library))
  }

  private var library: String { folder.file("a.so") }

  private func opensslSignature(_ key: String) throws -> [UInt8] {
    try OpenSSL.run(
      "pkeyutl", "-sign", "-rawin", "-inkey", folder.file(key + ".pem"), "-in", library, "-out",
      library + ".sig")
    return try Signature.read(of: library)
  }

  private func keys(_ names: String...) throws -> TrustedKeys {
    try TrustedKeys.load(names.map(folder.file))
  }

  private func write(_ text: String, _ name: String) throws {
    try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
  }

  private func fault(_ body: () throws -> Void) -> String? {
    do { try body() } catch {
      return "\(error)".replacingOccurrences(of: folder.path + "/", with: "")
    }
    return nil
  }

  @Test("A signature of openssl by any of the trusted keys is accepted")
  func accepted() throws {
    let signature = try opensslSignature("ours")
    try keys("ours.pub").verify(content, of: library, signature: signature)
    try keys("other.pub", "ours.pub").verify(Data(content), of: library, signature: signature)
  }

  @Test("Our own signature is the one that openssl makes: Ed25519 has only one")
  func ownSignature() throws {
    let key = try SigningKey(path: folder.file("ours.pem"))
    #expect(key.sign(content) == (try opensslSignature("ours")))
    let empty = try #require(key.sign([]))
    try keys("ours.pub").verify([], of: library, signature: empty)
  }

  @Test("Of a changed content, a changed signature or another key nothing is accepted")
  func refused() throws {
    let signature = try opensslSignature("ours")
    let trusted = try keys("ours.pub")
    let message =
      "a.so: its signature a.so.sig does not match: the library was changed after it was signed, or "
      + "not signed with a trusted key (tried: ours.pub); restore it, or sign it again with a key "
      + "whose public half is in trusted_keys"
    for index in content.indices {
      var changed = content
      changed[index] ^= 1
      #expect(
        fault { try trusted.verify(changed, of: library, signature: signature) } == message)
    }
    for index in signature.indices {
      var changed = signature
      changed[index] ^= 0x80
      #expect(fault { try trusted.verify(content, of: library, signature: changed) } == message)
    }
    for other in [content + [0], Array(content.dropLast()), []] {
      #expect(fault { try trusted.verify(other, of: library, signature: signature) } == message)
    }
    let untrusted = try keys("other.pub", "other.pub")
    #expect(
      fault { try untrusted.verify(content, of: library, signature: signature) }?
        .contains("(tried: other.pub, other.pub)") == true)
    #expect(
      fault { try keys().verify(content, of: library, signature: signature) }?
        .contains("(tried: none)") == true)
  }

  @Test("A signature that is absent or of another length is named as such")
  func noSignature() throws {
    #expect(
      fault { _ = try Signature.read(of: library) }
        == "a.so: it is not signed (there is no a.so.sig); "
        + "sign it: hermes agent sign a.so --key KEY.pem")
    for count in [0, 63, 65, 88] {
      try Data(count: count).write(to: URL(fileURLWithPath: library + ".sig"))
      #expect(
        fault {
          try keys("ours.pub").verify(
            content, of: library, signature: Signature.read(of: library))
        } == "a.so: its signature a.so.sig has \(count) bytes and not 64; "
          + "sign it again: hermes agent sign a.so --key KEY.pem")
    }
    try Data(count: 5000).write(to: URL(fileURLWithPath: library + ".sig"))
    #expect(
      fault { _ = try Signature.read(of: library) }
        == "a.so.sig: it is larger than 4096 bytes; check that it is the right file")
  }

  private static let recipe =
    "make a key with: openssl genpkey -algorithm ed25519 -out KEY.pem; "
    + "openssl pkey -in KEY.pem -pubout -out KEY.pub"

  @Test("A key file that can't be used is named with cause and cure")
  func badKeys() throws {
    try OpenSSL.run("genpkey", "-algorithm", "RSA", "-out", folder.file("rsa.pem"))
    try OpenSSL.run(
      "pkey", "-in", folder.file("rsa.pem"), "-pubout", "-out", folder.file("rsa.pub"))
    try write("none", "text.pub")
    try write("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "broken.pub")
    try write("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cert.pub")
    let one = try String(contentsOfFile: folder.file("ours.pub"), encoding: .utf8)
    try write(one + one, "two.pub")
    try write(one, "open.pub")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o666], ofItemAtPath: folder.file("open.pub"))
    let table = [
      (
        "absent.pub",
        "it can't be read (No such file or directory); check the path and its permissions"
      ),
      (".", "it is not a regular file; check the path"),
      ("text.pub", "it is not a PEM file; " + Self.recipe),
      ("rsa.pub", "its key is rsaEncryption and not Ed25519; " + Self.recipe),
      ("broken.pub", "libcrypto can't read its key; " + Self.recipe),
      ("cert.pub", "it is not a public key; " + Self.recipe),
      (
        "two.pub",
        "it holds more than one key or certificate; give each key a separate file"
      ),
      ("open.pub", "it can be written by other users; run: chmod o-w open.pub"),
      (
        "ours.pem",
        "it is a private key, which does not belong on a server; "
          + "use its public half: openssl pkey -in ours.pem -pubout -out KEY.pub"
      ),
    ]
    for (file, message) in table {
      #expect(fault { _ = try keys("ours.pub", file) } == "\(file): \(message)")
    }
  }

  @Test("A signing key that is public, encrypted or of another kind is refused and asks nobody")
  func badSigningKeys() throws {
    try OpenSSL.run(
      "pkey", "-in", folder.file("ours.pem"), "-aes256", "-passout", "pass:x", "-out",
      folder.file("locked.pem"))
    try OpenSSL.run("genpkey", "-algorithm", "X25519", "-out", folder.file("x.pem"))
    let table = [
      ("ours.pub", "it is not a private key; sign with the private key that belongs to it"),
      (
        "locked.pem",
        "it is encrypted, and passphrases are not supported; "
          + "sign with openssl pkeyutl (docs/signatures.md)"
      ),
      ("x.pem", "its key is X25519 and not Ed25519; " + Self.recipe),
    ]
    for (file, message) in table {
      #expect(fault { _ = try SigningKey(path: folder.file(file)) } == "\(file): \(message)")
    }
  }
}
