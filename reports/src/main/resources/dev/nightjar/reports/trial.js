/* The page of a trial: its charts read their numbers from the table of epochs. */
window.NightjarTrialPage = function (within) {
  "use strict";

  var table = within.querySelector("#epochs-table");
  if (!table) {
    return [];
  }
  var charts = window.NightjarCharts;
  var names = Array.from(table.querySelectorAll("thead th"))
    .slice(1, -1)
    .map(function (head) { return head.textContent; });
  var rows = Array.from(table.tBodies[0].rows).map(function (row) {
    return {
      best: row.classList.contains("winner"),
      values: Array.from(row.cells).map(function (cell) {
        var value = cell.dataset.value;
        return value === undefined || value === "" || !isFinite(value) ? null : Number(value);
      })
    };
  });
  var best = rows.find(function (row) { return row.best; });

  return Array.from(within.querySelectorAll(".trial-charts figure")).map(function (figure) {
    var columns = JSON.parse(figure.dataset.columns);
    var container = figure.querySelector(".chart");
    return charts.draw(container, function (colour) {
      var y = JSON.parse(container.dataset.axis);
      var first = rows[0].values[0];
      var last = rows[rows.length - 1].values[0];
      var option = charts.base(
        colour,
        { name: "epoch", min: Math.min(1, first), max: Math.max(2, last), whole: true },
        y,
        function (items) {
          return charts.tip(["epoch " + items[0].data.epoch].concat(items.map(function (item) {
            return item.seriesName + ": " + charts.format(item.data.exact);
          })));
        });
      option.tooltip.trigger = "axis";
      option.tooltip.axisPointer = { lineStyle: { color: colour("rule"), type: "solid" } };
      option.grid.top = 16;
      option.series = columns.map(function (column, i) {
        var training = names[column].startsWith("training.");
        var hue = colour(training ? "soft" : "completed");
        return {
          type: "line",
          name: names[column],
          symbol: "circle",
          symbolSize: 5,
          showSymbol: rows.length === 1,
          lineStyle: { color: hue, width: training ? 1.6 : 2.2, type: training ? "dashed" : "solid" },
          itemStyle: { color: hue },
          markLine:
            i === columns.length - 1 && best
              ? {
                  silent: true,
                  symbol: "none",
                  lineStyle: { color: colour("lead"), type: "solid", width: 1 },
                  label: { formatter: "best", color: colour("lead") },
                  data: [{ xAxis: best.values[0] }]
                }
              : undefined,
          data: rows.map(function (row) {
            var value = row.values[column + 1];
            return {
              value: [row.values[0], value === null ? null : charts.clamp(value, y)],
              epoch: row.values[0],
              exact: value
            };
          })
        };
      });
      return option;
    });
  });
};
window.NightjarTrialPage(document);
window.NightjarRenewal.arrive();
