"""The questions as an API: what OpenAPI 3.1 says of their routes, parameters and answers."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from builders import __version__
from zhenxing.query.columns import Column, columns
from zhenxing.query.groups import GROUPS
from zhenxing.query.questions import Parameter, Question, Text

USUAL: Final = 1000
MOST: Final = 10_000
FORMATS: Final[Mapping[str, str]] = MappingProxyType({"json": "application/json", "csv": "text/csv"})
_VALUES: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "text": {"type": "string"},
        "code": {"type": "string"},
        "integer": {"type": "integer"},
        "decimal": {"type": "number"},
        "date": {"type": "string", "format": "date"},
        "iri": {"type": "string", "format": "iri"},
    }
)
_REFUSED: Final = MappingProxyType(
    {
        "400": "A parameter is unknown, missing or malformed; the detail tells which, where and what to give",
        "404": "There is no such question; the detail lists those there are",
        "406": "Neither JSON nor CSV is accepted",
        "503": "Too many questions wait; Retry-After tells when to ask again",
        "504": "The question took longer than this server allows",
    }
)
_PROBLEM: Final = {
    "type": "object",
    "description": "A problem as RFC 9457 has it",
    "required": ["title", "status", "detail"],
    "properties": {"title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"}},
}


def openapi(asked: Iterable[Question]) -> dict[str, Any]:
    """The description of a server that answers these questions."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Zhenxing 振兴",
            "version": __version__,
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
            "description": (
                "Questions about reports on rural revitalisation, each an address of its own. A parameter that is "
                "given more than once asks for any of its values. A region is given by its code or its Chinese name."
            ),
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": _both(title)} for name, title in GROUPS.items()],
        "paths": {f"/api/{each.name}": {"get": _operation(each)} for each in asked},
        "components": {
            "parameters": _paging(),
            "responses": {status: _problem(text) for status, text in _REFUSED.items()},
            "schemas": {"Problem": _PROBLEM},
        },
    }


def _operation(asked: Question) -> dict[str, Any]:
    return {
        "operationId": asked.name,
        "tags": [asked.tag],
        "summary": _both(asked.title),
        "description": _both(asked.description),
        "parameters": [
            *(_parameter(each) for each in asked.parameters),
            *({"$ref": f"#/components/parameters/{name}"} for name in _paging()),
        ],
        "responses": {"200": _answer(asked)}
        | {status: {"$ref": f"#/components/responses/{status}"} for status in _REFUSED},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    """A parameter; of one that may be left open, the star is among the values."""
    schema: dict[str, Any] = dict(_VALUES[parameter.type])
    if parameter.values:
        schema["enum"] = [*parameter.values, *([parameter.default] if parameter.default == "*" else [])]
    if parameter.default is not None:
        schema["default"] = parameter.default
    example = int(parameter.example) if parameter.type == "integer" else parameter.example
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.default is None,
        "description": _both(parameter.description),
        "schema": schema,
        "example": example,
    }


def _paging() -> dict[str, Any]:
    """The parameters that every question has."""
    return {
        "limit": {
            "name": "limit",
            "in": "query",
            "description": "最多几行 / how many rows at most; the Link header leads to the next ones",
            "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        },
        "offset": {
            "name": "offset",
            "in": "query",
            "description": "略去前几行 / how many rows to leave out",
            "schema": {"type": "integer", "minimum": 0, "default": 0},
        },
        "format": {
            "name": "format",
            "in": "query",
            "description": "格式，否则依 Accept / the format, else what Accept likes best",
            "schema": {"type": "string", "enum": list(FORMATS)},
        },
    }


def _answer(asked: Question) -> dict[str, Any]:
    found = columns(asked)
    row = {
        "type": "object",
        "required": [column.name for column in found],
        "properties": {column.name: _cell(column) for column in found},
    }
    return {
        "description": "The rows that were found",
        "headers": {"Link": {"description": 'The next rows, rel="next", if any', "schema": {"type": "string"}}},
        "content": {
            FORMATS["json"]: {"schema": {"type": "array", "items": row}},
            FORMATS["csv"]: {"schema": {"type": "string"}},
        },
    }


def _cell(column: Column) -> dict[str, Any]:
    """A value of a column, which may be unbound."""
    schema = dict(_VALUES[column.type])
    return schema | {"type": [schema["type"], "null"], "description": _both(column.description)}


def _problem(text: str) -> dict[str, Any]:
    return {
        "description": text,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _both(text: Text) -> str:
    return f"{text.zh} / {text.en}"
