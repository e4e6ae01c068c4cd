/* The distribution of the results: which part of the trials is at least as good as a value; for
   everything that was shown, and for each origin that suggested enough trials. */
window.NightjarPanels.push(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var charts = window.NightjarCharts;
  var live = document.getElementById("distribution-live");
  if (!live || !window.echarts) {
    return;
  }
  var ENOUGH = 5;
  var LINES = 5;
  var criteria = trials.data.criteria;
  var origin = trials.columns.findIndex(function (c) { return c.name === "Origin" && c.group === "Trial"; });
  var bar = document.getElementById("distribution-tools");
  var criterion = trials.menu(
    "distribution-of",
    "Result",
    criteria.map(function (c, i) { return [String(i), c.name]; }),
    "0",
    refresh);
  if (criteria.length > 1) {
    bar.append(criterion.label);
    bar.hidden = false;
  }
  live.replaceChildren();
  var frame = charts.frame(
    live, "distribution-chart", "The part of the completed trials that is at least as good as each value.");
  var legend = trials.element("ul", { className: "legend" });
  var note = trials.element("p", { className: "note" });
  live.append(legend, note);

  /** Origins carry details behind a colon. */
  function source(row) {
    return trials.text(row.cells[origin], trials.columns[origin]).split(":")[0];
  }

  function groups(rows) {
    var found = new Map();
    rows.forEach(function (row) {
      var name = source(row);
      found.set(name, (found.get(name) || []).concat([row]));
    });
    var large = Array.from(found.entries())
      .filter(function (entry) { return entry[1].length >= ENOUGH; })
      .sort(function (a, b) { return b[1].length - a[1].length; })
      .slice(0, LINES);
    return large.length > 1 ? large : [];
  }

  function steps(rows, k) {
    var minimize = criteria[k].goal === "MINIMIZE";
    var values = rows
      .map(function (row) { return trials.value(row, k); })
      .sort(function (a, b) { return minimize ? a - b : b - a; });
    var last = minimize ? criteria[k].axis.max : criteria[k].axis.min;
    var every = Math.max(1, Math.floor(values.length / 600));
    var points = [];
    values.forEach(function (value, i) {
      if (i % every === 0 || i === values.length - 1) {
        points.push([charts.clamp(value, criteria[k].axis), (100 * (i + 1)) / values.length]);
      }
    });
    if (points.length > 0) {
      points.unshift([points[0][0], 0]);
      points.push([last, points[points.length - 1][1]]);
    }
    return points;
  }

  var entry = charts.draw(frame, function (colour) {
    var k = Number(criterion.value());
    var rows = trials.completed().filter(function (row) { return trials.value(row, k) !== null; });
    var parts = groups(rows);
    var minimize = criteria[k].goal === "MINIMIZE";
    var option = charts.base(
      colour,
      Object.assign({ name: criteria[k].name }, criteria[k].axis),
      { name: "% of the trials", min: 0, max: 100, log: false },
      function (items) {
        return charts.tip(
          [(minimize ? "≤ " : "≥ ") + charts.value(items[0].axisValue)].concat(items.map(function (item) {
            return item.seriesName + ": " + Math.round(item.data[1]) + " %";
          })));
      });
    option.tooltip.trigger = "axis";
    option.tooltip.axisPointer = { lineStyle: { color: colour("rule"), type: "solid" } };
    option.series = [["all shown", rows]].concat(parts).map(function (part, i) {
      var hue = colour(i === 0 ? "lead" : "rank-" + (i + 1));
      return {
        type: "line",
        name: part[0],
        step: "end",
        symbol: "none",
        z: i === 0 ? 4 : 2,
        lineStyle: { color: hue, width: i === 0 ? 2.6 : 1.6 },
        itemStyle: { color: hue },
        data: steps(part[1], k)
      };
    });
    legend.replaceChildren.apply(
      legend,
      parts.length === 0
        ? []
        : [["all shown", rows]].concat(parts).map(function (part, i) {
          return trials.element("li", {}, [
            trials.element("span", { className: "key-line rank-" + (i + 1) }),
            part[0] + " (" + part[1].length + ")"
          ]);
        }));
    note.textContent = rows.length === 0 ? "No completed trial is shown." : "";
    return option;
  });

  function refresh() {
    entry.refresh();
  }

  trials.onChange(refresh);
});
