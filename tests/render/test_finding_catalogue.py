"""Every finding code of the program has a rule and is documented."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from xzfacts.model.finding_catalogue import ROW_RULES, STORE_RULES

ROOT = Path(__file__).parents[2]
RULES = STORE_RULES | ROW_RULES
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CONSTRUCTORS = frozenset({"Finding", "Fault", "make_finding"})


def _codes(tree: ast.Module) -> Iterator[str]:
    """Codes given to a constructor of findings, or to a function that passes one on to it."""
    makers = set(CONSTRUCTORS)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.args.args:
            first = function.args.args[0].arg
            for call in ast.walk(function):
                code = _code(call, CONSTRUCTORS)
                if isinstance(code, ast.Name) and code.id == first:
                    makers.add(function.name)
    for call in ast.walk(tree):
        code = _code(call, makers)
        if isinstance(code, ast.Constant):
            assert isinstance(code.value, str)
            yield code.value
        else:
            assert code is None or isinstance(code, ast.Attribute | ast.Name), ast.dump(code)


def _code(call: ast.AST, makers: frozenset[str] | set[str]) -> ast.expr | None:
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in makers:
        return call.args[0] if call.args else call.keywords[0].value
    return None


def _emitted() -> set[str]:
    paths = (ROOT / "src" / "xzfacts").rglob("*.py")
    sources = [path.read_text("utf-8") for path in paths]
    making = [text for text in sources if any(f"{name}(" in text for name in CONSTRUCTORS)]
    return {code for text in making for code in _codes(ast.parse(text))}


def test_every_code_has_a_rule_and_every_rule_a_code() -> None:
    emitted = _emitted()
    assert len(emitted) > 20
    assert emitted == RULES.keys()
    assert all(map(SLUG.fullmatch, emitted))


def test_no_code_has_two_rules() -> None:
    assert not STORE_RULES.keys() & ROW_RULES.keys()


def test_every_code_is_documented() -> None:
    document = (ROOT / "docs" / "store-format.md").read_text(encoding="utf-8")
    assert {code for code in RULES if f"`{code}`" not in document} == set()


def test_every_rule_says_what_is_wrong_and_what_to_do() -> None:
    for rule in RULES.values():
        assert rule.meaning.endswith(".")
        assert rule.remedy.endswith(".")
