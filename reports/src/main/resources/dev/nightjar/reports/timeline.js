/* The timeline: a lane a worker, a bar a trial. */
window.NightjarPanels.push(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var charts = window.NightjarCharts;
  var live = document.getElementById("timeline-live");
  if (!live || !window.echarts) {
    return;
  }
  var LANE = 26; // Pixels.
  var column = trials.columns.findIndex(function (c) { return c.name === "Worker" && c.group === "Trial"; });
  var now = trials.data.now;
  var started = trials.rows.filter(function (row) { return row.span; });
  var end = Math.max.apply(null, [1].concat(finished()));
  var lanes = assign();
  live.replaceChildren();
  var frame = charts.frame(live, "timeline-chart", "A lane for each worker, with a bar for each of its trials.");
  frame.querySelector(".chart-live").style.height = Math.min(40, lanes.length) * LANE + 64 + "px";
  var note = trials.element("p", { className: "note" });
  live.append(note);

  function finished() {
    return started.map(function (row) { return row.span.length > 1 ? row.span[1] : 0; });
  }

  /** Where a bar ends; of a trial that runs, the moment the report was made. */
  function until(row) {
    return row.span.length > 1 ? row.span[1] : Math.max(end, Math.min(now, 1.2 * end), row.span[0]);
  }

  /** Workers have a lane each, and a further one for trials that they ran at the same time. */
  function assign() {
    var lanes = new Map(); // worker → its lanes, each with its trials and until when it is taken
    started
      .slice()
      .sort(function (a, b) { return a.span[0] - b.span[0]; })
      .forEach(function (row) {
        var cell = row.cells[column];
        var worker = trials.missing(cell) ? "" : trials.text(cell, trials.columns[column]);
        if (!lanes.has(worker)) {
          lanes.set(worker, []);
        }
        var own = lanes.get(worker);
        var lane = own.find(function (l) { return l.until <= row.span[0]; });
        if (!lane) {
          lane = { rows: [] };
          own.push(lane);
        }
        lane.until = until(row);
        lane.rows.push(row);
      });
    var names = [];
    lanes.forEach(function (own, worker) {
      own.forEach(function (lane, i) {
        lane.rows.forEach(function (row) { row.lane = names.length; });
        names.push(i === 0 ? worker : "");
      });
    });
    return names;
  }

  /** A unit in which the axis has short numbers. */
  var last = Math.max.apply(null, [end].concat(started.map(until)));
  var unit = last < 180 ? [1, "seconds"] : last < 3 * 3600 ? [60, "minutes"] : last < 3 * 86400 ? [3600, "hours"] : [86400, "days"];

  function duration(seconds) {
    return seconds < 60
      ? seconds.toFixed(1) + " s"
      : seconds < 3600
        ? Math.floor(seconds / 60) + "m" + String(Math.floor(seconds % 60)).padStart(2, "0") + "s"
        : Math.floor(seconds / 3600) + "h" + String(Math.floor((seconds % 3600) / 60)).padStart(2, "0") + "m";
  }

  var entry = charts.draw(frame, function (colour) {
    var rows = trials.visible().filter(function (row) { return row.span; });
    var option = charts.base(
      colour,
      { name: unit[1], min: 0, max: last / unit[0], log: false },
      { name: "" },
      function (item) { return charts.tip(item.data.tip); });
    option.xAxis.axisLabel.formatter = function (value) { return charts.parameter(Number(value.toPrecision(4))); };
    option.xAxis.axisLabel.showMaxLabel = false;
    option.grid.left = 16;
    option.yAxis = {
      type: "category",
      data: lanes.map(function (lane, i) { return i; }),
      inverse: true,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: colour("soft"),
        fontSize: 12,
        formatter: function (i) {
          var name = lanes[Number(i)];
          return name.length > 18 ? name.slice(0, 17) + "…" : name;
        }
      }
    };
    option.series = [
      {
        type: "custom",
        clip: true,
        data: rows.map(function (row) {
          return {
            value: [row.span[0] / unit[0], row.lane, until(row) / unit[0]],
            number: row.number,
            state: row.state,
            winner: row.winner,
            tip: [row.label, row.state, "for " + duration(until(row) - row.span[0])]
          };
        }),
        encode: { x: [0, 2], y: 1 },
        renderItem: function (params, api) {
          var row = rows[params.dataIndex];
          var from = api.coord([api.value(0), api.value(1)]);
          var to = api.coord([api.value(2), api.value(1)]);
          var height = api.size([0, 1])[1] * 0.62;
          return {
            type: "rect",
            shape: {
              x: from[0],
              y: from[1] - height / 2,
              width: Math.max(1.5, to[0] - from[0] - (rows.length > 500 ? 0 : 1)),
              height: height,
              r: 2
            },
            style: {
              fill: colour(row.winner ? "lead" : row.state),
              opacity: row.state === "running" || row.winner ? 1 : 0.75
            }
          };
        }
      }
    ];
    note.textContent = busy(rows);
    return option;
  }, started.length > 500);

  function busy(rows) {
    if (rows.length === 0) {
      return "No trial that has started is shown.";
    }
    var work = rows.reduce(function (sum, row) { return sum + until(row) - row.span[0]; }, 0);
    return (
      "Over " +
      duration(last) +
      ", " +
      (work / last).toFixed(1) +
      " of the trials shown ran at the same time, in the mean."
    );
  }

  charts.openPages(entry.chart);
  trials.onChange(entry.refresh);
});
