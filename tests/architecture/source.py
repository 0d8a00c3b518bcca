"""The product's own source, read once as syntax trees, for the rules that hold over all of it."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PACKAGES = ("data", "geo", "metrics", "pages", "plan")
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self):
        return self.path.relative_to(REPOSITORY).as_posix()

    @property
    def package(self):
        return self.name.partition("/")[0]

    @property
    def is_page(self):
        """Whether it is a page or an `__init__` beside one: in a group of `pages/`, not among the shared parts."""
        parts = self.path.relative_to(REPOSITORY).parts
        return parts[0] == "pages" and len(parts) == 3 and parts[1] != "parts"

    def nodes(self, *kinds):
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]

    def calls(self):
        """Every call and every decorator, as (dotted name, line): `st.cache_data`, `date.today`."""
        callees = [call.func for call in self.nodes(ast.Call)]
        callees += [one for function in self.nodes(*FUNCTION) for one in function.decorator_list]
        return [(ast.unparse(one), one.lineno) for one in callees if isinstance(one, ast.Attribute | ast.Name)]

    def imports(self):
        """Top-level names of the packages it imports, with the line."""
        found = [(name.name, node.lineno) for node in self.nodes(ast.Import) for name in node.names]
        found += [(node.module or "", node.lineno) for node in self.nodes(ast.ImportFrom)]
        return [(name.partition(".")[0], line) for name, line in found]


@cache
def modules():
    """Every module of the product, `dashboard.py` included; tests are not."""
    paths = [REPOSITORY / "dashboard.py"]
    for package in PACKAGES:
        paths += sorted((REPOSITORY / package).rglob("*.py"))
    texts = [(path, path.read_text(encoding="utf-8")) for path in paths]
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts)


def offenders(allowed, wrong):
    """`file:line what` for every finding of `wrong(module)` in a module whose name `allowed(name)` does not excuse."""
    return [
        f"{module.name}:{line} {what}"
        for module in modules()
        if not allowed(module.name)
        for what, line in wrong(module)
    ]
