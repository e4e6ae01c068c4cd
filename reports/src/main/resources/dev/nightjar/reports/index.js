/* Starts the panels of the first page. Those of a large study come one after another, so that the
   page is read and scrolled while they are drawn. */
(function () {
  "use strict";

  var trials = window.NightjarTrials;
  if (!trials) {
    return;
  }
  var MANY = 1000;
  var waiting = window.NightjarPanels.slice();

  function next() {
    var panel = waiting.shift();
    if (panel) {
      panel();
      window.setTimeout(next, 0);
    } else {
      done();
    }
  }

  function done() {
    trials.arrive();
    window.NightjarRenewal.arrive();
    document.documentElement.classList.add("is-drawn");
  }

  if (trials.rows.length > MANY) {
    window.setTimeout(next, 0);
  } else {
    waiting.forEach(function (panel) { panel(); });
    done();
  }

  // The side index keeps the reader's choices in the address.
  document.querySelectorAll(".side a[href^='#']").forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (trials.choiceNames().length > 0) {
        event.preventDefault();
        trials.visit(link.getAttribute("href").slice(1));
      }
    });
  });
})();
