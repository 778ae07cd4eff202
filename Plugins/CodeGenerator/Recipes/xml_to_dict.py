# recipe: xml_to_dict
# title: Parse XML into a dictionary
# keywords: xml, parse xml, xml to dictionary, read xml
# tags: data, xml
# main: xml_to_dict
# also: elements, attributes
"""Parse XML into a dictionary."""

import xml.etree.ElementTree as ElementTree
from typing import Any, Dict


def xml_to_dict(text: str) -> Dict[str, Any]:
    """Return an XML document as nested dictionaries.

    Attributes get the prefix ``@``, text beside them the key ``#text``; repeated
    elements become a list.

    >>> xml_to_dict("<book id='7'><title>Dune</title><tag>a</tag><tag>b</tag></book>")
    {'book': {'@id': '7', 'title': 'Dune', 'tag': ['a', 'b']}}
    >>> xml_to_dict("<empty/>")
    {'empty': None}
    >>> xml_to_dict("<open>")
    Traceback (most recent call last):
        ...
    ValueError: not well-formed XML: no element found: line 1, column 6
    """
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise ValueError(f"not well-formed XML: {error}") from None
    return {root.tag: _value(root)}


def _value(element: ElementTree.Element) -> Any:
    content: Dict[str, Any] = {f"@{name}": value for name, value in element.attrib.items()}
    for child in element:
        value = _value(child)
        if child.tag not in content:
            content[child.tag] = value
        elif isinstance(content[child.tag], list):
            content[child.tag].append(value)
        else:
            content[child.tag] = [content[child.tag], value]
    text = (element.text or "").strip()
    if not content:
        return text or None
    if text:
        content["#text"] = text
    return content
