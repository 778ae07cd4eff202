#include "card.h"

static const char json[] =
    "{\"name\":\"ScriptWriter\","
    "\"description\":\"Turns a Python module into a command-line script with arguments, help and a "
    "self-test.\","
    "\"version\":\"0.1.0\","
    "\"defaultInputModes\":[\"text/x-python\"],"
    "\"defaultOutputModes\":[\"text/x-script.python\"],"
    "\"capabilities\":{\"streaming\":true},"
    "\"skills\":[{"
    "\"id\":\"write_script\","
    "\"name\":\"Write a command-line script\","
    "\"description\":\"Makes a Python module's functions usable from the terminal: argparse, one "
    "command a function, --help and --self-test.\","
    "\"tags\":[\"script\",\"python\",\"cli\"],"
    "\"examples\":[\"Write a command-line script that prints fibonacci numbers\","
    "\"Turn this module into an executable script\"],"
    "\"inputModes\":[\"text/x-python\"],"
    "\"outputModes\":[\"text/x-script.python\"]}],"
    "\"hermes\":{\"max_concurrency\":4,\"deadline_ms\":30000,\"skills\":{\"write_script\":{"
    "\"category\":\"script_writing\","
    "\"capabilities\":{\"script\":{\"verbs\":[],\"objects\":[\"script\",\"command line\","
    "\"command-line\",\"cli\",\"executable\",\"runnable\",\"terminal\"]}},"
    "\"task\":\"Write a command-line script\",\"idempotent\":true}}}}";

const span card_json = {json, sizeof json - 1};
