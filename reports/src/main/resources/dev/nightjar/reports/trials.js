/* What all panels of the first page share: the trials, which of them the reader asked for, and the
   reader's choices, which the address keeps so that a link shows the same. Everything user-given
   is set as text, never as markup. */
window.NightjarTrials = (function () {
  "use strict";

  var data = window.NIGHTJAR;
  if (!data) {
    return null;
  }
  var charts = window.NightjarCharts;
  var columns = data.leaderboard.columns;
  var states = ["completed", "running", "waiting", "pruned", "failed"];
  var listeners = [];

  function element(tag, properties, children) {
    var made = Object.assign(document.createElement(tag), properties || {});
    (children || []).forEach(function (child) {
      made.append(child);
    });
    return made;
  }

  /* A cell is a number, a text, [number, text], or [null, text] where there is no value. */

  function number(cell) {
    return Array.isArray(cell) ? cell[0] : typeof cell === "number" ? cell : null;
  }

  function text(cell, column) {
    if (Array.isArray(cell)) {
      return cell[1];
    }
    return typeof cell !== "number"
      ? cell
      : column.format === "value" ? charts.value(cell) : charts.parameter(cell);
  }

  function missing(cell) {
    return Array.isArray(cell) && cell[0] === null;
  }

  /** All trials in the order of merit. */
  var rows = data.leaderboard.rows;
  rows.forEach(function (row) {
    row.id = row.number;
    row.winner = row.winner === true;
    row.label = text(row.cells[0], columns[0]);
  });

  /** A trial's value of a criterion; null if it has none, or failed. */
  function value(row, criterion) {
    return row.state === "failed" ? null : number(row.cells[data.criteria[criterion].column]);
  }

  /** A trial's value of a parameter as text. */
  function shown(row, parameter) {
    return text(row.cells[parameter.column], columns[parameter.column]);
  }

  /* The reader's choices. */

  var choices = new Map();
  var section = "";

  function read() {
    choices = new Map();
    var parts = window.location.hash.slice(1).split("&").filter(Boolean);
    section = parts.length > 0 && !parts[0].includes("=") ? parts.shift() : "";
    parts.forEach(function (part) {
      var at = part.indexOf("=");
      try {
        choices.set(decodeURIComponent(part.slice(0, at)), decodeURIComponent(part.slice(at + 1)));
      } catch (e) {
        // A link cut in the middle of an escape: that choice is not known, the others hold.
        choices.delete(part);
      }
    });
  }

  /** The part of the address that keeps the choices, with a section of the page. */
  function link(to) {
    var parts = [to];
    choices.forEach(function (chosen, name) {
      parts.push(escaped(name) + "=" + escaped(chosen));
    });
    return "#" + parts.filter(Boolean).join("&");
  }

  /** Half a character, which a name may hold, has no escape: it becomes the sign for that. */
  function escaped(text) {
    return encodeURIComponent(
      text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd"));
  }

  function keep() {
    window.history.replaceState(null, "", link(section) === "#" ? "#" : link(section));
  }

  /** What the reader chose, or else what holds without a choice. */
  function choice(name, otherwise) {
    return choices.has(name) ? choices.get(name) : otherwise;
  }

  /** Keeps a choice in the address; an empty one is dropped. */
  function choose(name, chosen) {
    if (chosen === "" || chosen === null) {
      choices.delete(name);
    } else {
      choices.set(name, chosen);
    }
    keep();
  }

  function choiceNames() {
    return Array.from(choices.keys());
  }

  /** Goes to a section and keeps the choices. */
  function visit(to) {
    section = to;
    keep();
    var target = document.getElementById(to);
    if (target) {
      target.scrollIntoView();
    }
  }

  /* Which trials are shown. */

  var holds = function () { return true; };
  var visible = rows;

  var MANY = 1000; // With more trials, panels change one after another, and typing goes on meanwhile.
  var queue = [];
  var timer = 0;

  /** Shows the trials for which a test holds, in every panel. */
  function show(test) {
    holds = test;
    visible = rows.filter(holds);
    tell();
  }

  function tell() {
    if (rows.length <= MANY) {
      listeners.forEach(function (listener) { listener(); });
      return;
    }
    queue = listeners.slice();
    window.clearTimeout(timer);
    timer = window.setTimeout(tellNext, 120);
  }

  function tellNext() {
    var listener = queue.shift();
    if (listener) {
      listener();
      timer = window.setTimeout(tellNext, 0);
    }
  }

  /** The trials shown that have a value of every one of some criteria and did complete. */
  function completed() {
    return visible.filter(function (row) { return row.state === "completed"; });
  }

  /**
   * Fewer of many, always the same ones: the best tenth (at most half of the limit), and the others
   * evenly. Rows come in the order of merit.
   */
  function sample(some, limit) {
    if (some.length <= limit) {
      return some;
    }
    var best = Math.min(Math.ceil(some.length / 10), Math.floor(limit / 2));
    var rest = limit - best;
    var chosen = some.slice(0, best);
    for (var i = 0; i < rest; i++) {
      chosen.push(some[best + Math.floor((i * (some.length - best)) / rest)]);
    }
    return chosen;
  }

  /** A labelled menu whose choice the address keeps. */
  function menu(name, label, options, otherwise, changed) {
    var select = element("select", { id: "choice-" + name }, options.map(function (option) {
      return element("option", { value: option[0], textContent: option[1] });
    }));
    function adopt() {
      select.value = choice(name, otherwise);
      if (select.selectedIndex < 0) {
        select.value = otherwise;
      }
    }
    adopt();
    onAddress(adopt);
    select.addEventListener("change", function () {
      choose(name, select.value === otherwise ? "" : select.value);
      changed();
    });
    return { label: element("label", {}, [label, select]), value: function () { return select.value; } };
  }

  /* A link opened in this page, or the way back: the choices are read anew. */

  var addressed = [];

  function onAddress(listener) {
    addressed.push(listener);
  }

  /** Adopts choices that were made for the reader, or that a link brought along. */
  function renew() {
    addressed.forEach(function (listener) { listener(); });
  }

  window.addEventListener("hashchange", function () {
    var before = link("");
    read();
    if (link("") === before) {
      return; // Another section of the same: the browser goes there by itself.
    }
    renew();
    tell();
    arrive();
  });

  /** The section that the address names. The browser goes there by itself before the panels above
      it have their heights, and not at all if the address keeps choices. */
  function arrive() {
    var target = section ? document.getElementById(section) : null;
    if (target) {
      target.scrollIntoView({ behavior: "instant" });
    }
  }

  read();

  return {
    data: data,
    columns: columns,
    rows: rows,
    states: states,
    element: element,
    number: number,
    text: text,
    missing: missing,
    value: value,
    shown: shown,
    choice: choice,
    choose: choose,
    choiceNames: choiceNames,
    link: link,
    visit: visit,
    renew: renew,
    arrive: arrive,
    show: show,
    visible: function () { return visible; },
    completed: completed,
    sample: sample,
    menu: menu,
    onChange: function (listener) { listeners.push(listener); },
    onAddress: onAddress
  };
})();

/** The panels of the first page, started in this order when all scripts are there. */
window.NightjarPanels = [];
