extension BadManifest {
  /// Everything but `[native]`.
  static let general: [BadManifest] = [
    BadManifest(
      "path = ",
      "line 1, column 8: Error while parsing key-value pair: encountered end-of-file; correct the TOML there (toml.io shows the syntax)"
    ),
    BadManifest(
      "path = \"a\"\npath = \"b\"",
      "line 2, column 8: Error while parsing key-value pair: cannot redefine existing string 'path'; correct the TOML there (toml.io shows the syntax)"
    ),
    BadManifest(
      "[agents.A]\n[agents.A]",
      "line 2, column 1: Error while parsing table header: cannot redefine existing table 'agents.A'; correct the TOML there (toml.io shows the syntax)"
    ),
    BadManifest(
      "lane = \"process",
      "line 1, column 16: Error while parsing string: encountered end-of-file; correct the TOML there (toml.io shows the syntax)"
    ),
    BadManifest(
      "path = \"a\\u0000b\"",
      "line 1 has a NUL character; remove it"),
    BadManifest(
      "lane = \"auto\"\n# \0\npath = \"a\"",
      "line 2 has a NUL character; remove it"),
    BadManifest(
      "lanes = \"auto\"",
      "lanes is not a key here; did you mean lane?"),
    BadManifest(
      "colour = \"red\"",
      "colour is not a key here; known here: agents, environment, lane, limits, native, path, url"),
    BadManifest(
      "\"two words\" = 1",
      "\"two words\" is not a key here; known here: agents, environment, lane, limits, native, path, url"
    ),
    BadManifest(
      "[agents.A.model]\nurl = \"http://localhost/v1\"",
      "agents.A.model has no effect without the grant; add grants = [\"model\"]"),
    BadManifest(
      "[agents.A]\ngrants = [\"model\"]\nmodel = { key = \"sk-1\" }",
      "agents.A.model.key is not a key here; known here: key_env, key_file, name, url"),
    BadManifest(
      "[agents.A]\ngrants = [\"model\"]\nmodel = { key_env = \"sk-1\" }",
      "agents.A.model.key_env is not a valid variable name; name the variable that holds the key"),
    BadManifest(
      "[agents.A]\ngrants = [\"model\"]\nmodel = { key_env = \"K\", key_file = \"k\" }",
      "agents.A.model.key_file can't be combined with key_env; keep one of them"),
    BadManifest(
      "[agents.A]\ngrants = [\"model\"]\nmodel = { url = \"localhost:8080\" }",
      "agents.A.model.url is not an http or https URL; write a base such as \"http://localhost:8080/v1\""
    ),
    BadManifest(
      "[environment]\nA = \"b\"\nLD_PRELOAD = \"/tmp/x.so\"",
      "environment.LD_PRELOAD selects code that would be loaded unchecked; remove it, and link the library with its dependencies"
    ),
    BadManifest(
      "[environment]\nLD_LIBRARY_PATH = \"\"",
      "environment.LD_LIBRARY_PATH selects code that would be loaded unchecked; remove it, and link the library with its dependencies"
    ),
    BadManifest(
      "[environment]\nGCONV_PATH = \"/tmp\"",
      "environment.GCONV_PATH selects code that would be loaded unchecked; remove it, and link the library with its dependencies"
    ),
    BadManifest(
      "path = 7",
      "path is a whole number; write a string, in quotes"),
    BadManifest(
      "path = \"\"",
      "path is empty; give it a value, or omit it"),
    BadManifest(
      "lane = \"in-proces\"",
      "lane is \"in-proces\"; did you mean \"in-process\"?"),
    BadManifest(
      "lane = \"thread\"",
      "lane is \"thread\"; write one of \"auto\", \"in-process\", \"process\""),
    BadManifest(
      "lane = true",
      "lane is a boolean; write a string, in quotes"),
    BadManifest(
      "limits = 5",
      "limits is a whole number; write a table, such as [limits]"),
    BadManifest(
      "[limits]\nmemroy = \"1GiB\"",
      "limits.memroy is not a key here; did you mean memory?"),
    BadManifest(
      "[limits]\nmemory = \"2GB\"",
      "limits.memory is \"2GB\"; write bytes from 64MiB to 64TiB, as a whole number or with KiB, MiB, GiB or TiB"
    ),
    BadManifest(
      "[limits]\nmemory = \"-1GiB\"",
      "limits.memory is \"-1GiB\"; write bytes from 64MiB to 64TiB, as a whole number or with KiB, MiB, GiB or TiB"
    ),
    BadManifest(
      "[limits]\nmemory = 1024",
      "limits.memory is 1024; write bytes from 64MiB to 64TiB, as a whole number or with KiB, MiB, GiB or TiB"
    ),
    BadManifest(
      "[limits]\nmemory = \"9999999999999GiB\"",
      "limits.memory is \"9999999999999GiB\"; write bytes from 64MiB to 64TiB, as a whole number or with KiB, MiB, GiB or TiB"
    ),
    BadManifest(
      "[limits]\nmemory = 1.5",
      "limits.memory is a decimal number; write bytes from 64MiB to 64TiB, as a whole number or with KiB, MiB, GiB or TiB"
    ),
    BadManifest(
      "[limits]\nfile_size = -1",
      "limits.file_size is -1; write bytes from 0 to 64TiB, as a whole number or with KiB, MiB, GiB or TiB"
    ),
    BadManifest(
      "[limits]\ndescriptors = 3",
      "limits.descriptors is 3; write a whole number from 16 to 1048576"),
    BadManifest(
      "[limits]\ndescriptors = \"64\"",
      "limits.descriptors is a string; write a whole number from 16 to 1048576"),
    BadManifest(
      "[limits]\ncore = \"none\"",
      "limits.core is \"none\"; write bytes from 0 to 64TiB, as a whole number or with KiB, MiB, GiB or TiB"
    ),
    BadManifest(
      "environment = \"A=1\"",
      "environment is a string; write a table, such as [environment]"),
    BadManifest(
      "[environment]\nA = 1",
      "environment.A is a whole number; write a string, in quotes"),
    BadManifest(
      "[environment]\n\"A=B\" = \"1\"",
      "environment.\"A=B\" is not a valid variable name; use a name that is not empty and has no ="),
    BadManifest(
      "[environment]\n\"\" = \"1\"",
      "environment.\"\" is not a valid variable name; use a name that is not empty and has no ="),
    BadManifest(
      "agents = [\"A\"]",
      "agents is a list; write a table, such as [agents]"),
    BadManifest(
      "[agents]\nA = true",
      "agents.A is a boolean; write a table, such as [agents.A]"),
    BadManifest(
      "[agents.\"a b\"]",
      "agents.\"a b\" is not a valid agent name; use the name in its card: 1 to 64 of A-Z a-z 0-9 _ . -"
    ),
    BadManifest(
      "[agents.A]\ngrant = []",
      "agents.A.grant is not a key here; did you mean grants?"),
    BadManifest(
      "[agents.A]\nenabled = \"no\"",
      "agents.A.enabled is a string; write true or false"),
    BadManifest(
      "[agents.A]\nmax_concurrency = 0",
      "agents.A.max_concurrency is 0; write a whole number from 1 to 1024"),
    BadManifest(
      "[agents.A]\nmax_concurrency = 1025",
      "agents.A.max_concurrency is 1025; write a whole number from 1 to 1024"),
    BadManifest(
      "[agents.A]\nmax_concurrency = 2.0",
      "agents.A.max_concurrency is a decimal number; write a whole number from 1 to 1024"),
    BadManifest(
      "[agents.A]\ndeadline = 0",
      "agents.A.deadline is 0; write 1ms to 24h, such as \"500ms\", \"30s\", \"2m\", \"1h\" or a number of seconds"
    ),
    BadManifest(
      "[agents.A]\ndeadline = \"25h\"",
      "agents.A.deadline is \"25h\"; write 1ms to 24h, such as \"500ms\", \"30s\", \"2m\", \"1h\" or a number of seconds"
    ),
    BadManifest(
      "[agents.A]\ndeadline = \"soon\"",
      "agents.A.deadline is \"soon\"; write 1ms to 24h, such as \"500ms\", \"30s\", \"2m\", \"1h\" or a number of seconds"
    ),
    BadManifest(
      "[agents.A]\ndeadline = \"-1s\"",
      "agents.A.deadline is \"-1s\"; write 1ms to 24h, such as \"500ms\", \"30s\", \"2m\", \"1h\" or a number of seconds"
    ),
    BadManifest(
      "[agents.A]\ndeadline = [1]",
      "agents.A.deadline is a list; write 1ms to 24h, such as \"500ms\", \"30s\", \"2m\", \"1h\" or a number of seconds"
    ),
    BadManifest(
      "[agents.A]\ngrants = \"model\"",
      "agents.A.grants is a string; write a list of strings, such as [\"a\", \"b\"]"),
    BadManifest(
      "[agents.A]\ngrants = [\"model\", 1]",
      "agents.A.grants has an element that is not a string; write a list of strings, such as [\"a\", \"b\"]"
    ),
    BadManifest(
      "[agents.A]\ngrants = [\"modle\"]",
      "agents.A.grants is \"modle\"; did you mean \"model\"?"),
    BadManifest(
      "[agents.A]\ngrants = [\"network\"]",
      "agents.A.grants is \"network\"; write one of \"model\", \"agents\", \"store\", \"blob\""),
    BadManifest(
      "[agents.A]\ngrants = [\"\"]",
      "agents.A.grants has an empty string; remove it"),
    BadManifest(
      "[agents.A]\nconfig = \"x\"",
      "agents.A.config is a string; write a table, such as [agents.A.config]"),
    BadManifest(
      "[agents.A.config]\nsince = 2026-11-22",
      "agents.A.config.since is a date or a time; write it as a string, in quotes"),
    BadManifest(
      "[agents.A.config]\nfactor = [1.0, inf]",
      "agents.A.config.factor.2 is not a finite number; write a finite one"),
    BadManifest(
      "lane = \"in-process\"\n[limits]\ncore = 0",
      "limits has no effect with lane = \"in-process\"; set lane = \"process\", or remove [limits]"
    ),
    BadManifest(
      "lane = \"in-process\"\n[environment]\nA = \"1\"",
      "environment has no effect with lane = \"in-process\"; set lane = \"process\", or remove [environment]"
    ),
  ]
}
