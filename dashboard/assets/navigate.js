// A link to another page loads that page anew: drawing a large page into the one that is open takes Dash several times as long.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  const language = (address) => new URL(address).searchParams.get("lang");
  if (link.pathname === location.pathname && language(link.href) === language(location.href)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  location.assign(link.href);
}, true);
