import ArgumentParser
import Foundation
import Glibc
import HermesContract

struct LoginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Log in to a server and store the token (mode 0600).",
    discussion:
      "HERMES_TOKEN takes precedence over the stored token, HERMES_PASSWORD over the prompt.")

  @Argument(help: "Your e-mail address.")
  var email: String

  @Option(help: "The server (HERMES_URL; default: http://localhost:8000).")
  var url: String?

  @Flag(help: "Create the account first.")
  var register = false

  @Option(help: "The code of an invitation, where the server asks for one to register.")
  var invitation: String?

  func validate() throws {
    guard invitation == nil || register else {
      throw ValidationError("--invitation is for a new account: add --register.")
    }
  }

  func run() async throws {
    let address = try ServerAddress(url: url ?? Environment.url)
    let url = address.httpURL("")
    let client = APIClient(address: address, token: nil)
    let password = try Self.password()
    var body: JSONObject = ["email": .string(email), "password": .string(password)]
    body["invitation"] = invitation.map(JSONValue.string)
    let answer = try await client.send(
      "POST", to: register ? "/api/v1/auth/register" : "/api/v1/auth/login", body: .object(body))
    guard let token = answer["access_token"]?.string else {
      throw CommandFailure(message: "The server returned no token.")
    }
    try TokenFile.save(token, for: url)
    Console.printLine("Logged in as \(email) at \(url).")
  }

  static func password() throws -> String {
    if let password = ProcessInfo.processInfo.environment["HERMES_PASSWORD"] { return password }
    guard let text = getpass("Password: ").map({ String(cString: $0) }), !text.isEmpty else {
      throw CommandFailure(message: "No password was given.", exitCode: 2)
    }
    return text
  }
}
