/* A page of a study that runs becomes the newer one when there is one, and stays where the reader
   is. On disk a page may fetch nothing, but may load a script that says the newest version; from
   a server it hears of that. Without the mark in the page's head nothing here does anything. */
window.NightjarRenewal = (function () {
  "use strict";

  var SOONEST = 5000; // Milliseconds from one look at the disk to the next, more while nothing comes.
  var LATEST = 60000;
  var IDLE = 3000; // So long the reader must have done nothing.

  var mark = document.querySelector("meta[name='nightjar-renewal']");
  var kept = takeKept();
  if (!mark) {
    return { arrive: arrive };
  }
  var shown = mark.content;
  var address = mark.dataset.address;
  var touched = 0;
  var wanted = false;
  var wait = SOONEST;
  var timer = 0;
  var events = null;

  /* What was kept over the renewal: where the reader was. */

  function takeKept() {
    var state = window.history.state && window.history.state.nightjarRenewal;
    if (state) {
      window.history.replaceState(null, "");
      window.addEventListener("load", function () {
        window.setTimeout(function () { window.history.scrollRestoration = "auto"; }, 0);
      });
    }
    return state || null;
  }

  /** Goes back to where the reader was, once the panels have their heights. */
  function arrive() {
    if (!kept) {
      return;
    }
    var section = kept.section ? document.getElementById(kept.section) : null;
    var top = section
      ? window.scrollY + section.getBoundingClientRect().top - kept.top
      : kept.y;
    window.scrollTo({ left: kept.x, top: top, behavior: "instant" });
    var field = kept.field ? document.getElementById(kept.field) : null;
    if (field) {
      field.focus({ preventScroll: true });
      if (field.type === "search" || field.type === "text") {
        field.setSelectionRange(kept.begin, kept.end);
      }
    }
    kept = null;
  }

  /** The section at the top of the window: those above it may grow. */
  function sectionRead() {
    return Array.from(document.querySelectorAll("main section[id]"))
      .filter(function (section) { return section.getBoundingClientRect().top <= 0; })
      .pop();
  }

  function renew(mixed) {
    var field = document.activeElement;
    var texts = field && (field.type === "search" || field.type === "text");
    var section = sectionRead();
    var place = kept || {
      section: section && section.id,
      top: section ? section.getBoundingClientRect().top : 0,
      x: window.scrollX,
      y: window.scrollY,
      field: field && field.id,
      begin: texts ? field.selectionStart : 0,
      end: texts ? field.selectionEnd : 0
    };
    place.mixed = mixed;
    window.history.scrollRestoration = "manual"; // The browser would not wait for the panels.
    window.history.replaceState({ nightjarRenewal: place }, "");
    close();
    window.location.reload();
  }

  /* Not under the reader's hands, nor where nobody looks. */

  function busy() {
    return document.hidden
      || Date.now() - touched < IDLE
      || !window.getSelection().isCollapsed
      || document.querySelector("details.popover[open]") !== null;
  }

  function renewWhenIdle() {
    if (busy()) {
      window.setTimeout(renewWhenIdle, 1000);
    } else {
      renew(false);
    }
  }

  function newest(version) {
    if (version !== shown && !wanted) {
      wanted = true;
      close();
      renewWhenIdle();
    }
  }

  function close() {
    window.clearTimeout(timer);
    if (events) {
      events.close();
      events = null;
    }
  }

  /* On disk. */

  function look() {
    var script = document.createElement("script");
    script.src = address + "?" + Date.now(); // The browser may not take the one it has.
    script.addEventListener("load", function () {
      script.remove();
      newest(window.NIGHTJAR_VERSION);
      wait = Math.min(LATEST, wait * 1.5);
      watch();
    });
    // The report was taken away: there is nothing to wait for.
    script.addEventListener("error", function () { script.remove(); });
    document.head.append(script);
  }

  /* From a server. A hidden page does not listen: browsers have few connections to a server. */

  function listen() {
    events = new EventSource(address + "?shown=" + encodeURIComponent(shown));
    events.addEventListener("version", function (event) {
      newest(JSON.parse(event.data).version);
    });
  }

  function watch() {
    close();
    if (wanted || document.hidden) {
      return;
    }
    if (mark.dataset.means === "EVENTS") {
      listen();
    } else {
      timer = window.setTimeout(look, wait);
    }
  }

  // A page and data of two versions, since it was loaded while it was replaced: once more, at once.
  if (window.NIGHTJAR && window.NIGHTJAR.version !== shown && !(kept && kept.mixed)) {
    window.NIGHTJAR = null; // The panels leave it alone.
    renew(true);
    return { arrive: arrive };
  }
  ["pointerdown", "pointermove", "keydown", "input", "wheel", "touchmove"].forEach(function (name) {
    window.addEventListener(
      name, function () { touched = Date.now(); }, { capture: true, passive: true });
  });
  document.addEventListener("visibilitychange", function () {
    wait = SOONEST;
    watch();
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      watch(); // The way back to a page that the browser kept.
    }
  });
  var notice = document.getElementById("running");
  if (notice) {
    notice.append(" It renews itself.");
  }
  watch();
  return { arrive: arrive };
})();
