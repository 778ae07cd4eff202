# recipe: dotenv
# title: Read settings from a .env or INI file
# keywords: parse env, env file, read a .env file, dotenv, parse ini file, read config file, settings file
# tags: file
# main: parse_env
# also: key, value, pairs, variables, environment, configuration
"""Read settings from a .env or INI file."""

import configparser
from typing import Dict


def parse_env(text: str) -> Dict[str, str]:
    """Return the settings of a .env file: NAME=value lines, with comments and quotes.

    >>> parse_env("# a comment\\nPORT=8000\\nexport NAME='Ada L.'\\n")
    {'PORT': '8000', 'NAME': 'Ada L.'}
    >>> parse_env("PORT")
    Traceback (most recent call last):
        ...
    ValueError: line 1 has no '=': PORT
    """
    settings = {}
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, mark, value = line.partition("=")
        if not mark:
            raise ValueError(f"line {number} has no '=': {line}")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        settings[name.strip().split()[-1]] = value
    return settings


def parse_ini(text: str) -> Dict[str, Dict[str, str]]:
    """Return the sections of an INI file with their settings.

    >>> parse_ini("[server]\\nport = 8000\\n")
    {'server': {'port': '8000'}}
    """
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    return {section: dict(parser[section]) for section in parser.sections()}
