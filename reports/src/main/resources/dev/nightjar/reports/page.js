/* What every page does: copy buttons, and the side index that shows where the reader is. */
window.NightjarPage = (function () {
  "use strict";

  function copyButtons(within) {
    within.querySelectorAll(".copy").forEach(function (button) {
      var text = button.parentElement.querySelector("pre");
      button.hidden = false;
      button.addEventListener("click", function () {
        copy(text).then(
          function () {
            say(button, "Copied");
          },
          function () {
            // The text is selected then, so that the reader's own keys copy it.
            select(text);
            say(button, "Press Ctrl+C");
          });
      });
    });
  }

  function copy(element) {
    return navigator.clipboard
      ? navigator.clipboard.writeText(element.textContent)
      : Promise.reject(new Error("no clipboard"));
  }

  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function say(button, word) {
    button.textContent = word;
    window.setTimeout(function () {
      button.textContent = "Copy";
    }, 2000);
  }

  var links = [];
  var sections = [];

  /** Follows the sections that the side index names now. */
  function follow() {
    links = Array.from(document.querySelectorAll(".side nav:not([hidden]) li a[href^='#']"));
    sections = links
      .map(function (link) {
        return document.getElementById(link.getAttribute("href").slice(1));
      })
      .filter(Boolean);
    mark();
  }

  function mark() {
    var middle = window.innerHeight * 0.35;
    var here = sections[0];
    sections.forEach(function (section) {
      if (window.scrollY > 8 && section.getBoundingClientRect().top <= middle) {
        here = section;
      }
    });
    links.forEach(function (link) {
      var current = here && link.getAttribute("href") === "#" + here.id;
      link.classList.toggle("here", current);
      if (current) {
        link.setAttribute("aria-current", "true");
      } else {
        link.removeAttribute("aria-current");
      }
    });
  }

  var waiting = false;
  window.addEventListener(
    "scroll",
    function () {
      if (!waiting) {
        waiting = true;
        window.requestAnimationFrame(function () {
          waiting = false;
          mark();
        });
      }
    },
    { passive: true });
  copyButtons(document);
  follow();

  /** A button that opens a box; Escape, or a click elsewhere, closes it. */
  function popover(label, style, content) {
    var summary = document.createElement("summary");
    summary.textContent = label;
    var details = document.createElement("details");
    details.className = "popover " + style;
    details.append(summary, content);
    document.addEventListener("click", function (event) {
      if (!details.contains(event.target)) {
        details.open = false;
      }
    });
    details.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        details.open = false;
        summary.focus();
      }
    });
    return details;
  }

  /** The address of a trial's page, which in a report of a single file is within it; empty if the
      trial is one of so many that it has none. */
  function trialPage(number) {
    var pages = window.NIGHTJAR && window.NIGHTJAR.pages;
    if (pages && !pages.includes(number)) {
      return "";
    }
    return document.querySelector("template#trial-" + number)
      ? "#trial-" + number
      : "trials/" + number + ".html";
  }

  /** The name of a trial, which leads to its page if it has one. */
  function trialLink(number, label) {
    var address = trialPage(number);
    var link = document.createElement(address ? "a" : "span");
    if (address) {
      link.href = address;
    }
    link.textContent = label;
    return link;
  }

  return {
    copyButtons: copyButtons,
    follow: follow,
    popover: popover,
    trialPage: trialPage,
    trialLink: trialLink,
    openTrial: function (number) {
      trialLink(number, "").click();
    }
  };
})();
