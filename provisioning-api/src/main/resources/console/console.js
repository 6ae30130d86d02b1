// What HTML and htmx can't do: the theme, dialogs, and names that are asked for.
(() => {
  const root = document.documentElement;
  const themes = ["system", "light", "dark"];

  const showTheme = () => {
    document.querySelectorAll("[data-theme-name]").forEach((name) => {
      name.textContent = root.dataset.theme || "system";
    });
  };

  const nextTheme = () => {
    const next = themes[(themes.indexOf(root.dataset.theme || "system") + 1) % themes.length];
    if (next === "system") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = next;
    }
    try {
      localStorage.setItem("theme", next);
    } catch {
      // Storage is off: until the next page.
    }
    showTheme();
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-switch]")) {
      nextTheme();
      return;
    }
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      document.getElementById(opener.dataset.opens)?.showModal();
      return;
    }
    const closer = event.target.closest("[data-closes]");
    if (closer) {
      closer.closest("dialog")?.close();
    }
  });

  // A button stays off until the name is typed; the server asks for it too.
  document.addEventListener("input", (event) => {
    const wanted = event.target.dataset?.confirms;
    if (wanted !== undefined) {
      const button = event.target.form.querySelector("button[data-confirmed]");
      button.disabled = event.target.value.trim() !== wanted;
    }
  });

  // A stream that ends because its page does is no error.
  const streams = new Set();
  htmx.createEventSource = (url) => {
    const stream = new EventSource(url);
    streams.add(stream);
    return stream;
  };
  const closeStreams = () => {
    streams.forEach((stream) => stream.close());
    streams.clear();
  };
  window.addEventListener("beforeunload", closeStreams);
  window.addEventListener("pagehide", closeStreams);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });

  // What was refused stands at the top, also where the page is long.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "notice") {
      document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
      event.target.scrollIntoView({ block: "nearest" });
    }
  });

  // A form's answer may be another page, put in the place of this one.
  document.addEventListener("htmx:load", showTheme);
  showTheme();
})();
