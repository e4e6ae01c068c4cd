/* The best so far of several studies, by trials or by time. */
(function () {
  "use strict";

  var races = window.NIGHTJAR_RACES;
  var charts = window.NightjarCharts;
  var bar = document.getElementById("race-tools");
  if (!races || !bar || !window.echarts) {
    return;
  }
  var select = document.createElement("select");
  select.id = "race-by";
  [["byTrial", "the number of trials"], ["byTime", "time"]].forEach(function (pair) {
    var option = document.createElement("option");
    option.value = pair[0];
    option.textContent = pair[1];
    select.append(option);
  });
  var label = document.createElement("label");
  label.append("By", select);
  bar.append(label);
  bar.hidden = false;

  function across(race) {
    if (select.value === "byTrial") {
      return [1, "trials", true];
    }
    var last = Math.max.apply(null, [1].concat(race.runners.map(function (runner) {
      return runner.byTime.length > 0 ? runner.byTime[runner.byTime.length - 1][0] : 0;
    })));
    return last < 180 ? [1, "seconds"] : last < 3 * 3600 ? [60, "minutes"] : [3600, "hours"];
  }

  var entries = races.map(function (race, number) {
    var container = document.getElementById("race-" + number);
    var axis = JSON.parse(container.dataset.axis);
    return charts.draw(container, function (colour) {
      var unit = across(race);
      var last = 0;
      race.runners.forEach(function (runner) {
        runner[select.value].forEach(function (point) { last = Math.max(last, point[0] / unit[0]); });
      });
      var option = charts.base(
        colour,
        { name: unit[1], min: 0, max: last > 0 ? last : 1, whole: unit[2] },
        Object.assign({ name: race.metric }, axis),
        function (items) {
          return charts.tip([charts.format(items[0].axisValue) + " " + unit[1]].concat(items.map(function (item) {
            return item.seriesName + ": " + charts.format(item.data.exact);
          })));
        });
      option.xAxis.axisLabel.formatter = function (value) {
        return charts.parameter(Number(value.toPrecision(4)));
      };
      option.tooltip.trigger = "axis";
      option.tooltip.axisPointer = { lineStyle: { color: colour("rule"), type: "solid" } };
      option.series = race.runners.map(function (runner, i) {
        var hue = colour(i % 8 === 0 ? "lead" : "rank-" + ((i % 8) + 1));
        return {
          type: "line",
          name: runner.name,
          step: "end",
          symbol: "circle",
          symbolSize: 6,
          showSymbol: runner[select.value].length === 1,
          lineStyle: { color: hue, width: 2 },
          itemStyle: { color: hue },
          data: runner[select.value].map(function (point) {
            return { value: [point[0] / unit[0], charts.clamp(point[1], axis)], exact: point[1] };
          })
        };
      });
      return option;
    });
  });
  select.addEventListener("change", function () {
    entries.forEach(function (entry) { entry.refresh(); });
  });
})();
