#include "script_support.h"

static const char limit_text[] =
    "\n"
    "\n"
    "_CLI_LIMIT = 1000  # items shown of a generator, which may be endless\n"
    "\n";
const span script_support_limit = {limit_text, sizeof limit_text - 1};

static const char wait_text[] =
    "\n"
    "async def _cli_wait(value):\n"
    "    \"\"\"Wait for a result; of an asynchronous generator for its first items.\"\"\"\n"
    "    if not $hasattr(value, \"__anext__\"):\n"
    "        return await value\n"
    "    items = []\n"
    "    async for item in value:\n"
    "        items.append(item)\n"
    "        if $len(items) == _CLI_LIMIT:\n"
    "            break\n"
    "    return $iter(items)\n"
    "\n";
const span script_support_wait = {wait_text, sizeof wait_text - 1};

static const char show_text[] =
    "\n"
    "def _cli_show(value):\n"
    "    \"\"\"Print a result.\"\"\"\n";
const span script_support_show = {show_text, sizeof show_text - 1};

static const char show_awaited_text[] =
    "    if $hasattr(value, \"__await__\") or $hasattr(value, \"__anext__\"):\n"
    "        value = $asyncio.run(_cli_wait(value))\n";
const span script_support_show_awaited = {show_awaited_text, sizeof show_awaited_text - 1};

static const char show_value_text[] =
    "    if value is None:\n"
    "        return\n"
    "    if value.__class__ is \"\".__class__:\n"
    "        $print(value)\n"
    "    elif $hasattr(value, \"__next__\"):\n"
    "        for item in $itertools.islice(value, _CLI_LIMIT):\n"
    "            $print(item)\n"
    "        if $next(value, _CLI_LIMIT) is not _CLI_LIMIT:\n"
    "            $print(f\"only the first {_CLI_LIMIT} items are shown\", file=$sys.stderr)\n"
    "    else:\n"
    "        $print($pprint.pformat(value, sort_dicts=False))\n";
const span script_support_show_value = {show_value_text, sizeof show_value_text - 1};

static const char parser_text[] =
    "\n"
    "\n"
    "def _cli_parser():\n"
    "    \"\"\"The arguments that the script takes.\"\"\"\n"
    "    _parser = $argparse.ArgumentParser(\n"
    "        description=__doc__,\n"
    "        formatter_class=$argparse.RawDescriptionHelpFormatter,\n"
    "        allow_abbrev=False,\n"
    "    )\n"
    "    _parser.add_argument(\n"
    "        \"--self-test\", action=_CliSelfTest, nargs=0, help=\"run the examples in the documentation\"\n"
    "    )\n";
const span script_support_parser = {parser_text, sizeof parser_text - 1};

static const char commands_text[] =
    "    _commands = _parser.add_subparsers(title=\"commands\", metavar=\"COMMAND\")\n";
const span script_support_commands = {commands_text, sizeof commands_text - 1};

static const char main_text[] =
    "(arguments=None):\n"
    "    \"\"\"Exit status: 0, 1 if the called function failed, 2 if the arguments are wrong.\"\"\"\n"
    "    parser = _cli_parser()\n"
    "    values = $vars(parser.parse_args(arguments))\n"
    "    call = values.pop(\"_cli_call\", None)\n"
    "    if call is None:\n"
    "        parser.error(\"name a command; --help lists them\")\n"
    "    try:\n"
    "        _cli_show(call(values))\n"
    "    except KeyboardInterrupt:\n"
    "        return 130\n"
    "    except Exception as error:\n"
    "        $print(f\"{parser.prog}: {error.__class__.__name__}: {error}\", file=$sys.stderr)\n"
    "        return 1\n"
    "    return 0\n";
const span script_support_main = {main_text, sizeof main_text - 1};

static const char self_test_text[] =
    "\n"
    "\n"
    "class _CliSelfTest($argparse.Action):\n"
    "    \"\"\"Runs the examples in the documentation, then leaves.\"\"\"\n"
    "\n"
    "    def __call__(self, parser, namespace, values, option_string=None):\n"
    "        failed, tried = $doctest.testmod($sys.modules.get(__name__))\n"
    "        $print(f\"self-test: {tried - failed} of {tried} examples passed\")\n"
    "        parser.exit(1 if failed else 0)\n";
const span script_support_self_test = {self_test_text, sizeof self_test_text - 1};
