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

  // A button stays off until the name is typed; the server asks for it too. One that orders what was
  // shown is off once something else is filled in than what that was made of.
  document.addEventListener("input", (event) => {
    const outdated = event.target.form?.dataset.outdates;
    if (outdated !== undefined) {
      document.getElementById(outdated).disabled = true;
    }
    const wanted = event.target.dataset?.confirms;
    if (wanted !== undefined) {
      const button = event.target.form.querySelector("button[data-confirmed]");
      button.disabled = event.target.value.trim() !== wanted;
    }
  });

  // A part that renews itself doesn't do so under who is pressing a button in it, choosing, or
  // waiting for an answer; it catches up. Where one was, and what was open, stays so.
  const live = "[hx-trigger^='sse:']";
  const late = new Set();
  let pressed = null;
  let focused = null;
  let opened = [];

  const describe = (element) =>
    [element.tagName, element.getAttribute("aria-label") ?? element.textContent.trim(), element.getAttribute("href")].join(" ");
  const isInUse = (part) =>
    part.contains(pressed) || part.querySelector("form.htmx-request, input:focus, select:focus, textarea:focus") !== null;
  const catchUp = () => {
    for (const part of late) {
      if (!isInUse(part)) {
        late.delete(part);
        if (part.isConnected) {
          htmx.trigger(part, "sse:changed");
        }
      }
    }
  };
  // What was pressed is clicked first.
  const release = () => setTimeout(() => {
    pressed = null;
    catchUp();
  });

  document.addEventListener("pointerdown", (event) => {
    pressed = event.target;
  });
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", release);
  for (const end of ["focusout", "htmx:afterRequest"]) {
    document.addEventListener(end, () => setTimeout(catchUp));
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    const part = event.detail.requestConfig.elt;
    if (!part.matches(live)) {
      return;
    }
    if (isInUse(part)) {
      event.detail.shouldSwap = false;
      late.add(part);
      return;
    }
    focused = part.contains(document.activeElement) ? describe(document.activeElement) : null;
    opened = [...part.querySelectorAll("details[open]")].map(describe);
  });
  document.addEventListener("htmx:afterSettle", () => {
    document.querySelectorAll(`${live} details`).forEach((one) => {
      one.open = one.open || opened.includes(describe(one));
    });
    if (focused !== null) {
      [...document.querySelectorAll(`:is(${live}) :is(a, button, summary)`)]
        .find((one) => describe(one) === focused)
        ?.focus({ preventScroll: true });
    }
    focused = null;
    opened = [];
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
