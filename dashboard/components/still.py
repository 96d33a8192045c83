"""HTML that the browser draws at once, with live components in its slots, and that changes only where new data differs.

Dash keeps account of every component that it draws, and of each against all others: a page of two thousand takes it
many seconds. Here a page is one component: `assets/still.js` draws its tree, in which text is text and never markup.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any, Final

from dash import no_update
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

__all__ = ["REDRAWN", "Still", "redrawn", "still"]

REDRAWN: Final = ("tree", "children", "seals", "news")
"""What changes of the component when its page does."""


class Still(Component):
    """A tree of HTML (`tree`) with live components (`children`) in its slots."""

    _namespace = "zhibiao"
    _type = "Still"

    def __init__(self, id: str, tree: Any, children: list[Component], seals: dict[str, str]) -> None:
        self._prop_names = ["id", "tree", "children", "seals", "news", "title"]
        self._valid_wildcard_attributes = []
        self.tree, self.children, self.seals = tree, children, seals
        super().__init__(id=id, tree=tree, children=children, seals=seals)  # type: ignore[no-untyped-call]


def still(name: str, tree: Component | None = None, about: str = "") -> Still:
    """What `tree` shows, as one component.

    Args:
        name: id of the component.
        tree: HTML in which everything live has an id.
        about: what it shows; of something else nothing is kept, not even what a reader had unfolded.
    """
    live: list[Component] = []
    shown = _settled(tree, live)
    if shown:
        shown["props"]["key"] = about
    seals = {seal: digest for part in live for seal, digest in _seals(part).items()}
    return Still(id=name, tree=shown, children=live, seals={about: "", **seals})


def redrawn(fresh: Still, seals: dict[str, str]) -> tuple[Any, ...]:
    """The values of `REDRAWN` for a component that shows what `seals` tell.

    Where the same live components stand, only their properties that differ are sent, as `news`: they come and go with
    the tree that they belong to, also when the answer is overtaken by a later one and dropped.
    """
    if list(seals) != list(fresh.seals):
        return fresh.tree, fresh.children, fresh.seals, []
    news = []
    for part in fresh.children:
        new = [seal.rpartition(" ")[2] for seal in _seals(part) if seals[seal] != fresh.seals[seal]]
        if new:
            news.append([part.id, {prop: getattr(part, prop) for prop in new}])
    return fresh.tree, no_update, fresh.seals, news


def _settled(node: Any, live: list[Component]) -> Any:
    """A node as the script draws it; what is live goes to `live` and leaves a slot."""
    if not isinstance(node, Component):
        return node
    if _is_live(node):
        live.append(node)
        return {"slot": len(live) - 1}
    props = node.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    inside = [_settled(part, live) for part in _parts(props.pop("children", None))]
    keyed = {"key": props["id"], **props} if "id" in props else props
    return {"tag": node._type.lower(), "props": keyed, "inside": inside}


def _parts(children: Any) -> list[Any]:
    if isinstance(children, (list, tuple)):
        return [part for child in children for part in _parts(child)]
    return [] if children is None else [children]


def _is_live(node: Component) -> bool:
    """Whether callbacks or scripts of its own belong to it; HTML is live where its id has parts to match."""
    return node._namespace != "dash_html_components" or isinstance(getattr(node, "id", None), dict)


def _seals(part: Component) -> dict[str, str]:
    """A digest of each property: it tells two states of a component apart without sending either back."""
    props = part.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    name = json.dumps(props.pop("id"), sort_keys=True)
    return {
        f"{name} {prop}": blake2b(to_json_plotly(value).encode(), digest_size=8).hexdigest()
        for prop, value in props.items()
    }
