/* The learning curves of the best trials among those shown. */
window.NightjarPanels.push(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var charts = window.NightjarCharts;
  var element = trials.element;
  var given = trials.data.curves;
  var container = document.getElementById("curves-chart");
  if (given.trials.length === 0 || !container) {
    return;
  }
  var TOP = given.trials.length;
  var curves = new Map();
  given.trials.concat(given.others).forEach(function (curve) {
    curves.set(curve.number, curve);
  });
  var legend = document.getElementById("curves-legend");
  var key = legend.querySelector("svg");
  var metric = trials.menu(
    "metric",
    "Metric",
    given.metrics.map(function (m, i) { return [String(i), m.name]; }),
    "0",
    refresh);
  if (given.metrics.length > 1) {
    var bar = document.getElementById("curves-tools");
    bar.append(metric.label);
    bar.hidden = false;
  }

  function shown() {
    return trials
      .visible()
      .map(function (row) { return curves.get(row.number); })
      .filter(Boolean)
      .slice(0, TOP);
  }

  function hue(colour, i) {
    return colour(i === 0 ? "lead" : "rank-" + (i + 1));
  }

  var entry = charts.draw(container, function (colour) {
    var chosen = Number(metric.value());
    var of = given.metrics[chosen];
    var some = shown();
    // The axis of the page without scripts is made for the best of all; others find their own.
    var usual = some.every(function (curve, i) { return curve === given.trials[i]; });
    var axis = usual ? of.axis : null;
    var last = Math.max.apply(null, some.map(function (t) { return t.epochs[t.epochs.length - 1]; }).concat(2));
    var option = charts.base(
      colour,
      { name: "epoch", min: 1, max: last, whole: true },
      Object.assign({ name: of.name }, axis),
      function (items) {
        return charts.tip(["epoch " + items[0].data.epoch].concat(items.map(function (item) {
          return item.seriesName + ": " + charts.format(item.data.exact);
        })));
      });
    option.tooltip.trigger = "axis";
    option.tooltip.axisPointer = { lineStyle: { color: colour("rule"), type: "solid" } };
    option.series = some.map(function (trial, i) {
      return {
        type: "line",
        name: trial.label,
        z: i === 0 ? 4 : 2,
        symbol: "circle",
        symbolSize: 6,
        showSymbol: trial.epochs.length === 1,
        lineStyle: { color: hue(colour, i), width: i === 0 ? 2.8 : 1.6 },
        itemStyle: { color: hue(colour, i) },
        emphasis: { focus: "series", lineStyle: { width: 3.2 } },
        blur: { lineStyle: { opacity: 0.2 }, itemStyle: { opacity: 0.2 } },
        triggerLineEvent: true,
        data: trial.epochs.map(function (epoch, k) {
          var value = trial.values[chosen][k];
          return {
            value: [epoch, value === null ? null : axis ? charts.clamp(value, axis) : value],
            epoch: epoch,
            exact: value
          };
        })
      };
    });
    name(some, usual ? of.note : "");
    return option;
  });

  /** The names below the chart; pointing at one, or reaching it by keyboard, brings its curve to
      the front. */
  function name(some, said) {
    var note = container.querySelector(".note") || container.appendChild(element("p", { className: "note" }));
    note.textContent = said ? said + "." : "";
    legend.replaceChildren.apply(legend, some.map(function (curve, i) {
      var drawn = key.cloneNode(true);
      drawn.querySelector("line").setAttribute("class", "line rank-" + (i + 1));
      var link = window.NightjarPage.trialLink(curve.number, curve.label);
      var item = element("li", {}, [drawn, element("bdi", {}, [link])]);
      [["mouseenter", "highlight"], ["mouseleave", "downplay"], ["focusin", "highlight"], ["focusout", "downplay"]]
        .forEach(function (pair) {
          item.addEventListener(pair[0], function () {
            entry.chart.dispatchAction({ type: pair[1], seriesIndex: i });
          });
        });
      return item;
    }));
    if (some.length === 0) {
      legend.append(element("li", { className: "quiet", textContent: "No curve of a trial that is shown is kept in this report." }));
    }
  }

  function refresh() {
    if (entry) {
      entry.refresh();
    }
  }

  if (entry) {
    trials.onChange(refresh);
  }
});
