import Glibc
import HermesContract

/// The functions of a C library as one agent, defined by a manifest alone.
///
/// A manifest that describes a function wrongly causes undefined behaviour, which is why the
/// process lane is the default for such libraries. The library stays loaded for the life of the
/// process.
package final class NativeAgent: Sendable {
  /// The card that the manifest defines.
  package let card: AgentCard
  /// The card in the form in which an agent library would supply it.
  package let cardJSON: [UInt8]
  private let functions: [PreparedFunction]

  /// The card of a library, without loading the library.
  /// - Throws: if the description does not make a valid agent.
  package static func card(of library: NativeLibrary) throws(NativeLibraryError) -> AgentCard {
    do { return try AgentCard.parse(NativeCard.bytes(library)) } catch {
      throw NativeLibraryError(
        library: library.library, cause: error.reason, cure: "correct [native] in its manifest")
    }
  }

  /// Loads the library, which runs its initialisers, and looks up every function. May block as long
  /// as these do. Must not be called from several threads concurrently (`dlerror`).
  /// - Throws: if the library or a symbol can't be found, or the description does not make a valid
  ///   agent.
  package init(_ library: NativeLibrary) throws(NativeLibraryError) {
    card = try Self.card(of: library)
    cardJSON = NativeCard.bytes(library)
    guard let handle = dlopen(library.library, RTLD_NOW | RTLD_LOCAL) else {
      throw NativeLibraryError(
        library: library.library, cause: "it can't be opened (\(Self.reason()))",
        cure: "install it, or give native.library an absolute path")
    }
    var prepared: [PreparedFunction] = []
    for function in library.functions {
      guard let symbol = dlsym(handle, function.symbol) else {
        throw NativeLibraryError(
          library: library.library,
          cause: "it has no symbol \(function.symbol) (function \(function.id))",
          cure: "compare with: nm -D --defined-only FILE")
      }
      guard let one = PreparedFunction(function, symbol: symbol) else {
        throw NativeLibraryError(
          library: library.library, cause: "libffi rejects the types of function \(function.id)",
          cure: "compare arguments and returns with the C declaration")
      }
      prepared.append(one)
    }
    functions = prepared
  }

  /// An address inside the library's image; nil if it has no functions.
  package var symbol: UnsafeRawPointer? { functions.first.map { UnsafeRawPointer($0.symbol) } }

  private static func reason() -> String {
    dlerror().map { String(cString: $0) } ?? "no reason given"
  }

  /// Calls one function. Blocks as long as the function does, so it is not for Swift's cooperative
  /// pool. Any thread.
  /// - Parameter arguments: an object; see `arguments_schema` in the card.
  /// - Throws: `native_function` if there is no such skill, `native_arguments` before the call,
  ///   `native_failed` if the function reports a failure, `native_result` if JSON can't represent
  ///   its result.
  package func call(skill: String, arguments: JSONValue) throws(HermesError) -> JSONValue {
    try function(skill).call(arguments)
  }

  /// Answers the request of a message: a JSON object `{"function": ID, "arguments": {...}}`, or
  /// only the arguments if the skill is known, as a JSON part or as the text. Blocks like `call`.
  /// - Parameter skill: the planned skill; a `function` in the request takes precedence.
  /// - Throws: as `call`; `native_request`, with schema and example, if the message has no JSON.
  package func answer(_ message: Message, skill: String?) throws(HermesError) -> JSONValue {
    let request = try NativeRequest(message, agent: card.name, guide: guide(skill))
    guard let id = request.function ?? skill ?? onlyFunction else {
      throw HermesError(
        .nativeRequest, message: "\(card.name) needs the name of a function. \(guide(nil))")
    }
    return try call(skill: id, arguments: request.arguments)
  }

  private var onlyFunction: String? { functions.count == 1 ? functions[0].function.id : nil }

  private func function(_ id: String) throws(HermesError) -> PreparedFunction {
    guard let function = functions.first(where: { $0.function.id == id }) else {
      throw HermesError(
        .nativeFunction, message: "\(card.name) has no function \"\(id.prefix(60))\". \(guide(nil))"
      )
    }
    return function
  }

  /// Explains what to send instead.
  private func guide(_ skill: String?) -> String {
    guard let known = functions.first(where: { $0.function.id == skill }) ?? functions.first else {
      return ""
    }
    let function = known.function
    let example: JSONValue = [
      "function": .string(function.id), "arguments": NativeSchema.example(function),
    ]
    let ids = functions.map(\.function.id).joined(separator: ", ")
    return "Send JSON such as \(JSONWriter.text(example)). The functions are \(ids); the schema of "
      + "\(function.id)'s arguments is \(JSONWriter.text(NativeSchema.arguments(function)))."
  }
}
