/// The languages that a new project can be in.
package enum ProjectLanguage: String, CaseIterable, Sendable {
  case swift, c, rust

  /// The commands, in the project's folder, that build it.
  package var build: String {
    switch self {
    case .swift: "swift build -c release"
    case .c: "make"
    case .rust: "cargo build --release --offline"
    }
  }

  /// Where that leaves the library.
  package func library(_ name: ProjectName) -> String {
    switch self {
    case .swift: ".build/release/lib\(name.text).so"
    case .c: "build/\(name.text).so"
    case .rust: "target/release/lib\(name.snakeCase).so"
    }
  }
}
