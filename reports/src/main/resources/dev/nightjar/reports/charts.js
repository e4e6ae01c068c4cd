/* What the charts of all pages share. A chart takes the place of the figure that shows without
   scripts only once it is drawn; if ECharts is missing, that figure stays. */
window.NightjarCharts = (function () {
  "use strict";

  var drawn = [];

  /** The colours of the style sheet, as they are now. */
  function colours() {
    var style = window.getComputedStyle(document.documentElement);
    return function (name) {
      return style.getPropertyValue("--" + name).trim();
    };
  }

  /** Draws a chart in a container; option(colour) is asked again when light turns to dark. */
  function draw(container, option) {
    if (!window.echarts || !container) {
      return null;
    }
    container.classList.add("is-live");
    var live = container.querySelector(".chart-live");
    var chart = window.echarts.init(live, null, { renderer: "svg" });
    var entry = {
      chart: chart,
      refresh: function () {
        chart.setOption(option(colours()), true);
      }
    };
    entry.refresh();
    drawn.push(entry);
    new ResizeObserver(function () {
      chart.resize();
    }).observe(live);
    return entry;
  }

  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    drawn.forEach(function (entry) {
      entry.refresh();
    });
  });

  /** The parts of an option that all charts have alike. */
  function base(colour, x, y, tip) {
    return {
      animation: false,
      aria: { enabled: false }, // The figure it replaces has a description of its own.
      textStyle: { fontFamily: "inherit" },
      grid: { left: 8, right: 18, top: 34, bottom: 26, outerBoundsMode: "same" },
      tooltip: {
        trigger: "item",
        confine: true,
        backgroundColor: colour("card"),
        borderColor: colour("rule"),
        textStyle: { color: colour("ink"), fontSize: 13 },
        formatter: tip
      },
      xAxis: axis(colour, x, { nameLocation: "end", nameGap: 4, nameTextStyle: { align: "right", verticalAlign: "top", padding: [22, 0, 0, 0] } }),
      yAxis: axis(colour, y, { nameLocation: "end", nameTextStyle: { align: "left" } })
    };
  }

  /** An axis: range and ticks are those of the figure without scripts. */
  function axis(colour, given, more) {
    var labels = new Map(given.ticks || []);
    var values = (given.ticks || []).map(function (tick) {
      return tick[0];
    });
    var result = {
      type: given.log ? "log" : "value",
      name: given.name,
      min: given.min,
      max: given.max,
      minInterval: given.whole ? 1 : 0,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: !given.whole, lineStyle: { color: colour("grid") } },
      axisLabel: { color: colour("soft"), fontSize: 12, hideOverlap: true, showMinLabel: true }
    };
    if (values.length > 0) {
      result.axisTick.customValues = values;
      result.axisLabel.customValues = values;
      result.axisLabel.formatter = function (value) {
        return labels.has(value) ? labels.get(value) : format(value);
      };
    }
    Object.assign(result, more);
    result.nameTextStyle = Object.assign(
      { color: colour("soft"), fontSize: 12 }, more.nameTextStyle);
    return result;
  }

  /** A tooltip of lines of plain text: whatever names hold, they are never read as markup. */
  function tip(lines) {
    var box = document.createElement("div");
    box.className = "chart-tip";
    lines.forEach(function (line, i) {
      var part = document.createElement(i === 0 ? "strong" : "div");
      part.textContent = line;
      box.appendChild(part);
    });
    return box;
  }

  /** Four significant digits, as in the tables. */
  function format(value) {
    if (value === null || value === undefined || !isFinite(value)) {
      return "–";
    }
    var size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
      return value.toExponential(3);
    }
    return String(Number(value.toPrecision(4)));
  }

  /** A value held between the ends of an axis. */
  function clamp(value, axisRange) {
    return Math.min(axisRange.max, Math.max(axisRange.min, value));
  }

  return { draw: draw, base: base, tip: tip, format: format, clamp: clamp };
})();
