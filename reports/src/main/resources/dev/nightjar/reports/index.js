/* The first page: the leaderboard that sorts and filters, the history and the learning curves that
   answer when pointed at. Everything user-given is set as text, never as markup. */
(function () {
  "use strict";

  var data = window.NIGHTJAR;
  if (!data) {
    return;
  }
  var charts = window.NightjarCharts;
  var states = ["completed", "running", "waiting", "pruned", "failed"];
  var FEW_ROWS = 200; // So many are drawn at once without a thought.

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

  function text(cell) {
    return Array.isArray(cell) ? cell[1] : String(cell);
  }

  function missing(cell) {
    return Array.isArray(cell) && cell[0] === null;
  }

  function compare(a, b) {
    var x = number(a);
    var y = number(b);
    if (x !== null && y !== null) {
      return x - y;
    }
    if ((x === null) !== (y === null)) {
      return x === null ? 1 : -1;
    }
    return text(a).localeCompare(text(b), "en", { numeric: true });
  }

  function leaderboard() {
    var section = document.getElementById("leaderboard");
    var live = document.getElementById("leaderboard-live");
    var board = data.leaderboard;
    if (!window.Tabulator || !live || board.rows.length === 0) {
      return;
    }

    function sorter(column) {
      // Missing values come last in either direction, and so do failed trials, except where trials
      // are sorted by number or by state.
      return function (a, b, rowA, rowB, unused, direction) {
        var last = direction === "asc" ? 1 : -1;
        if (column.style === "number" || column.style === "text") {
          var failedA = rowA.getData().state === "failed";
          var failedB = rowB.getData().state === "failed";
          if (failedA !== failedB) {
            return failedA ? last : -last;
          }
        }
        if (missing(a) || missing(b)) {
          return missing(a) && missing(b) ? 0 : missing(a) ? last : -last;
        }
        if (column.style === "state-cell") {
          return states.indexOf(text(a)) - states.indexOf(text(b));
        }
        return compare(a, b);
      };
    }

    function show(column) {
      return function (cell) {
        var value = cell.getValue();
        var row = cell.getRow().getData();
        cell.getElement().classList.add(column.style);
        if (column.style === "trial") {
          return element("a", { href: row.page, textContent: text(value) });
        }
        if (column.style === "state-cell") {
          return element("span", { className: "badge " + row.state, textContent: text(value) });
        }
        return element("span", {
          className: missing(value) ? "missing" : "",
          title: text(value).length > 40 ? text(value) : "",
          textContent: text(value)
        });
      };
    }

    var columns = board.columns.map(function (column, i) {
      return {
        title: "column " + i, // Tabulator reads titles as markup; the real one is set as text.
        field: "c" + i,
        visible: column.shown,
        frozen: column.style === "trial",
        sorter: sorter(column),
        formatter: show(column),
        headerSortStartingDir: "asc",
        hozAlign: column.style === "number" ? "right" : "left",
        headerHozAlign: column.style === "number" ? "right" : "left",
        maxInitialWidth: 260,
        titleFormatter: function () {
          return element("button", {
            type: "button",
            className: "head",
            title: column.name === column.title ? "" : column.name,
            textContent: column.title
          });
        }
      };
    });
    var rows = board.rows.map(function (row) {
      var entry = {
        id: row.number,
        state: row.state,
        page: row.page,
        winner: row.winner,
        words: row.cells.map(text).join(" ").toLowerCase(),
        cells: row.cells
      };
      row.cells.forEach(function (cell, i) {
        entry["c" + i] = cell;
      });
      return entry;
    });

    section.classList.add("is-live");
    var table = new window.Tabulator(live, {
      data: rows,
      columns: columns,
      layout: "fitDataFill",
      nestedFieldSeparator: false,
      // Rows that come and go with scrolling need a table that scrolls: in a tall window, which
      // shows all rows at once, Tabulator looks for further ones without end. So only a long board
      // has them, and that has a height.
      renderVertical: rows.length > FEW_ROWS ? "virtual" : "basic",
      height: rows.length > FEW_ROWS ? "75vh" : false,
      maxHeight: rows.length > 40 && rows.length <= FEW_ROWS ? "75vh" : false,
      columnDefaults: { resizable: "header" },
      placeholder: "No trial fits these filters.",
      rowFormatter: function (row) {
        var entry = row.getData();
        row.getElement().classList.add(entry.state);
        row.getElement().classList.toggle("winner", entry.winner);
      }
    });
    table.on("tableBuilt", function () {
      tools(table, rows);
    });
  }

  /* The filter: words that a row must hold, and conditions such as hidden_size>=64. */

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

  function wordCondition(word) {
    return {
      holds: function (entry) {
        return entry.words.includes(word);
      }
    };
  }

  /** The column of this name, or else one whose name ends so, or else one that holds it. */
  function column(name) {
    var titles = data.leaderboard.columns.map(function (c) {
      return c.name.toLowerCase();
    });
    var tests = [
      function (title) { return title === name; },
      function (title) { return title.endsWith(name); },
      function (title) { return title.includes(name); }
    ];
    for (var i = 0; i < tests.length; i++) {
      var index = titles.findIndex(tests[i]);
      if (index >= 0) {
        return index;
      }
    }
    return -1;
  }

  function comparison(index, sign, wanted) {
    return function (entry) {
      var cell = entry.cells[index];
      if (missing(cell)) {
        return sign === "=" && text(cell) === wanted;
      }
      if (sign === "=" && text(cell).toLowerCase() === wanted) {
        return true;
      }
      var have = number(cell);
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

  function tools(table, rows) {
    var bar = document.getElementById("leaderboard-tools");
    var found = document.getElementById("leaderboard-found");
    var search = element("input", {
      type: "search",
      id: "leaderboard-search",
      placeholder: "Filter: lstm hidden_size>=64",
      autocomplete: "off",
      spellcheck: false
    });
    search.setAttribute("aria-label", "Filter trials by words and conditions");
    var present = states.filter(function (state) {
      return rows.some(function (row) { return row.state === state; });
    });
    var boxes = present.map(function (state) {
      return element("input", { type: "checkbox", checked: true, value: state });
    });
    var chooser = element("fieldset", { className: "states" }, boxes.map(function (box) {
      return element("label", {}, [box, box.value]);
    }));
    chooser.setAttribute("aria-label", "States");

    function apply() {
      var shown = new Set(
        boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; }));
      var wanted = conditions(search.value);
      var unknown = wanted.filter(function (c) { return c.unknown; });
      var tests = wanted.filter(function (c) { return c.holds; });
      table.setFilter(function (entry) {
        return shown.has(entry.state) && tests.every(function (c) { return c.holds(entry); });
      });
      var count = table.getDataCount("active");
      found.textContent =
        (count === rows.length ? "" : "Showing " + count + " of " + rows.length + " trials. ") +
        unknown
          .map(function (c) { return "There is no column “" + c.unknown + "”. "; })
          .join("");
    }

    search.addEventListener("input", apply);
    chooser.addEventListener("change", apply);
    bar.append(search);
    if (present.length > 1) {
      bar.append(chooser);
    }
    bar.append(columnChooser(table));
    bar.hidden = false;
  }

  function columnChooser(table) {
    var list = element("div");
    var groups = new Map();
    data.leaderboard.columns.forEach(function (column, i) {
      if (column.style === "trial") {
        return;
      }
      var box = element("input", { type: "checkbox", checked: column.shown });
      box.addEventListener("change", function () {
        table[box.checked ? "showColumn" : "hideColumn"]("c" + i);
      });
      if (!groups.has(column.group)) {
        groups.set(column.group, []);
      }
      groups.get(column.group).push(element("label", {}, [box, column.name]));
    });
    groups.forEach(function (labels, name) {
      list.append(element("p", { textContent: name }));
      labels.forEach(function (label) { list.append(label); });
    });
    var details = element("details", { className: "columns" }, [
      element("summary", { textContent: "Columns" }),
      list
    ]);
    document.addEventListener("click", function (event) {
      if (!details.contains(event.target)) {
        details.open = false;
      }
    });
    details.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        details.open = false;
        details.querySelector("summary").focus();
      }
    });
    return details;
  }

  /* History. */

  function history() {
    var given = data.history;
    if (given.points.length === 0) {
      return;
    }
    var container = document.getElementById("history-chart");
    var axis = JSON.parse(container.dataset.axis);
    var last = given.points[given.points.length - 1][0];
    var x = { name: "trial", min: 0, max: Math.max(1, last), whole: true };
    var y = Object.assign({ name: data.metric }, axis);
    var entry = charts.draw(container, function (colour) {
      var option = charts.base(colour, x, y, function (item) {
        return item.data.tip
          ? charts.tip(item.data.tip)
          : charts.tip(["best so far", data.metric + " " + charts.format(item.data[1])]);
      });
      option.series = [
        {
          type: "line",
          step: "end",
          symbol: "none",
          silent: true,
          lineStyle: { color: colour("lead"), width: 2.6 },
          data: given.best.map(function (b) { return [b[0], charts.clamp(b[1], axis)]; })
        }
      ].concat(states.map(function (state) { return points(state, axis, colour); }));
      if (given.points.length > 150) {
        option.dataZoom = [{ type: "slider", height: 18, bottom: 0, filterMode: "none" }];
        option.grid.bottom = 58;
      }
      return option;
    });
    if (entry) {
      entry.chart.on("click", function (item) {
        if (item.data && item.data.page) {
          window.location.href = item.data.page;
        }
      });
    }
  }

  function points(state, axis, colour) {
    var hollow = state === "pruned" || state === "running" || state === "waiting";
    var shape = state === "failed" ? "path://M0,0 L8,8 M8,0 L0,8" : "circle";
    return {
      type: "scatter",
      name: state,
      z: 3,
      symbol: shape,
      symbolSize: state === "failed" ? 7 : 9,
      cursor: "pointer",
      clip: false,
      itemStyle: {
        color: hollow ? colour("card") : colour(state),
        borderColor: hollow || state === "failed" ? colour(state) : colour("card"),
        borderWidth: hollow || state === "failed" ? 1.6 : 1
      },
      data: data.history.points
        .filter(function (p) {
          return p[1] === state && (p[2] !== null || state === "failed");
        })
        .map(function (p) {
          var beyond = p[2] !== null && (p[2] > axis.max || p[2] < axis.min);
          return {
            value: [p[0], p[2] === null ? axis.min : charts.clamp(p[2], axis)],
            symbol: beyond ? "triangle" : shape,
            symbolRotate: beyond && p[2] < axis.min ? 180 : 0,
            page: "trials/" + p[0] + ".html",
            tip: [p[3], p[2] === null ? state : data.metric + " " + charts.format(p[2]) + ", " + state]
          };
        })
    };
  }

  /* Learning curves. */

  function curves() {
    var given = data.curves;
    if (given.trials.length === 0) {
      return;
    }
    var chosen = 0;
    var last = Math.max.apply(
      null, given.trials.map(function (t) { return t.epochs[t.epochs.length - 1]; }));
    var container = document.getElementById("curves-chart");
    var entry = charts.draw(container, function (colour) {
      var metric = given.metrics[chosen];
      var option = charts.base(
        colour,
        { name: "epoch", min: 1, max: Math.max(2, last), whole: true },
        Object.assign({ name: metric.name }, metric.axis),
        function (items) {
          return charts.tip(["epoch " + items[0].data.epoch].concat(items.map(function (item) {
            return item.seriesName + ": " + charts.format(item.data.exact);
          })));
        });
      option.tooltip.trigger = "axis";
      option.tooltip.axisPointer = { lineStyle: { color: colour("rule"), type: "solid" } };
      option.series = given.trials.map(function (trial, i) {
        var hue = colour(i === 0 ? "lead" : "rank-" + (i + 1));
        return {
          type: "line",
          name: trial.label,
          z: i === 0 ? 4 : 2,
          symbol: "circle",
          symbolSize: 6,
          showSymbol: trial.epochs.length === 1,
          lineStyle: { color: hue, width: i === 0 ? 2.8 : 1.6 },
          itemStyle: { color: hue },
          emphasis: { focus: "series", lineStyle: { width: 3.2 } },
          blur: { lineStyle: { opacity: 0.2 }, itemStyle: { opacity: 0.2 } },
          triggerLineEvent: true,
          data: trial.epochs.map(function (epoch, k) {
            var value = trial.values[chosen][k];
            return {
              value: [epoch, value === null ? null : charts.clamp(value, metric.axis)],
              epoch: epoch,
              exact: value
            };
          })
        };
      });
      return option;
    });
    if (!entry) {
      return;
    }
    legend(entry.chart);
    if (given.metrics.length > 1) {
      var menu = element("select", { id: "curves-metric" }, given.metrics.map(function (m, i) {
        return element("option", { value: String(i), textContent: m.name });
      }));
      var note = container.querySelector(".note");
      menu.addEventListener("change", function () {
        chosen = Number(menu.value);
        entry.refresh();
        if (!note) {
          note = container.appendChild(element("p", { className: "note" }));
        }
        note.textContent = given.metrics[chosen].note ? given.metrics[chosen].note + "." : "";
      });
      var bar = document.getElementById("curves-tools");
      bar.append(element("label", {}, ["Metric", menu]));
      bar.hidden = false;
    }
  }

  /** Pointing at a name, or reaching it by keyboard, brings its curve to the front. */
  function legend(chart) {
    document.querySelectorAll("#curves-legend li").forEach(function (item, i) {
      function tell(type) {
        return function () {
          chart.dispatchAction({ type: type, seriesIndex: i });
        };
      }
      item.addEventListener("mouseenter", tell("highlight"));
      item.addEventListener("mouseleave", tell("downplay"));
      item.addEventListener("focusin", tell("highlight"));
      item.addEventListener("focusout", tell("downplay"));
    });
  }

  leaderboard();
  history();
  curves();
})();
