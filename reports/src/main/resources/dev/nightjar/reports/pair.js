/* Two parameters at once: a surface through the results, or the ranks of the trials. */
window.NightjarPanels.push(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var charts = window.NightjarCharts;
  var places = window.NightjarPlaces;
  var live = document.getElementById("pair-live");
  if (!live || !window.echarts || places.parameters.length < 2) {
    return;
  }
  var CELLS = 72;
  var BANDS = 8;
  var POINTS = 800;
  var criteria = trials.data.criteria;
  var bar = document.getElementById("pair-tools");
  var view = trials.menu("pair", "Show", [["surface", "surface"], ["ranks", "ranks"]], "surface", refresh);
  var across = trials.menu("pair-x", "Across", places.names, places.parameters[0].name, refresh);
  var up = trials.menu("pair-y", "Up", places.names, places.parameters[1].name, refresh);
  var criterion = trials.menu(
    "pair-of",
    "Result",
    criteria.map(function (c, i) { return [String(i), c.name]; }),
    "0",
    refresh);
  bar.append(view.label, across.label, up.label);
  if (criteria.length > 1) {
    bar.append(criterion.label);
  }
  bar.hidden = false;
  live.replaceChildren();
  var frame = charts.frame(
    live, "pair-chart", "The result by two parameters: the stronger the colour, the better.");
  frame.classList.add("tall");
  var note = trials.element("p", { className: "note" });
  live.append(
    trials.element("p", { className: "scale" }, [
      "best", trials.element("span", { className: "scale-bar" }), "worst"
    ]),
    note);

  function loss(row, k) {
    var value = trials.value(row, k);
    return criteria[k].goal === "MINIMIZE" ? value : -value;
  }

  function hue(colour, share) {
    return charts.blend(colour("lead"), colour("grid"), 0.08 + 0.92 * share);
  }

  var entry = charts.draw(frame, function (colour) {
    var x = places.named(across.value());
    var y = places.named(up.value());
    var k = Number(criterion.value());
    var rows = trials
      .completed()
      .filter(function (row) { return trials.value(row, k) !== null; })
      .sort(function (a, b) { return loss(a, k) - loss(b, k); });
    var some = trials.sample(rows, POINTS);
    var ranks = view.value() === "ranks";
    var option = charts.base(
      colour, places.axis(x, frame.clientWidth < 600 ? 9 : 0), places.axis(y), function (item) { return charts.tip(item.data.tip); });
    var cells = ranks ? [] : surface(some, x, y);
    option.series = [
      {
        type: "custom",
        silent: true,
        z: 1,
        data: cells.map(function (cell) { return cell.corners; }),
        renderItem: function (params, api) {
          var low = api.coord([api.value(0), api.value(1)]);
          var high = api.coord([api.value(2), api.value(3)]);
          return {
            type: "rect",
            // A hair wider, so that no gap shows between neighbours.
            shape: { x: low[0], y: high[1], width: high[0] - low[0] + 0.6, height: low[1] - high[1] + 0.6 },
            style: { fill: hue(colour, cells[params.dataIndex].band / (BANDS - 1)) }
          };
        }
      },
      {
        type: "scatter",
        z: 3,
        symbolSize: ranks ? 11 : 6,
        cursor: "pointer",
        itemStyle: { color: colour("ink"), borderColor: colour("card"), borderWidth: 1 },
        data: some.map(function (row, i) {
          return point(row, x, y, k, ranks ? hue(colour, i / Math.max(1, some.length - 1)) : null, colour);
        })
      }
    ];
    note.textContent =
      (rows.length === 0 ? "No completed trial is shown. " : "") +
      (some.length < rows.length
        ? "Drawn are the best tenth and an even part of " + rows.length + " trials. "
        : "") +
      (x === y ? "Choose two different parameters to see more than one of them. " : "") +
      (ranks ? "" : "The surface is the mean rank of nearby trials; where there are none, it is left out.");
    return option;
  }, trials.rows.length > 500);

  function point(row, x, y, k, fill, colour) {
    var made = {
      value: [places.apart(x, row), places.apart(y, row)],
      number: row.number,
      tip: [
        row.label,
        x.name + " " + trials.shown(row, x),
        y.name + " " + trials.shown(row, y),
        criteria[k].name + " " + charts.value(trials.value(row, k))
      ]
    };
    if (fill) {
      made.itemStyle = { color: fill, borderColor: colour("soft"), borderWidth: 0.8 };
    }
    if (row.winner) {
      made.symbolSize = 14;
      made.itemStyle = { color: colour("lead"), borderColor: colour("ink"), borderWidth: 1.6 };
    }
    return made;
  }

  /** Weighted means by Nadaraya and Watson with a Gaussian kernel along ranges; a choice has no
      neighbours. Cells of one band beside each other become one. */
  function surface(rows, x, y) {
    var points = rows
      .map(function (row, i) {
        // Ranks, since a few bad results would leave no difference between the others.
        return { x: places.active(x, row), y: places.active(y, row), bad: i / Math.max(1, rows.length - 1) };
      })
      .filter(function (p) { return p.x !== null && p.y !== null; });
    var width = 0.35 * Math.pow(Math.max(1, points.length), -1 / 6);
    var columns = x.axis ? CELLS : x.values.length;
    var lines = y.axis ? CELLS : y.values.length;
    var made = [];
    for (var j = 0; j < lines; j++) {
      var run = null;
      for (var i = 0; i < columns; i++) {
        var band = mean(points, (i + 0.5) / columns, (j + 0.5) / lines, x, y, width);
        if (run && band === run.band) {
          run.corners[2] = (i + 1) / columns;
        } else {
          run = band === null
            ? null
            : { band: band, corners: [i / columns, j / lines, (i + 1) / columns, (j + 1) / lines] };
          if (run) {
            made.push(run);
          }
        }
      }
    }
    return made;
  }

  function apart(parameter, a, b, width) {
    return parameter.axis ? (a - b) / width : Math.abs(a - b) < 1e-9 ? 0 : Infinity;
  }

  function mean(points, atX, atY, x, y, width) {
    var weights = 0;
    var sum = 0;
    points.forEach(function (p) {
      var dx = apart(x, p.x, atX, width);
      var dy = apart(y, p.y, atY, width);
      var weight = Math.exp(-0.5 * (dx * dx + dy * dy));
      weights += weight;
      sum += weight * p.bad;
    });
    return weights < 0.2 ? null : Math.min(BANDS - 1, Math.floor((sum / weights) * BANDS));
  }

  function refresh() {
    entry.refresh();
  }

  charts.openPages(entry.chart);
  trials.onChange(refresh);
});
