// Before the page is painted, so that it does not flash in the other theme.
(() => {
  const root = document.documentElement;
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {
    // Storage is off: the system's theme it is.
  }
  if (chosen === "light" || chosen === "dark") {
    root.dataset.theme = chosen;
  }
})();
