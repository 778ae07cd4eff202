import AgentKit

extension ContentWriter {
  static let card = AgentCard(
    name: "ContentWriter",
    description: """
      Writes documents from given material: reports, READMEs, outlines and summaries, with front \
      matter and a table of contents. With a language model it drafts the text.
      """,
    version: "1.0.0", maxConcurrency: 8, deadlineMilliseconds: 180_000,
    skills: [
      AgentSkill(
        id: "write_document", name: "Write a document",
        description: "Makes a structured document of texts, analyses and code.",
        tags: ["document_write", "summarize", "report", "readme", "outline", "markdown"],
        examples: [
          // The first example works without further material.
          """
          Summarise this text: The tower was built of iron in 1889. It is 300 metres tall and stands \
          by the river. Millions of people visit the tower every year, and some of them take the stairs.
          """,
          "Write a report about it", "Write a README for this module",
          "Make an outline of these notes",
        ],
        inputModes: [
          "text/plain", "text/markdown", "text/x-markdown", "text/x-python", "text/x-code",
        ],
        outputModes: [mediaType],
        routing: AgentSkill.Routing(
          category: "document_writing",
          capabilities: [
            "document_write": AgentSkill.Capability(
              verbs: [
                "write", "create", "make", "draft", "prepare", "compose", "generate", "produce",
                "give", "need", "want", "turn", "build",
              ],
              objects: [
                "report", "readme", "documentation", "outline", "table of contents", "write up",
                "handout", "summary",
              ]),
            // Phrases only: "text" alone is what many programs work on.
            "summarize": AgentSkill.Capability(
              objects: ["summarize", "summarise", "condense", "shorten", "sum up"].flatMap { verb in
                [
                  "this", "these", "my", "our", "it", "that", "them", "both", "all",
                  "the following",
                  "the text", "the report", "the notes", "the article", "the passage",
                  "the document", "the story", "the letter", "the post", "the blog", "the email",
                  "the minutes", "the meeting", "the transcript", "the speech", "the chapter",
                  "the paper", "the page", "the paragraph", "in", "as", "to", "briefly",
                ]
                .map { "\(verb) \($0)" }
              } + [
                "summary of this", "summary of these", "summary of my",
                "summary of the text", "tl dr", "tldr",
              ]),
          ],
          task: "Write the document", idempotent: true))
    ])

  static let mediaType = "text/markdown"
}
