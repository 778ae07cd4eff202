import Foundation
import HermesContract
import Testing

@testable import HermesAccounts

struct TokenIssuerTests {
  private static let first = SigningSecrets(
    current: "a", keys: ["a": Data(repeating: 1, count: 32), "b": Data(repeating: 2, count: 32)])

  private func claims(_ kind: TokenClaims.Kind = .access, lives seconds: Int64 = 60) -> TokenClaims
  {
    let now = Timestamp.now.milliseconds / 1000
    return TokenClaims(
      sub: "u", sid: "s", jti: "j", iat: now, exp: now + seconds, typ: kind, role: "user")
  }

  private func fault(_ token: String, _ kind: TokenClaims.Kind = .access) async -> String? {
    do {
      _ = try await TokenIssuer(Self.first).verify(token, kind: kind)
      return nil
    } catch { return error.code }
  }

  private func base64(_ text: String) -> String {
    Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  @Test("A token that was signed here is read, with every key that is kept")
  func valid() async throws {
    #expect(await fault(try await TokenIssuer(Self.first).sign(claims())) == nil)
    let rotated = SigningSecrets(current: "b", keys: Self.first.keys)
    #expect(await fault(try await TokenIssuer(rotated).sign(claims())) == nil)
    let header = try await TokenIssuer(rotated).sign(claims()).split(separator: ".")[0]
    let json = try #require(
      Data(
        base64Encoded: String(header) + String(repeating: "=", count: (4 - header.count % 4) % 4)))
    #expect(try JSONParser.parse(json)["kid"] == "b")
  }

  @Test("An expired token is told from an invalid one")
  func expired() async throws {
    let token = try await TokenIssuer(Self.first).sign(claims(lives: -1))
    #expect(await fault(token) == "expired_token")
    #expect(
      await fault(try await TokenIssuer(Self.first).sign(claims(lives: 0))) == "expired_token")
  }

  @Test(
    "A token of ours with a time that no calendar has is invalid, and nothing is calculated with it",
    arguments: [Int64(1) << 62, .max, .max / 1000 + 1, 253_402_300_800, -1, .min])
  func times(expiry: Int64) async throws {
    let issuer = await TokenIssuer(Self.first)
    let claims = TokenClaims(
      sub: "u", sid: "s", jti: "j", iat: 0, exp: expiry, typ: .access, role: "user")
    #expect(await fault(try await issuer.sign(claims)) == "invalid_token")
  }

  @Test("A refresh token is no access token, nor the other way round")
  func kinds() async throws {
    let issuer = await TokenIssuer(Self.first)
    #expect(await fault(try await issuer.sign(claims(.refresh))) == "invalid_token")
    #expect(await fault(try await issuer.sign(claims(.access)), .refresh) == "invalid_token")
  }

  @Test("A token with a single changed character is invalid")
  func forged() async throws {
    let token = Array(try await TokenIssuer(Self.first).sign(claims()))
    // The last character of each part may hold unused bits; it is left out.
    let ends = Set(token.indices.filter { token[$0] == "." }.map { $0 - 1 } + [token.count - 1])
    for index in token.indices where token[index] != "." && !ends.contains(index) && index % 3 == 0
    {
      var changed = token
      changed[index] = token[index] == "A" ? "B" : "A"
      if await fault(String(changed)) != "invalid_token" { Issue.record("character \(index)") }
    }
  }

  @Test("A token signed with an unknown secret, or with none, is invalid")
  func unsigned() async throws {
    let foreign = SigningSecrets(current: "a", keys: ["a": Data(repeating: 9, count: 32)])
    #expect(await fault(try await TokenIssuer(foreign).sign(claims())) == "invalid_token")
    let stranger = SigningSecrets(current: "zzz", keys: ["zzz": Data(repeating: 9, count: 32)])
    #expect(await fault(try await TokenIssuer(stranger).sign(claims())) == "invalid_token")
    let payload = try await TokenIssuer(Self.first).sign(claims()).split(separator: ".")[1]
    for algorithm in ["none", "None", "NONE", "", "HS512", "RS256"] {
      for kid in ["", ",\"kid\":\"a\""] {
        let header = base64("{\"alg\":\"\(algorithm)\",\"typ\":\"JWT\"\(kid)}")
        for signature in ["", "AAAA"] {
          #expect(await fault("\(header).\(payload).\(signature)") == "invalid_token")
        }
      }
    }
  }

  @Test(
    "What is no token is invalid",
    arguments: ["", ".", "..", "a.b.c", "x", "é.é.é", String(repeating: "a", count: 100_000)])
  func noToken(text: String) async { #expect(await fault(text) == "invalid_token") }
}
