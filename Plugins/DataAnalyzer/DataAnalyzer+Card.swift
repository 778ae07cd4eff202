import AgentKit

extension DataAnalyzer {
  static let card = AgentCard(
    name: "DataAnalyzer",
    description: """
      Answers questions about tables in CSV, TSV, JSON, JSON lines or Markdown: averages, totals, \
      extremes, groups, conditions and correlations. Draws charts, converts tables, and describes every \
      column in a report.
      """,
    version: "1.1.0", maxConcurrency: 4, deadlineMilliseconds: 120_000,
    skills: [analysis, conversion])

  private static let analysis = AgentSkill(
    id: "analyze_data", name: "Analyse a table",
    description: """
      Answers plain questions about a table, draws the chart that is asked for, or describes every column \
      in figures and shows what goes together.
      """,
    tags: [
      "data_analysis", "statistics", "csv", "json", "markdown", "average", "total", "correlation",
      "outliers", "plot", "chart",
    ],
    examples: [
      // The first two can be done as they stand.
      "Analyse this CSV\n```csv\ncity,rain\nGraz,876\nLinz,872\nWien,651\n```",
      "What is the average rain per city?\n```csv\ncity,rain\nGraz,876\nLinz,872\nGraz,901\n```",
      "Find outliers and correlations in this data",
      "Which day had the most visits?",
      "How many people are older than 30?",
      "Plot the sales by month as a line chart",
      "Describe the columns of this dataset and plot them",
    ],
    inputModes: mediaTypes,
    // Not the figures' application/json: who takes and gives the same counts as one who improves it.
    outputModes: ["text/markdown", "image/svg+xml"],
    routing: AgentSkill.Routing(
      category: "data_analysis",
      capabilities: [
        "data_analysis": AgentSkill.Capability(verbs: verbs, objects: objects),
        "data_question": AgentSkill.Capability(verbs: questions, objects: figures),
      ],
      task: "Analyse the data", idempotent: true))

  private static let conversion = AgentSkill(
    id: "convert_data", name: "Convert a table",
    description:
      "Brings a table from CSV, TSV, JSON, JSON lines or Markdown into another of these forms.",
    tags: ["data_conversion", "csv", "tsv", "json", "markdown"],
    examples: [
      "Convert this CSV to JSON\n```csv\ncity,rain\nGraz,876\nLinz,872\n```",
      "Turn this JSON into a Markdown table",
    ],
    inputModes: mediaTypes,
    outputModes: [
      "text/csv", "application/json", "text/tab-separated-values", "text/markdown",
      "application/x-ndjson",
    ],
    routing: AgentSkill.Routing(
      category: "data_conversion",
      capabilities: [
        "data_conversion": AgentSkill.Capability(
          verbs: ["convert", "turn", "transform", "change", "export", "reformat"],
          objects: [
            "csv", "tsv", "json", "jsonl", "json lines", "markdown table", "table", "spreadsheet",
          ])
      ],
      task: "Convert the data", idempotent: true))

  private static let mediaTypes = [
    "text/csv", "text/x-csv", "text/tab-separated-values", "text/x-tsv", "application/json",
    "application/jsonl", "application/x-ndjson", "text/x-jsonl", "text/x-ndjson", "text/x-markdown",
    "text/x-md", "text/x-code",
  ]

  private static let verbs = [
    "analyse", "analyze", "analysis", "explore", "examine", "describe", "summarise", "summarize",
    "plot", "chart", "visualise", "visualize", "graph", "profile", "inspect", "investigate",
    "statistics", "outlier", "correlation", "correlate", "evaluate", "look at", "interpret", "draw",
  ]
  private static let objects = [
    "csv", "tsv", "data", "dataset", "spreadsheet", "table", "statistics", "outlier",
    "correlation", "measurements", "figures", "column", "survey",
  ]
  /// Words that ask, and what they ask of a table.
  private static let questions = [
    "what", "which", "who", "when", "how many", "how much", "how old", "list", "find", "show",
    "give",
    "calculate", "compute", "count", "sort", "plot", "chart", "draw", "graph",
  ]
  private static let figures = [
    "average", "mean", "median", "maximum", "minimum", "highest", "lowest", "largest", "smallest",
    "most", "least", "oldest", "youngest", "cheapest", "most expensive", "most common", "total",
    "distinct", "different values", "per", "rows", "row", "column", "standard deviation",
    "correlation",
    "histogram", "bar chart", "line chart", "scatter plot", "pie chart", "percentage of",
  ]
}
