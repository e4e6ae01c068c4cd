/* One small chart a parameter: what came out at each of its values. */
window.NightjarPanels.push(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var charts = window.NightjarCharts;
  var places = window.NightjarPlaces;
  var live = document.getElementById("slices-live");
  if (!live || !window.echarts) {
    return;
  }
  var FEW = 9;
  var POINTS = 800;
  var criteria = trials.data.criteria;
  var all = places.parameters;
  var bar = document.getElementById("slices-tools");
  var criterion = trials.menu(
    "slices-of",
    "Result",
    criteria.map(function (c, i) { return [String(i), c.name]; }),
    "0",
    refresh);
  var many = trials.menu(
    "slices",
    "Parameters",
    [["few", "the " + FEW + " most important"], ["all", "all " + all.length]],
    "few",
    build);
  if (criteria.length > 1) {
    bar.append(criterion.label);
  }
  if (all.length > FEW) {
    bar.append(many.label);
  }
  bar.hidden = bar.childElementCount === 0;
  var grid = trials.element("div", { className: "small-charts" });
  live.replaceChildren(grid);
  var drawn = [];

  function build() {
    drawn.forEach(function (entry) { entry.remove(); });
    grid.replaceChildren();
    drawn = all
      .slice(0, many.value() === "all" ? all.length : FEW)
      .map(function (parameter, i) {
        var caption = trials.element("figcaption", { textContent: parameter.name });
        var figure = trials.element("figure", {}, [caption]);
        grid.append(figure);
        var frame = charts.frame(
          figure,
          "slice-" + i,
          "The result by " + parameter.name + ", one mark a trial.");
        var entry = charts.draw(frame, function (colour) { return option(parameter, colour); }, trials.rows.length > 300);
        charts.openPages(entry.chart);
        return entry;
      });
  }

  function option(parameter, colour) {
    var k = Number(criterion.value());
    var y = criteria[k].axis;
    var rows = trials.sample(
      trials.visible().filter(function (row) { return trials.value(row, k) !== null; }), POINTS);
    var made = charts.base(
      colour,
      places.axis(parameter, 9),
      Object.assign({ name: "" }, y),
      function (item) { return charts.tip(item.data.tip); });
    made.xAxis.name = "";
    made.grid = { left: 4, right: 12, top: 10, bottom: 4, outerBoundsMode: "same" };
    made.series = ["pruned", "running", "completed"].map(function (state) {
      return {
        type: "scatter",
        symbolSize: rows.length > 200 ? 5 : 7,
        cursor: "pointer",
        z: state === "completed" ? 3 : 2,
        itemStyle: Object.assign(charts.mark(colour, state), { opacity: 0.75 }),
        data: rows
          .filter(function (row) { return row.state === state; })
          .map(function (row) { return point(row, parameter, k, colour); })
      };
    });
    made.series.push({
      type: "line",
      symbol: "none",
      silent: true,
      z: 1,
      connectNulls: false,
      lineStyle: { color: colour("soft"), width: 1.6, opacity: 0.7 },
      data: medians(rows, parameter, k)
    });
    if (parameter.inactive) {
      made.series[0].markLine = {
        silent: true,
        symbol: "none",
        label: { show: false },
        lineStyle: { color: colour("rule"), type: "solid" },
        data: [{ xAxis: (places.INACTIVE + 0.06) }]
      };
    }
    return made;
  }

  function point(row, parameter, k, colour) {
    var value = trials.value(row, k);
    var made = {
      value: [places.apart(parameter, row), charts.clamp(value, criteria[k].axis)],
      number: row.number,
      tip: [
        row.label,
        parameter.name + " " + trials.shown(row, parameter),
        criteria[k].name + " " + charts.value(value) + ", " + row.state
      ]
    };
    if (row.winner) {
      made.symbolSize = 12;
      made.itemStyle = { color: colour("lead"), borderColor: colour("card"), borderWidth: 1.5, opacity: 1 };
    }
    return made;
  }

  /** The median of the completed trials: of a choice a level over each value, of a range a line
      through a few parts of it. */
  function medians(rows, parameter, k) {
    var parts = parameter.axis ? 6 : parameter.values.length;
    var groups = Array.from({ length: parts }, function () { return []; });
    rows.forEach(function (row) {
      var at = places.active(parameter, row);
      if (row.state === "completed" && at !== null) {
        groups[Math.min(parts - 1, Math.floor(at * parts))].push(trials.value(row, k));
      }
    });
    var line = [];
    groups.forEach(function (values, i) {
      if (values.length < 3) {
        return;
      }
      values.sort(function (a, b) { return a - b; });
      var middle = charts.clamp(values[Math.floor(values.length / 2)], criteria[k].axis);
      if (parameter.axis) {
        line.push([(i + 0.5) / parts, middle]);
      } else {
        line.push([(i + 0.2) / parts, middle], [(i + 0.8) / parts, middle], [null, null]);
      }
    });
    return line;
  }

  function refresh() {
    drawn.forEach(function (entry) { entry.refresh(); });
  }

  build();
  trials.onChange(refresh);
  trials.onAddress(build);
});
