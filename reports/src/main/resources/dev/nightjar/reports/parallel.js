/* Parallel coordinates: a line a trial through all of its parameters to its result. Dragging along
   an axis filters every panel. */
window.NightjarPanels.push(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var charts = window.NightjarCharts;
  var places = window.NightjarPlaces;
  var live = document.getElementById("parallel-live");
  if (!live || !window.echarts) {
    return;
  }
  var FEW = 8;
  var MOST = 24;
  var LINES = 400;
  var WIDTH = 92; // Of an axis with its labels, in pixels.
  var criteria = trials.data.criteria;
  var all = places.parameters.slice(0, MOST);
  var bar = document.getElementById("parallel-tools");
  var criterion = trials.menu(
    "parallel-of",
    "Result",
    criteria.map(function (c, i) { return [String(i), c.name]; }),
    "0",
    refresh);
  var many = trials.menu(
    "parallel",
    "Parameters",
    [["few", "the " + FEW + " most important"], ["all", (places.parameters.length > MOST ? "the " : "all ") + all.length]],
    "few",
    refresh);
  if (criteria.length > 1) {
    bar.append(criterion.label);
  }
  if (all.length > FEW) {
    bar.append(many.label);
  }
  bar.hidden = bar.childElementCount === 0;

  var scroller = trials.element("div", { className: "wide-chart" });
  var note = trials.element("p", { className: "note" });
  live.replaceChildren(scroller, note);
  var frame = charts.frame(
    scroller,
    "parallel-chart",
    "A line for each trial through its parameters, the best tenth of those shown in the leading colour.");

  function shown() {
    return many.value() === "all" ? all : all.slice(0, FEW);
  }

  var entry = charts.draw(frame, function (colour) {
    var k = Number(criterion.value());
    var parameters = shown();
    frame.style.minWidth = (parameters.length + 1) * WIDTH + "px";
    var rows = trials
      .completed()
      .filter(function (row) { return trials.value(row, k) !== null; });
    if (k > 0) {
      rows = rows.slice().sort(function (a, b) { return loss(a, k) - loss(b, k); });
    }
    var some = trials.sample(rows, LINES);
    var best = Math.ceil(some.length === rows.length ? rows.length / 10 : some.length / 10);
    note.textContent =
      (rows.length === 0
        ? "No completed trial is shown. "
        : some.length === rows.length
          ? ""
          : "Drawn are the best " + best + " of " + rows.length + " trials and an even part of the others. ") +
      "Drag along an axis to filter every panel.";
    return {
      animation: false,
      textStyle: { fontFamily: charts.font() },
      parallel: { left: 46, right: 64, top: 44, bottom: 16 },
      parallelAxis: parameters
        .map(function (parameter, i) { return line(colour, i, places.axis(parameter)); })
        .concat([result(colour, parameters.length, criteria[k])]),
      series: [
        lines(colour("soft"), 0.22, 1, some.slice(best), parameters, k),
        lines(colour("lead"), 0.75, 1.5, some.slice(0, best), parameters, k)
      ]
    };
  }, trials.rows.length > 200);

  function loss(row, k) {
    var value = trials.value(row, k);
    return criteria[k].goal === "MINIMIZE" ? value : -value;
  }

  function lines(hue, opacity, width, rows, parameters, k) {
    return {
      type: "parallel",
      inactiveOpacity: 0.04,
      activeOpacity: opacity,
      lineStyle: { color: hue, opacity: opacity, width: width },
      data: rows.map(function (row) {
        return parameters
          .map(function (parameter) { return places.place(parameter, row); })
          .concat([places.along(criteria[k].axis, trials.value(row, k))]);
      })
    };
  }

  function line(colour, dim, axis) {
    var labels = new Map(axis.ticks);
    var values = axis.ticks.map(function (tick) { return tick[0]; });
    // Names stand at two heights in turn, so that long ones do not meet.
    return {
      dim: dim,
      realtime: false,
      type: "value",
      min: axis.min,
      max: axis.max,
      name: axis.name,
      nameLocation: "end",
      nameGap: dim % 2 === 0 ? 10 : 25,
      nameTextStyle: { color: colour("ink"), fontSize: 12 },
      axisLine: { lineStyle: { color: colour("soft"), width: 1 } },
      axisTick: { customValues: values, lineStyle: { color: colour("soft") } },
      axisLabel: {
        customValues: values,
        color: colour("soft"),
        fontSize: 11,
        hideOverlap: true,
        textBorderColor: colour("card"),
        textBorderWidth: 3,
        formatter: function (value) { return labels.has(value) ? labels.get(value) : ""; }
      },
      areaSelectStyle: { width: 18, color: colour("lead"), opacity: 0.25, borderColor: colour("lead") }
    };
  }

  function result(colour, dim, of) {
    var axis = {
      name: of.name,
      min: 0,
      max: 1,
      ticks: of.axis.ticks.map(function (tick) { return [places.along(of.axis, tick[0]), tick[1]]; })
    };
    var made = line(colour, dim, axis);
    made.inverse = of.goal === "MINIMIZE"; // Good is up.
    made.nameLocation = of.goal === "MINIMIZE" ? "start" : "end";
    made.nameTextStyle = { color: colour("lead"), fontSize: 12, fontWeight: 600 };
    return made;
  }

  /** An interval that was dragged becomes a filter, unless it is the result's. */
  entry.chart.on("axisareaselected", function () {
    var axes = entry.chart.getModel().findComponents({ mainType: "parallelAxis" });
    var changed = false;
    shown().forEach(function (parameter, i) {
      var intervals = axes[i].activeIntervals;
      if (intervals && intervals.length > 0) {
        changed = true;
        trials.choose("p." + parameter.name, kept(parameter, intervals[0]));
      }
    });
    if (changed) {
      // After the event, since the chart is drawn anew.
      window.setTimeout(trials.renew, 0);
    }
  });

  function kept(parameter, interval) {
    if (!parameter.axis) {
      var values = parameter.values.filter(function (value, i) {
        var at = (i + 0.5) / parameter.values.length;
        return at >= interval[0] && at <= interval[1];
      });
      var inactive = parameter.inactive && interval[0] <= places.INACTIVE;
      return JSON.stringify(values.concat(inactive ? [null] : []));
    }
    var ends = interval.map(function (at) {
      return Number(places.back(parameter.axis, Math.max(0, at)).toPrecision(4));
    });
    return ends[0] + ".." + ends[1];
  }

  function refresh() {
    entry.refresh();
    entry.chart.resize();
  }

  trials.onChange(refresh);
});
