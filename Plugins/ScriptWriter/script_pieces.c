#include "script_support.h"

static const char cli_boolean[] =
    "\n"
    "\n"
    "def _cli_boolean(text):\n"
    "    \"\"\"Read yes or no.\"\"\"\n"
    "    if text.lower() in (\"1\", \"true\", \"yes\", \"on\"):\n"
    "        return True\n"
    "    if text.lower() in (\"0\", \"false\", \"no\", \"off\"):\n"
    "        return False\n"
    "    raise $argparse.ArgumentTypeError(f\"{text!r} is neither true nor false\")\n";

static const char cli_value[] =
    "\n"
    "\n"
    "def _cli_value(text):\n"
    "    \"\"\"Read a Python literal; what is none is text.\"\"\"\n"
    "    try:\n"
    "        return $ast.literal_eval(text)\n"
    "    except Exception:\n"
    "        return text\n";

static const char cli_many[] =
    "\n"
    "\n"
    "def _cli_many(kind, item):\n"
    "    \"\"\"A reader of a collection: a Python literal, or items with commas between them.\"\"\"\n"
    "\n"
    "    def read(text):\n"
    "        value = _cli_value(text) if text.strip()[:1] in (\"[\", \"(\", \"{\") else text\n"
    "        if value.__class__ is text.__class__:\n"
    "            value = [part.strip() for part in value.split(\",\")] if value else []\n"
    "        return kind([item(part) if part.__class__ is text.__class__ else part for part in value])\n"
    "\n"
    "    read.__name__ = kind.__name__\n"
    "    return read\n";

static const char cli_dictionary[] =
    "\n"
    "\n"
    "def _cli_dictionary(text):\n"
    "    \"\"\"Read a dict literal.\"\"\"\n"
    "    value = _cli_value(text)\n"
    "    if value.__class__ is not {}.__class__:\n"
    "        raise $argparse.ArgumentTypeError(f\"{text!r} is not a dict such as {{'key': 1}}\")\n"
    "    return value\n";

static const char cli_optional[] =
    "\n"
    "\n"
    "def _cli_optional(read):\n"
    "    \"\"\"A reader that knows None too.\"\"\"\n"
    "\n"
    "    def read_optional(text):\n"
    "        return None if text == \"None\" else read(text)\n"
    "\n"
    "    read_optional.__name__ = read.__name__\n"
    "    return read_optional\n";

static const char cli_pair[] =
    "\n"
    "\n"
    "def _cli_pair(text):\n"
    "    \"\"\"Read NAME=VALUE.\"\"\"\n"
    "    name, equals, value = text.partition(\"=\")\n"
    "    if not equals or not name.isidentifier():\n"
    "        raise $argparse.ArgumentTypeError(f\"{text!r} is not NAME=VALUE\")\n"
    "    return name, _cli_value(value)\n";

static const char cli_absent[] =
    "\n"
    "\n"
    "_CLI_ABSENT = $object()  # stands for what is not on the command line\n";

static const char cli_call[] =
    "\n"
    "\n"
    "def _cli_call(called, values, positional, keywords, rest, extra):\n"
    "    \"\"\"Call with those of the values that were given.\"\"\"\n"
    "    arguments = [values[n] for n in positional if values.get(n, _CLI_ABSENT) is not _CLI_ABSENT]\n"
    "    arguments.extend(values.get(rest, ()))\n"
    "    named = {name.rpartition(\".\")[2]: values[name] for name in keywords if name in values}\n"
    "    named.update(values.get(extra, ()))\n"
    "    return called(*arguments, **named)\n";

static const char cli_about[] =
    "\n"
    "\n"
    "def _cli_about(called):\n"
    "    \"\"\"Its documentation.\"\"\"\n"
    "    return $inspect.cleandoc(called.__doc__ or \"\")\n";

static const char cli_command[] =
    "\n"
    "\n"
    "def _cli_command(commands, name, called):\n"
    "    \"\"\"Add a sub-command.\"\"\"\n"
    "    about = _cli_about(called)\n"
    "    other = name.replace(\"-\", \"_\")\n"
    "    return commands.add_parser(\n"
    "        name,\n"
    "        aliases=[] if other == name else [other],\n"
    "        help=about.partition(\"\\n\")[0].replace(\"%\", \"%%\"),\n"
    "        description=about,\n"
    "        formatter_class=$argparse.RawDescriptionHelpFormatter,\n"
    "        allow_abbrev=False,\n"
    "    )\n";

// In their order in a script; each uses only earlier ones.
const script_piece script_support_pieces[SCRIPT_SUPPORT_PIECES] = {
    {{"_cli_boolean", 12}, {cli_boolean, sizeof cli_boolean - 1}},
    {{"_cli_value", 10}, {cli_value, sizeof cli_value - 1}},
    {{"_cli_many", 9}, {cli_many, sizeof cli_many - 1}},
    {{"_cli_dictionary", 15}, {cli_dictionary, sizeof cli_dictionary - 1}},
    {{"_cli_optional", 13}, {cli_optional, sizeof cli_optional - 1}},
    {{"_cli_pair", 9}, {cli_pair, sizeof cli_pair - 1}},
    {{"_CLI_ABSENT", 11}, {cli_absent, sizeof cli_absent - 1}},
    {{"_cli_call", 9}, {cli_call, sizeof cli_call - 1}},
    {{"_cli_about", 10}, {cli_about, sizeof cli_about - 1}},
    {{"_cli_command", 12}, {cli_command, sizeof cli_command - 1}},
};
