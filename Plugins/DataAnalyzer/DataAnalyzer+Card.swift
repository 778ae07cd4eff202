import AgentKit

extension DataAnalyzer {
  static let card = AgentCard(
    name: "DataAnalyzer",
    description: """
      Analyses tables in CSV or JSON: types, missing values, mean, median, quartiles, outliers and \
      correlations, as a report with a plot.
      """,
    version: "1.0.0", maxConcurrency: 4, deadlineMilliseconds: 120_000,
    skills: [
      AgentSkill(
        id: "analyze_data", name: "Analyse a table",
        description: "Describes every column of a table in figures and shows what goes together.",
        tags: ["data_analysis", "statistics", "csv", "json", "correlation", "outliers", "plot"],
        examples: [
          // The first can be done as it stands.
          "Analyse this CSV\n```csv\ncity,rain\nGraz,876\nLinz,872\nWien,651\n```",
          "Find outliers and correlations in this data",
          "Describe the columns of this dataset and plot them",
        ],
        inputModes: [
          "text/csv", "text/x-csv", "text/tab-separated-values", "text/x-tsv", "application/json",
          "text/x-code",
        ],
        // Not the figures' application/json: who takes and gives the same counts as one who improves it.
        outputModes: ["text/markdown", "image/svg+xml"],
        routing: AgentSkill.Routing(
          category: "data_analysis",
          capabilities: ["data_analysis": AgentSkill.Capability(verbs: verbs, objects: objects)],
          task: "Analyse the data", idempotent: true))
    ])

  private static let verbs = [
    "analyse", "analyze", "analysis", "explore", "examine", "describe", "summarise", "summarize",
    "plot", "chart", "visualise", "visualize", "graph", "profile", "inspect", "investigate",
    "statistics", "outlier", "correlation", "correlate", "evaluate", "look at", "interpret",
  ]
  private static let objects = [
    "csv", "tsv", "data", "dataset", "spreadsheet", "table", "statistics", "outlier",
    "correlation", "measurements", "figures", "column", "survey",
  ]
}
