"""Small helps for WordprocessingML, in either of its two namespaces."""

from xml.etree.ElementTree import Element


def child(parent: Element | None, name: str) -> Element | None:
    """The first child of a name, in whatever namespace."""
    for one in parent if parent is not None else ():
        if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == name:
            return one
    return None


def value(element: Element | None, name: str = "val") -> str:
    """An attribute, in whatever namespace."""
    for key, text in element.attrib.items() if element is not None else ():
        if key.rpartition("}")[2] == name:
            return text
    return ""


def marked(element: Element, properties: str, mark: str) -> bool:
    """Whether a tracked change takes a row or a cell away."""
    return child(child(element, properties), mark) is not None
