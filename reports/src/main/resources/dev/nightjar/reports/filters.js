/* The bar that says which trials all panels show: words and conditions, states, and ranges of
   parameters. What it says stands in the address. */
window.NightjarPanels.push(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var element = trials.element;
  var bar = document.getElementById("leaderboard-tools");
  if (!bar || trials.rows.length === 0) {
    return;
  }
  var found = document.getElementById("leaderboard-found");
  var search = element("input", {
    type: "search",
    id: "leaderboard-search",
    placeholder: "Filter: lstm hidden_size>=64",
    autocomplete: "off",
    spellcheck: false
  });
  search.setAttribute("aria-label", "Filter trials by words and conditions");
  var present = trials.states.filter(function (state) {
    return trials.rows.some(function (row) { return row.state === state; });
  });
  var boxes = present.map(function (state) {
    return element("input", { type: "checkbox", checked: true, value: state });
  });
  var chooser = element("fieldset", { className: "states" }, boxes.map(function (box) {
    return element("label", {}, [box, box.value]);
  }));
  chooser.setAttribute("aria-label", "States");
  var ranges = window.NightjarRanges();
  var reset = element("button", { type: "button", textContent: "Show all", hidden: true });

  /** The boxes and fields as the address says. */
  function adopt() {
    var states = trials.choice("states", present.join(",")).split(",");
    search.value = trials.choice("q", "");
    boxes.forEach(function (box) { box.checked = states.includes(box.value); });
    ranges.adopt();
  }

  function apply() {
    var states = new Set(
      boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; }));
    var wanted = conditions(search.value);
    var unknown = wanted.filter(function (c) { return c.unknown; });
    var tests = wanted
      .filter(function (c) { return c.holds; })
      .map(function (c) { return c.holds; })
      .concat(ranges.tests());
    trials.show(function (row) {
      return states.has(row.state) && tests.every(function (test) { return test(row); });
    });
    var count = trials.visible().length;
    reset.hidden = count === trials.rows.length && unknown.length === 0;
    found.textContent =
      (count === trials.rows.length
        ? ""
        : "Showing " + count + " of " + trials.rows.length + " trials, in every panel. ") +
      unknown
        .map(function (c) { return "There is no column “" + c.unknown + "”. "; })
        .join("");
  }

  search.addEventListener("input", function () {
    trials.choose("q", search.value);
    apply();
  });
  chooser.addEventListener("change", function () {
    var chosen = boxes.filter(function (box) { return box.checked; });
    trials.choose(
      "states",
      chosen.length === boxes.length
        ? ""
        : chosen.map(function (box) { return box.value; }).join(",") || "none");
    apply();
  });
  ranges.onChange(apply);
  reset.addEventListener("click", function () {
    ["q", "states"].concat(ranges.names()).forEach(function (name) { trials.choose(name, ""); });
    adopt();
    apply();
    search.focus();
  });
  trials.onAddress(function () {
    adopt();
    apply();
  });

  bar.append(search);
  if (present.length > 1) {
    bar.append(chooser);
  }
  if (ranges.element) {
    bar.append(ranges.element);
  }
  bar.append(window.NightjarDownload(), reset);
  bar.hidden = false;
  adopt();
  apply();

  /* Words that a row must hold, and conditions such as hidden_size>=64. */

  function conditions(query) {
    return query
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map(function (word) {
        var parts = /^([^<>=]+)(<=|>=|<|>|=)(.+)$/.exec(word);
        if (!parts) {
          return wordCondition(word.toLowerCase());
        }
        var index = column(parts[1].toLowerCase());
        return index < 0
          ? { unknown: parts[1] }
          : { holds: comparison(index, parts[2], parts[3].toLowerCase()) };
      });
  }

  function words(row) {
    if (row.words === undefined) {
      row.words = row.cells
        .map(function (cell, i) { return trials.text(cell, trials.columns[i]); })
        .join(" ")
        .toLowerCase();
    }
    return row.words;
  }

  function wordCondition(word) {
    return { holds: function (row) { return words(row).includes(word); } };
  }

  /** The column of this name, or else one whose name ends so, or else one that holds it. */
  function column(name) {
    var names = trials.columns.map(function (c) { return c.name.toLowerCase(); });
    var tests = [
      function (title) { return title === name; },
      function (title) { return title.endsWith(name); },
      function (title) { return title.includes(name); }
    ];
    for (var i = 0; i < tests.length; i++) {
      var index = names.findIndex(tests[i]);
      if (index >= 0) {
        return index;
      }
    }
    return -1;
  }

  function comparison(index, sign, wanted) {
    return function (row) {
      var cell = row.cells[index];
      var text = trials.text(cell, trials.columns[index]).toLowerCase();
      if (trials.missing(cell)) {
        return sign === "=" && text === wanted;
      }
      if (sign === "=" && text === wanted) {
        return true;
      }
      var have = trials.number(cell);
      var limit = Number(wanted);
      if (have === null || Number.isNaN(limit)) {
        return false;
      }
      switch (sign) {
        case "<": return have < limit;
        case ">": return have > limit;
        case "<=": return have <= limit;
        case ">=": return have >= limit;
        default: return have === limit;
      }
    };
  }
});
