import AgentKit
import Foundation

extension PythonExpert {
  /// More runs than processors don't finish sooner, and slow down everything else.
  private static let slots = max(2, min(4, ProcessInfo.processInfo.activeProcessorCount))

  static let card = AgentCard(
    name: "PythonExpert",
    description: """
      Reviews Python modules: compiles them, runs their doctests in a sandbox, lints them, makes \
      safe fixes, and returns the module with a report.
      """,
    version: "1.0.0", maxConcurrency: slots, deadlineMilliseconds: 420_000,
    skills: [
      AgentSkill(
        id: "review_python", name: "Review and test Python code",
        description: "Checks, tests and improves a Python module, and reports what it found.",
        tags: ["python", "code_review", "testing", "lint", "doctest", "debug"],
        examples: [
          // The first example works without further material.
          "Review this Python code\n```python\ndef add(a, b):\n    return a + b\n```",
          "Test my function and tell me what is wrong with it",
          "Check the module for bugs",
        ],
        inputModes: ["text/x-python"], outputModes: ["text/x-python", "text/markdown"],
        routing: AgentSkill.Routing(
          category: "code_review",
          capabilities: [
            "python": AgentSkill.Capability(objects: ["python", "python3", "py", "pythonic"]),
            "code_review": AgentSkill.Capability(
              verbs: [
                "review", "check", "lint", "test", "debug", "analyze", "analyse", "improve",
                "verify", "inspect", "audit", "validate", "fix", "examine", "proofread",
              ],
              objects: [
                "code", "function", "module", "python", "snippet", "class", "program", "script",
                "implementation", "method",
              ]),
          ],
          task: "Review and test Python code", idempotent: true)),
      changeSkill, executeSkill,
    ])
}
