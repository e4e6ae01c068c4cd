/* The history: every trial's value, and the best so far among those shown. */
window.NightjarPanels.push(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var charts = window.NightjarCharts;
  var data = trials.data;
  var given = data.history;
  var FEW = 1500; // More points than that are painted, not built one by one.
  if (given.points.length === 0) {
    return;
  }
  var container = document.getElementById("history-chart");
  var axis = JSON.parse(container.dataset.axis);
  var last = given.points[given.points.length - 1][0];
  var minimize = data.goal === "MINIMIZE";

  function best(points) {
    var steps = [];
    points.forEach(function (p) {
      var before = steps.length > 0 ? steps[steps.length - 1][1] : null;
      if (p[1] === "completed" && (before === null || (minimize ? p[2] < before : p[2] > before))) {
        steps.push([p[0], p[2]]);
      }
    });
    if (steps.length > 0 && steps[steps.length - 1][0] < last) {
      steps.push([last, steps[steps.length - 1][1]]);
    }
    return steps;
  }

  var entry = charts.draw(container, function (colour) {
    var shown = new Set(trials.visible().map(function (row) { return row.number; }));
    var points = given.points.filter(function (p) { return shown.has(p[0]); });
    var option = charts.base(
      colour,
      { name: "trial", min: 0, max: Math.max(1, last), whole: true },
      Object.assign({ name: data.metric }, axis),
      function (item) {
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
        data: best(points).map(function (b) { return [b[0], charts.clamp(b[1], axis)]; })
      }
    ].concat(trials.states.map(function (state) { return series(points, state, colour); }));
    if (given.points.length > 150) {
      option.dataZoom = [{ type: "slider", height: 18, bottom: 0, filterMode: "none" }];
      option.grid.bottom = 34;
    }
    return option;
  }, given.points.length > FEW);
  if (entry) {
    charts.openPages(entry.chart);
    trials.onChange(entry.refresh);
  }

  function series(points, state, colour) {
    var shape = state === "failed" ? "path://M0,0 L8,8 M8,0 L0,8" : "circle";
    return {
      type: "scatter",
      name: state,
      z: 3,
      symbol: shape,
      symbolSize: state === "failed" ? 7 : given.points.length > FEW ? 5 : 9,
      cursor: "pointer",
      clip: false,
      itemStyle: charts.mark(colour, state),
      data: points
        .filter(function (p) {
          return p[1] === state && (p[2] !== null || state === "failed");
        })
        .map(function (p) {
          var beyond = p[2] !== null && (p[2] > axis.max || p[2] < axis.min);
          return {
            value: [p[0], p[2] === null ? axis.min : charts.clamp(p[2], axis)],
            symbol: beyond ? "triangle" : shape,
            symbolRotate: beyond && p[2] < axis.min ? 180 : 0,
            number: p[0],
            tip: [p[3], p[2] === null ? state : data.metric + " " + charts.format(p[2]) + ", " + state]
          };
        })
    };
  }
});
