// What Python says as HTML, React draws as it stands and afterwards changes only where it differs, so that focus, folded
// parts and scrolling outlive new data. Live components are Dash's own; they hang where the tree leaves a slot for them.
(function () {
  const draw = (node, live) => {
    if (node === null || typeof node !== "object") return node;
    if ("slot" in node) return live[node.slot];
    return React.createElement(node.tag, node.props, ...node.inside.map((part) => draw(part, live)));
  };

  const Still = ({ tree, children, news, title }) => {
    React.useEffect(() => news?.forEach(([id, props]) => window.dash_clientside.set_props(id, props)), [news]);
    React.useEffect(() => void (title && (document.title = title)), [title]);
    return tree ? draw(tree, [].concat(children ?? [])) : null;
  };

  window.zhibiao = { ...window.zhibiao, Still };
})();
