"""What reads well and was surely not meant so: two sentences in one, half a sentence taken for a remark. Pure.

These are warnings: nothing is lost but what the robot was to be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from robot import messages
from robot.content.load import Content
from robot.content.said import said
from robot.yaml_source import Problem, Source

_Doubt = tuple[int, int, str, str]
"""Line, column, what is told, what stands there."""
_REMARK = re.compile(r"^\s*(?:- +)?(?:[A-Za-z_][\w-]*: +)?(?P<text>[^\s\"'#|>\[{&*!][^#]*[^\s#]) #(?=[^\s#])")
_SEVERAL = re.compile(r"[，、；]")
LONGEST_PHRASING = 90
"""Characters that somebody may say in one breath of telling; what is longer is an answer in the wrong place."""
_LONGEST_WORD = 12
"""Characters of each of several things that somebody wrote into one pair of brackets."""


def doubts(content: Content) -> list[Problem]:
    """One for each, in order of files."""
    sources = {where.source.path: (where.path, where.source) for where in content.where.values()}
    found = [
        Problem(shown, line, column, messages.zh(f"content.{key}.what", text=text), messages.zh(f"content.{key}.mend"))
        for shown, source in sources.values()
        for line, column, key, text in _in_file(source)
    ]
    found += _too_long(content)
    return sorted(found, key=lambda problem: (str(problem.path), problem.line, problem.column))


def _in_file(source: Source) -> tuple[_Doubt, ...]:
    found: tuple[_Doubt, ...] | None = source.tree.found.get(__name__)
    if found is None:
        found = source.tree.found[__name__] = (*_in_lists(source.root), *_remarks(source))
    return found


def _too_long(content: Content) -> Iterator[Problem]:
    for sentence in said(content):
        if len(sentence.text) > LONGEST_PHRASING and sentence.owner in content.where:
            where = content.where[sentence.owner]
            line, column = where.position(*sentence.at)
            what = messages.zh("content.long_phrasing.what", text=sentence.text[:12], length=len(sentence.text))
            yield Problem(where.path, line, column, what, messages.zh("content.long_phrasing.mend"))


def _in_lists(node: yaml.Node | None) -> Iterator[_Doubt]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "shown" and _is_plain(value) and value.start_mark.line != value.end_mark.line:
                yield *_place(value), "lines_joined", value.value[:12]
            yield from _in_lists(value)
    elif isinstance(node, yaml.SequenceNode):
        if node.flow_style and len(node.value) == 1 and _is_several(node.value[0]):
            yield *_place(node.value[0]), "comma_inside", node.value[0].value
        for item in node.value:
            if _is_plain(item) and item.start_mark.line != item.end_mark.line:
                yield *_place(item), "two_lines", item.value
            yield from _in_lists(item)


def _is_plain(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style


def _is_several(node: yaml.Node) -> bool:
    parts = _SEVERAL.split(node.value) if _is_plain(node) else []
    return len(parts) > 1 and all(0 < len(part) <= _LONGEST_WORD for part in parts)


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _remarks(source: Source) -> Iterator[_Doubt]:
    """What is cut off behind a # that stands in a sentence (到 #2 单元)."""
    if " #" not in source.text:
        return
    in_block = _block_lines(source.root)
    for number, line in enumerate(source.text.split("\n")):
        found = _REMARK.match(line) if " #" in line and number not in in_block else None
        if found:
            yield number + 1, found.end(), "remark_inside", line[found.end() - 1 :].strip()[:16]


def _block_lines(node: yaml.Node | None) -> set[int]:
    """The numbers (from 0) of the lines in texts of several lines and in quotes, where # is a character."""
    if isinstance(node, yaml.MappingNode):
        return {line for _, value in node.value for line in _block_lines(value)}
    if isinstance(node, yaml.SequenceNode):
        return {line for value in node.value for line in _block_lines(value)}
    if isinstance(node, yaml.ScalarNode) and node.style:
        return set(range(node.start_mark.line, node.end_mark.line + 1))
    return set()
