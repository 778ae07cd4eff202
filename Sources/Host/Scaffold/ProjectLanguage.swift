/// The languages in which a project can be created.
package enum ProjectLanguage: String, CaseIterable, Sendable {
  case swift, c, rust

  /// The command that builds the project, in its folder.
  package var build: String {
    switch self {
    case .swift: "swift build -c release"
    case .c: "make"
    case .rust: "cargo build --release --offline"
    }
  }

  /// The path of the built library, relative to the project's folder.
  package func library(_ name: ProjectName) -> String {
    switch self {
    case .swift: ".build/release/lib\(name.text).so"
    case .c: "build/\(name.text).so"
    case .rust: "target/release/lib\(name.snakeCase).so"
    }
  }
}
