extension BadManifest {
  /// A manifest with one function, of which `function` is the rest.
  private static func function(_ function: String, _ message: String) -> BadManifest {
    BadManifest(
      """
      [native]
      library = "libx.so"
      agent = "X"
      description = "An agent."
      version = "1"
      [[native.functions]]
      id = "f"
      description = "A function."
      \(function)
      """, message)
  }

  private static func arguments(_ arguments: String, _ message: String) -> BadManifest {
    function("returns = { type = \"void\" }\narguments = [\n\(arguments)\n]", message)
  }

  private static func returns(_ returns: String, _ message: String) -> BadManifest {
    function(
      "returns = { \(returns) }\narguments = [{ type = \"bytes\", name = \"o\", direction = "
        + "\"out\", capacity = 8 }]", message)
  }

  private static func unused(_ option: String, _ key: String) -> BadManifest {
    BadManifest(
      """
      [agents.X]
      \(option)
      [native]
      library = "libx.so"
      agent = "X"
      description = "An agent."
      version = "1"
      [[native.functions]]
      id = "f"
      description = "A function."
      returns = { type = "void" }
      """, "agents.X.\(key) has no effect with [native]; remove it")
  }

  static let native: [BadManifest] = [
    unused("config = { a = 1 }", "config"),
    unused("grants = [\"store\"]", "grants"),
    BadManifest(
      "[native]\nagent = \"X\"\nlibrary = \"lib/x.so\"",
      "native.library is \"lib/x.so\"; write a name such as \"libz.so.1\", or an absolute path"),
    BadManifest(
      "native = 1",
      "native is a whole number; write a table, such as [native]"),
    BadManifest(
      "[native]\nagnet = \"X\"",
      "native.agnet is not a key here; did you mean agent?"),
    BadManifest(
      "[native]\nlibrary = \"x\"",
      "native.agent is missing; add it"),
    BadManifest(
      "[native]\nagent = \"a b\"",
      "native.agent is \"a b\"; write 1 to 64 of A-Z a-z 0-9 _ . -"),
    BadManifest(
      "[native]\nagent = \"X\"\nlibrary = \"x\"",
      "native.functions is missing or empty; add [[native.functions]]"),
    BadManifest(
      "[native]\nagent = \"X\"\nlibrary = \"x\"\nfunctions = []",
      "native.functions is missing or empty; add [[native.functions]]"),
    BadManifest(
      "[native]\nagent = \"X\"\nlibrary = \"x\"\nfunctions = 5",
      "native.functions is a whole number; write a list of tables"),
    BadManifest(
      "[native]\nagent = \"X\"\nlibrary = \"x\"\nfunctions = [5]",
      "native.functions has an element that is not a table; write a list of tables"),
    .function(
      "",
      "native.functions.1.returns is missing; add it; without a result: { type = \"void\" }"),
    .function(
      "return = { type = \"void\" }",
      "native.functions.1.return is not a key here; did you mean returns?"),
    .function(
      "returns = { type = \"void\" }\nsymbol = \"a-b\"",
      "native.functions.1.symbol is \"a-b\"; write the name of a C function"),
    .function(
      "returns = { type = \"void\" }\nidempotent = 1",
      "native.functions.1.idempotent is a whole number; write true or false"),
    .function(
      "returns = { type = \"void\" }\ncapabilities = { a = { verb = [] } }",
      "native.functions.1.capabilities.a.verb is not a key here; did you mean verbs?"),
    .function(
      "returns = { type = \"void\" }\n[agents.Y]",
      "agents.Y is not the agent of [native]; write [agents.X]"),
    .function(
      "returns = { type = \"void\" }\n[[native.functions]]\nid = \"f\"\ndescription = \"d\"\n"
        + "returns = { type = \"void\" }",
      "native.functions.2.id is \"f\", which is already used; give each a unique id"),
    .arguments(
      "5",
      "native.functions.1.arguments has an element that is not a table; write a list of tables"),
    .arguments(
      "{ name = \"a\" }",
      "native.functions.1.arguments.1.type is missing; add it"),
    .arguments(
      "{ type = \"unit8\", name = \"a\" }",
      "native.functions.1.arguments.1.type is \"unit8\"; did you mean \"uint8\"?"),
    .arguments(
      "{ type = \"struct stat\", name = \"a\" }",
      "native.functions.1.arguments.1.type is \"struct stat\"; write one of int8, int16, int32, int64, uint8, uint16, uint32, uint64, int, unsigned int, long, unsigned long, size_t, ssize_t, bool, float, double, string, bytes, null"
    ),
    .arguments(
      "{ type = \"int\" }",
      "native.functions.1.arguments.1.name is missing; add it"),
    .arguments(
      "{ type = \"int\", name = \"a b\" }",
      "native.functions.1.arguments.1.name is \"a b\"; write letters, digits and _, at most 64, and neither \"function\" nor \"arguments\""
    ),
    .arguments(
      "{ type = \"int\", name = \"function\" }",
      "native.functions.1.arguments.1.name is \"function\"; write letters, digits and _, at most 64, and neither \"function\" nor \"arguments\""
    ),
    .arguments(
      "{ type = \"int\", name = \"a\" }, { type = \"int\", name = \"a\" }",
      "native.functions.1.arguments.2.name is \"a\", which is already used; give each a unique name"
    ),
    .arguments(
      "{ type = \"int\", name = \"a\", max_length = 4 }",
      "native.functions.1.arguments.1.max_length is not a key here; known here: default, description, direction, maximum, minimum, name, type"
    ),
    .arguments(
      "{ type = \"int\", name = \"a\", default = 3000000000 }",
      "native.functions.1.arguments.1.default must be a whole number from -2147483648 to 2147483647, and not 3000000000; write a value that int can hold"
    ),
    .arguments(
      "{ type = \"int\", name = \"a\", default = \"x\" }",
      "native.functions.1.arguments.1.default must be a whole number from -2147483648 to 2147483647, and not \"x\"; write a value that int can hold"
    ),
    .arguments(
      "{ type = \"int\", name = \"a\", minimum = 2, maximum = 1 }",
      "native.functions.1.arguments.1.minimum is above maximum; swap them"),
    .arguments(
      "{ type = \"int\", name = \"a\", minimum = 2, default = 1 }",
      "native.functions.1.arguments.1.default is not between minimum and maximum; choose one that is"
    ),
    .arguments(
      "{ type = \"int\", name = \"a\", direction = \"back\" }",
      "native.functions.1.arguments.1.direction is \"back\"; write one of \"in\", \"out\", \"inout\""
    ),
    .arguments(
      "{ type = \"int\", name = \"a\", direction = \"out\", default = 1 }",
      "native.functions.1.arguments.1.default is not a key here; known here: direction, name, type"),
    .arguments(
      "{ type = \"int\", value = 1.5 }",
      "native.functions.1.arguments.1.value must be a whole number from -2147483648 to 2147483647, and not 1.5; write a value that int can hold"
    ),
    .arguments(
      "{ type = \"int\", value = 1, name = \"a\" }",
      "native.functions.1.arguments.1.name is not a key here; known here: type, value"),
    .arguments(
      "{ type = \"string\", value = 1 }",
      "native.functions.1.arguments.1.value is a whole number; write a string, in quotes"),
    .arguments(
      "{ type = \"bytes\", value = \"x\" }",
      "native.functions.1.arguments.1.value is given for bytes; leave it out"),
    .arguments(
      "{ type = \"null\", name = \"a\" }",
      "native.functions.1.arguments.1.name is not a key here; known here: type"),
    .arguments(
      "{ type = \"bytes\", name = \"a\" }",
      "native.functions.1.arguments.1.name is \"a\", but no argument gives its length; add { type = \"size_t\", length_of = \"a\" }, or use type = \"string\""
    ),
    .arguments(
      "{ type = \"string\", name = \"a\", default = 1 }",
      "native.functions.1.arguments.1.default is a whole number; write a string, in quotes"),
    .arguments(
      "{ type = \"string\", name = \"a\", max_length = 1, default = \"ab\" }",
      "native.functions.1.arguments.1.default is longer than max_length; shorten it"),
    .arguments(
      "{ type = \"string\", name = \"a\", max_length = \"1TiB\" }",
      "native.functions.1.arguments.1.max_length is \"1TiB\"; write bytes from 0 to 256MiB, as a whole number or with KiB, MiB, GiB or TiB"
    ),
    .arguments(
      "{ type = \"string\", name = \"a\", direction = \"inout\" }",
      "native.functions.1.arguments.1.direction is \"inout\"; use \"in\" or \"out\" for a string"),
    .arguments(
      "{ type = \"size_t\", length_of = \"a\" }",
      "native.functions.1.arguments.1.length_of is \"a\"; name an argument of type string or bytes"),
    .arguments(
      "{ type = \"double\", length_of = \"a\" }",
      "native.functions.1.arguments.1.type is \"double\"; a length is an integer, such as \"size_t\""
    ),
    .arguments(
      "{ type = \"bytes\", name = \"a\" }, "
        + "{ type = \"int\", length_of = \"a\", direction = \"inout\" }",
      "native.functions.1.arguments.2.direction is \"inout\"; only the length of an output comes back: remove it"
    ),
    .arguments(
      "{ type = \"size_t\", length_of = \"a\", direction = \"out\" }",
      "native.functions.1.arguments.1.direction is \"out\"; use \"inout\": the capacity goes in, the length comes out"
    ),
    .arguments(
      "{ type = \"bytes\", name = \"a\", direction = \"out\" }",
      "native.functions.1.arguments.1.capacity is missing; add it, such as 4096 or { of = \"data\", factor = 2, add = 64 }"
    ),
    .arguments(
      "{ type = \"bytes\", name = \"a\", direction = \"out\", capacity = -1 }",
      "native.functions.1.arguments.1.capacity is -1; write bytes from 0 to 256MiB, as a whole number or with KiB, MiB, GiB or TiB"
    ),
    .arguments(
      "{ type = \"bytes\", name = \"a\", direction = \"out\", capacity = { of = \"b\" } }",
      "native.functions.1.arguments.1.capacity.of is \"b\"; name an input: a string, bytes or an integer"
    ),
    .arguments(
      "{ type = \"bytes\", name = \"a\", direction = \"out\", capacity = { add = 1 } }",
      "native.functions.1.arguments.1.capacity.of is missing; add it"),
    .arguments(
      "{ type = \"bytes\", name = \"a\", direction = \"out\", "
        + "capacity = { of = \"b\", factor = 0 } }",
      "native.functions.1.arguments.1.capacity.factor is 0; write a number above 0 and at most 1000000"
    ),
    .arguments(
      "{ type = \"bytes\", name = \"a\", direction = \"out\", capacity = 1, content = \"hex\" }",
      "native.functions.1.arguments.1.content is \"hex\"; write one of \"base64\", \"text\", \"string\""
    ),
    .arguments(
      "{ type = \"string\", name = \"a\", direction = \"out\", capacity = 1, content = \"text\" }",
      "native.functions.1.arguments.1.content is given for a string; leave it out, or use type = \"bytes\""
    ),
    .returns(
      "name = \"x\"",
      "native.functions.1.returns.type is missing; add it"),
    .returns(
      "type = \"bytes\"",
      "native.functions.1.returns.type is \"bytes\"; write one of int8, int16, int32, int64, uint8, uint16, uint32, uint64, int, unsigned int, long, unsigned long, size_t, ssize_t, bool, float, double, string, void"
    ),
    .returns(
      "type = \"unsigned\"",
      "native.functions.1.returns.type is \"unsigned\"; write one of int8, int16, int32, int64, uint8, uint16, uint32, uint64, int, unsigned int, long, unsigned long, size_t, ssize_t, bool, float, double, string, void"
    ),
    .returns(
      "type = \"void\", name = \"x\"",
      "native.functions.1.returns.name is given for void; leave it out"),
    .returns(
      "type = \"void\", ok = 0",
      "native.functions.1.returns has ok, fail, minimum or messages, but no integer; remove them, or correct the type"
    ),
    .returns(
      "type = \"double\", fail = -1",
      "native.functions.1.returns has ok, fail, minimum or messages, but no integer; remove them, or correct the type"
    ),
    .returns(
      "type = \"int\", ok = \"0\"",
      "native.functions.1.returns.ok is \"0\"; write a whole number; ok and fail also take a list"),
    .returns(
      "type = \"int\", ok = []",
      "native.functions.1.returns.ok is []; write a whole number, or leave it out"),
    .returns(
      "type = \"int\", minimum = [0]",
      "native.functions.1.returns.minimum is [0]; write a whole number, or leave it out"),
    .returns(
      "type = \"int\", ok = 0, messages = { x = \"y\" }",
      "native.functions.1.returns.messages.x is not a whole number; name a value that the function returns"
    ),
    .returns(
      "type = \"int\", name = \"o\"",
      "native.functions.1.returns.name is \"o\", which is also the name of an output; give it a unique name"
    ),
    .returns(
      "type = \"int\", length_of = \"p\"",
      "native.functions.1.returns.length_of is \"p\"; name an output of type bytes or string"),
    .returns(
      "type = \"string\", length_of = \"o\"",
      "native.functions.1.returns.type is \"string\"; a length is an integer, such as \"size_t\""),
    BadManifest(
      "path = \"a.so\"\n[native]\nlibrary = \"x\"\nagent = \"X\"\ndescription = \"d\"\n"
        + "version = \"1\"\nfunctions = [{ id = \"f\", description = \"d\", "
        + "returns = { type = \"void\" } }]",
      "path can't be combined with [native]; native.library names the library"),
  ]
}
