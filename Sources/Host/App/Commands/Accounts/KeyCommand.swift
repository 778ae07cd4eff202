import ArgumentParser
import HermesAccounts
import HermesContract
import HermesHTTP
import HermesTerminal

struct KeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Manage API keys: long-lived secrets for programs.",
    discussion: """
      A key is accepted wherever an access token is: as `Authorization: Bearer hk_SECRET`, in HERMES_TOKEN, \
      as ?token= of a stream. It does what its account may do, within its scope:

        read   follow and read what the account owns
        run    also send requests, answer, cancel and delete
        admin  also what only admins may do

      With --url, keys of the account of `hermes login`; without it, of any account in the data \
      directory (--user), by default the operator's own.
      """,
    subcommands: [New.self, List.self, Revoke.self])

  struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a key and print its secret, which is not shown again.")
    @Argument(help: "A name to recognise it by, such as the program that uses it.")
    var name: String
    @Option(help: "read, run or admin.")
    var scope = AccessScope.run
    @Option(help: "Days until it expires, 1 to \(APIKeyService.maximumDays); by default never.")
    var days: Int64?
    @Flag(help: "Print a JSON object.")
    var json = false
    @OptionGroup var place: KeyPlace

    func validate() throws {
      guard days.map({ (1...APIKeyService.maximumDays).contains($0) }) ?? true else {
        throw ValidationError("--days takes 1 to \(APIKeyService.maximumDays).")
      }
    }

    func run() async throws {
      let made = try await place.withKeys { try await $0.make(name, scope: scope, days: days) }
      Console.printLine(json ? JSONWriter.text(.object(made)) : made["key"]?.string ?? "")
      if !json { Console.error("Keep it: it is not shown again.") }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List keys, without their secrets.")
    @Flag(help: "One JSON object per line.")
    var json = false
    @OptionGroup var place: KeyPlace

    func run() async throws {
      let keys = try await place.withKeys { try await $0.all() }
      guard !json else {
        for key in keys { Console.printLine(JSONWriter.text(.object(key))) }
        return
      }
      let rows = keys.map { key in
        [
          key["name"]?.string ?? "", key["scope"]?.string ?? "", key["created_at"]?.string ?? "",
          key["last_used_at"]?.string ?? "never", key["expires_at"]?.string ?? "never",
        ]
      }
      let head = ["NAME", "SCOPE", "SINCE", "LAST USED", "EXPIRES"]
      for line in AlignedColumns.lines([head] + rows) { Console.printLine(line) }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Revoke a key. Its streams are closed immediately.")
    @Argument(help: "The key's name or id.")
    var key: String
    @OptionGroup var place: KeyPlace

    func run() async throws {
      let name = try await place.withKeys { keys in
        let all = try await keys.all()
        // A key may be named like another one's id.
        let found =
          all.first { $0["name"]?.string == key } ?? all.first { $0["id"]?.string == key }
        guard let found, let id = found["id"]?.string else {
          throw CommandFailure(message: "There is no key \(key). See: hermes key list")
        }
        try await keys.revoke(APIKeyID(id))
        return found["name"]?.string ?? key
      }
      Console.printLine("\(name) is revoked.")
    }
  }
}

extension AccessScope: ExpressibleByArgument {}
