// A link inside the dashboard changes the address, and the page follows it. Another language is loaded anew: tables keep theirs.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname + link.search === location.pathname + location.search) return;
  event.preventDefault();
  const language = (address) => new URL(address).searchParams.get("lang");
  if (language(link.href) !== language(location.href)) return location.assign(link.href);
  if (link.pathname !== location.pathname) window.dash_clientside.set_props("evidence", { opened: false });
  window.dash_clientside.set_props("url", { href: link.href });
  window.scrollTo(0, 0);
});
