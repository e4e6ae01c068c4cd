/* The leaderboard that sorts, and whose columns are chosen. */
window.NightjarPanels.push(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var element = trials.element;
  var states = trials.states;
  var FEW_ROWS = 200; // So many are drawn at once without a thought.
  var section = document.getElementById("leaderboard");
  var live = document.getElementById("leaderboard-live");
  if (!window.Tabulator || !live || trials.rows.length === 0) {
    return;
  }

  function compare(a, b, column) {
    var x = trials.number(a);
    var y = trials.number(b);
    if (x !== null && y !== null) {
      return x - y;
    }
    if ((x === null) !== (y === null)) {
      return x === null ? 1 : -1;
    }
    return trials.text(a, column).localeCompare(trials.text(b, column), "en", { numeric: true });
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
      if (trials.missing(a) || trials.missing(b)) {
        return trials.missing(a) && trials.missing(b) ? 0 : trials.missing(a) ? last : -last;
      }
      if (column.style === "state-cell") {
        return states.indexOf(a) - states.indexOf(b);
      }
      return compare(a, b, column);
    };
  }

  function show(column) {
    return function (cell) {
      var value = cell.getValue();
      var row = cell.getRow().getData();
      var text = trials.text(value, column);
      cell.getElement().classList.add(column.style);
      if (column.style === "trial") {
        return window.NightjarPage.trialLink(row.id, text);
      }
      if (column.style === "state-cell") {
        return element("span", { className: "badge " + row.state, textContent: text });
      }
      return element("span", {
        className: trials.missing(value) ? "missing" : "",
        title: text.length > 40 ? text : "",
        textContent: text
      });
    };
  }

  /** What Tabulator is told of a column. Columns that are not shown are not told of: each of them
      would cost a cell in every row. */
  function described(column, i) {
    return {
      title: "column " + i, // Tabulator reads titles as markup; the real one is set as text.
      field: "c" + i,
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
  }
  var columns = trials.columns
    .map(function (column, i) { return column.shown ? described(column, i) : null; })
    .filter(Boolean);
  var rows = trials.rows.map(function (row) {
    var entry = { id: row.number, state: row.state, winner: row.winner };
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
    // Without a given height, every row that scrolls into sight is measured.
    rowHeight: rows.length > FEW_ROWS ? 38 : undefined,
    maxHeight: rows.length > 40 && rows.length <= FEW_ROWS ? "75vh" : false,
    columnDefaults: { resizable: "header" },
    placeholder: "No trial fits these filters.",
    rowFormatter: function (row) {
      var entry = row.getData();
      row.getElement().classList.add(entry.state);
      row.getElement().classList.toggle("winner", entry.winner);
    }
  });

  function filter() {
    var shown = new Set(trials.visible().map(function (row) { return row.number; }));
    if (shown.size === rows.length) {
      table.clearFilter();
    } else {
      table.setFilter(function (entry) { return shown.has(entry.id); });
    }
  }

  table.on("tableBuilt", function () {
    document.getElementById("leaderboard-columns").append(columnChooser());
    filter();
    trials.onChange(filter);
    trials.arrive();
  });

  function columnChooser() {
    var list = element("div");
    var groups = new Map();
    var boxes = [];
    trials.columns.forEach(function (column, i) {
      if (column.style === "trial") {
        return;
      }
      var box = element("input", { type: "checkbox", checked: column.shown });
      boxes[i] = box;
      box.addEventListener("change", function () {
        if (!box.checked) {
          table.deleteColumn("c" + i);
          return;
        }
        var next = boxes.findIndex(function (other, j) { return j > i && other && other.checked; });
        if (next < 0) {
          table.addColumn(described(column, i), false);
        } else {
          table.addColumn(described(column, i), true, "c" + next);
        }
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
    return window.NightjarPage.popover("Columns", "columns", list);
  }
});
