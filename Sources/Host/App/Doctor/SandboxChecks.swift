import Foundation
import Glibc

/// What PythonExpert needs to run code: Python, bubblewrap, and user namespaces for it.
enum SandboxChecks {
  private static let python = "/usr/bin/python3"
  private static let bubblewrap = "/usr/bin/bwrap"
  private static let limit = Duration.seconds(10)

  static func findings() async -> [Finding] {
    guard access(python, X_OK) == 0 else {
      return [
        .warning(
          "python", text: "There is no \(python), so no agent can run Python.",
          cure: "Install it: apt-get install python3")
      ]
    }
    return [await pythonFinding(), await sandboxFinding()]
  }

  private static func pythonFinding() async -> Finding {
    // python3-minimal lacks both.
    let run = await ToolRun.run(
      [python, "-I", "-c", "import ast, doctest, platform; print(platform.python_version())"],
      limit: limit)
    guard run.status == 0 else {
      return .warning(
        "python", text: "\(python) lacks modules of its standard library.",
        cure: "Install the whole of it: apt-get install python3")
    }
    return .good("python", text: "Python \(run.output) at \(python).")
  }

  private static func sandboxFinding() async -> Finding {
    guard access(bubblewrap, X_OK) == 0 else {
      return .warning(
        "sandbox", text: "There is no \(bubblewrap), so Python code is not run.",
        cure: "Install it: apt-get install bubblewrap")
    }
    let run = await ToolRun.run(
      [
        bubblewrap, "--unshare-all", "--unshare-user", "--uid", "65534", "--die-with-parent",
        "--ro-bind", "/", "/", "--", python, "-I", "-S", "-V",
      ], limit: limit)
    guard run.status == 0 else {
      return .warning(
        "sandbox",
        text: "bubblewrap can't make a sandbox here, so Python code is not run: \(run.output)",
        cure: cure)
    }
    return .good("sandbox", text: "bubblewrap makes sandboxes.")
  }

  /// The cure for what keeps unprivileged users from making namespaces.
  private static var cure: String {
    func isSet(_ name: String, to value: String) -> Bool {
      let text = try? String(contentsOfFile: "/proc/sys/\(name)", encoding: .utf8)
      return text?.trimmingCharacters(in: .whitespacesAndNewlines) == value
    }
    if isSet("kernel/unprivileged_userns_clone", to: "0") {
      return "Allow user namespaces: sysctl kernel.unprivileged_userns_clone=1"
    }
    if isSet("user/max_user_namespaces", to: "0") {
      return "Allow user namespaces: sysctl user.max_user_namespaces=10000"
    }
    if isSet("kernel/apparmor_restrict_unprivileged_userns", to: "1") {
      return
        "AppArmor restricts user namespaces: give /usr/bin/bwrap a profile with userns, or sysctl kernel.apparmor_restrict_unprivileged_userns=0"
    }
    return
      "Allow user namespaces: in a container, use a seccomp profile that permits them; in a unit, RestrictNamespaces=user mnt pid net ipc uts cgroup."
  }
}
