import ArgumentParser
import Foundation
import HermesConfiguration
import HermesContract
import HermesTerminal

/// Where commands about tasks find the server.
struct TaskOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Use the server at this URL, as the user of hermes login (HERMES_URL). Default: the server that has the data directory open, else http://localhost:8000."
    ))
  var url: String?

  @OptionGroup var settings: SettingsOptions

  /// Where tasks were found, and how to continue with them.
  enum Place: Sendable {
    case server(APIClient)
    /// No server is using the data directory.
    case stored(ServerSettings, DataDirectory)
  }

  struct Found {
    let place: Place
    let hints: CommandHints
  }

  /// The places to search, the preferred one first.
  func places() async throws -> [Found] {
    let isNamed = Environment.isURLSet || Environment.token != nil
    if url != nil || (isNamed && settings.data == nil) { return [try remote(url)] }
    let directory: DataDirectory
    let values: ServerSettings
    do {
      values = try await settings.settings()
      directory = try DataDirectory(values.data)
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    }
    let hints =
      settings.data != nil || isNamed ? CommandHints(data: directory.path) : CommandHints.none
    let login = settings.data == nil ? try? remote(nil) : nil
    if let client = try directory.runningServer() {
      return [Found(place: .server(client), hints: hints)] + (login.map { [$0] } ?? [])
    }
    // This data directory has never been used, so the login decides.
    if let login, !FileManager.default.fileExists(atPath: directory.database) { return [login] }
    return [Found(place: .stored(values, directory), hints: hints)]
  }

  private func remote(_ url: String?) throws -> Found {
    let client = try APIClient(loggedInAt: url ?? Environment.url)
    return Found(
      place: .server(client),
      hints: url == nil ? .none : CommandHints(url: client.address.httpURL("")))
  }

  /// Calls `body` with a reader of the first place.
  func reading<Value>(_ body: (any TaskReading, CommandHints) async throws -> Value) async throws
    -> Value
  {
    let places = try await places()
    return try await Self.withReader(of: places[0], body)
  }

  /// Calls `body` with the task whose id begins with `text`, from the first place that has it.
  func withTask<Value>(
    matching text: String, _ body: (JSONValue, any TaskReading, Found) async throws -> Value
  ) async throws -> Value {
    let prefix: IDPrefix
    do { prefix = try IDPrefix(text) } catch {
      throw CommandFailure(message: Self.remedy(error), exitCode: 2)
    }
    var notFound: CommandFailure?
    for found in try await places() {
      do {
        return try await Self.withReader(of: found) { reader, _ in
          try await body(try await reader.findTask(prefix), reader, found)
        }
      } catch let failure as CommandFailure {
        // Report the failure of the preferred place, unless another place has the task.
        if notFound == nil, failure.code != "task_not_found" { throw failure }
        notFound = notFound ?? failure
      }
    }
    throw notFound ?? CommandFailure(message: "There is no such task. hermes tasks lists yours.")
  }

  /// Finds the place of a task that is to be followed.
  func following(_ text: String) async throws -> (id: String, Found) {
    // With one place, a whole id needs no lookup: the stream reports if the task does not exist.
    if let prefix = try? IDPrefix(text), prefix.isWhole {
      let places = try await places()
      if places.count == 1, case .server = places[0].place { return (text, places[0]) }
    }
    return try await withTask(matching: text) { task, _, found in
      (task["task_id"]?.string ?? "", found)
    }
  }

  static func remedy(_ fault: IDPrefix.Fault) -> String {
    switch fault {
    case .notAnID: "A task id has only letters, digits and hyphens. hermes tasks lists yours."
    case .tooShort:
      "Type at least \(IDPrefix.leastLength) digits of the task id. hermes tasks lists yours."
    }
  }

  private static func withReader<Value>(
    of found: Found, _ body: (any TaskReading, CommandHints) async throws -> Value
  ) async throws -> Value {
    switch found.place {
    case .server(let client): return try await body(client, found.hints)
    case .stored(_, let directory):
      do {
        guard let lock = try await directory.lock(waiting: .seconds(2)) else {
          throw CommandFailure(
            message:
              "A server has just started with the data directory \(directory.path). Try again.")
        }
        return try await StoredTasks.withTasks(in: directory, lock: lock) {
          try await body($0, found.hints)
        }
      } catch let error as StartupError {
        throw CommandFailure(message: error.description)
      } catch let error as HermesError {
        throw CommandFailure(message: ServerWords.text(code: error.code, message: error.message))
      }
    }
  }
}
