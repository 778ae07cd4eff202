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
    skills: [analysis, toDocument, toTable])

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
      // The first two examples work without further material.
      "Analyse this CSV\n```csv\ncity,rain\nGraz,876\nLinz,872\nWien,651\n```",
      "What is the average rain per city?\n```csv\ncity,rain\nGraz,876\nLinz,872\nGraz,901\n```",
      "Find outliers and correlations in this data",
      "Which day had the most visits?",
      "How many people are older than 30?",
      "Plot the sales by month as a line chart",
      "Describe the columns of this dataset and plot them",
    ],
    inputModes: mediaTypes,
    // Without the figures' application/json: a skill that accepts and produces the same type counts
    // as one that improves it.
    outputModes: ["text/markdown", "image/svg+xml"],
    routing: AgentSkill.Routing(
      category: "data_analysis",
      capabilities: [
        "data_analysis": AgentSkill.Capability(verbs: verbs, objects: objects)
      ],
      task: "Analyse the data", idempotent: true))

  // Split in two: a skill that accepts its own output counts as one that improves it, and would be
  // offered every table without being asked for.
  static let toDocument = AgentSkill(
    id: "convert_table", name: "Convert a table",
    description: "Brings a table from CSV or TSV into JSON, JSON lines, Markdown, TSV or CSV.",
    tags: ["data_conversion", "csv", "tsv", "json", "markdown"],
    examples: ["Convert this CSV to JSON\n```csv\ncity,rain\nGraz,876\nLinz,872\n```"],
    inputModes: ["text/csv", "text/x-csv", "text/tab-separated-values", "text/x-tsv"],
    outputModes: ["application/json", "application/x-ndjson", "text/markdown"],
    routing: conversion)

  static let toTable = AgentSkill(
    id: "convert_json", name: "Convert JSON to a table",
    description: "Brings JSON and JSON lines into CSV, TSV or a Markdown table.",
    tags: ["data_conversion", "json", "csv", "tsv", "markdown"],
    examples: [
      "Convert this JSON to CSV\n```json\n[{\"city\": \"Graz\", \"rain\": 876}]\n```",
      "Turn this JSON into a Markdown table",
    ],
    inputModes: ["application/json", "application/jsonl", "application/x-ndjson", "text/x-jsonl"],
    outputModes: ["text/csv", "text/tab-separated-values", "text/markdown"],
    routing: conversion)

  private static let conversion = AgentSkill.Routing(
    category: "data_conversion",
    capabilities: [
      "data_conversion": AgentSkill.Capability(
        verbs: ["convert", "turn", "transform", "export", "reformat"],
        objects: ["csv", "tsv", "json", "jsonl", "json lines", "markdown table", "table"])
    ],
    task: "Convert the data", idempotent: true)

  private static let mediaTypes = [
    "text/csv", "text/x-csv", "text/tab-separated-values", "text/x-tsv", "application/json",
    "application/jsonl", "application/x-ndjson", "text/x-jsonl", "text/x-ndjson", "text/x-code",
  ]

  private static let verbs = [
    "analyse", "analyze", "analysis", "explore", "examine", "describe", "summarise", "summarize",
    "plot", "chart", "visualise", "visualize", "graph", "profile", "inspect", "investigate",
    "statistics", "outlier", "correlation", "correlate", "evaluate", "look at", "interpret", "draw",
  ]
  private static let objects = [
    "csv", "tsv", "data", "dataset", "spreadsheet", "table", "statistics", "outlier",
    "correlation", "measurements", "figures", "column", "survey", "pie chart", "bar chart",
    "line chart", "scatter plot", "scatter chart", "histogram",
  ]
}
