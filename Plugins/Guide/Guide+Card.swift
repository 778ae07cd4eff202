import AgentKit

extension Guide {
  static let card = AgentCard(
    name: "Guide",
    description: """
      Answers greetings and "what can you do?" by the agents that are loaded. With a language model it \
      also answers small general questions.
      """,
    version: "1.0.0", maxConcurrency: 8, deadlineMilliseconds: 90_000,
    skills: [
      AgentSkill(
        id: "answer_general", name: "Answer a general question",
        description: """
          Answers small talk, what can be done here, and general questions that need no code, data or \
          document.
          """,
        tags: ["general_question", "help", "small_talk"],
        examples: ["What can you do?", "Hello", "Thanks!"],
        inputModes: ["text/plain"], outputModes: ["text/plain"],
        routing: AgentSkill.Routing(
          category: "general",
          capabilities: [
            "general_question": AgentSkill.Capability(
              alone: SmallTalk.allCases.flatMap(\.phrases) + SmallTalk.courtesies)
          ],
          task: "Answer", idempotent: true))
    ])
}
