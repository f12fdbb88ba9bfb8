'use strict';
// what probabilities are worth: precision against recall, and calibration; `tools` are those of the
// other charts
const probabilityCharts = (data, tools) => {
  const {base, axis, size, warning, percent} = tools;

  const share = (c, name, more) => axis(c, {
    type: 'value', min: 0, max: 1, interval: 0.25, name, nameLocation: 'middle',
    axisLabel: {color: c.soft, fontSize: size(), formatter: value => Math.round(100 * value) + '%'}, ...more
  });

  const square = (c, key, width, names, more) => {
    const reason = data.unsafe[key];
    const top = reason === undefined ? 0 : 22;
    const side = Math.min(width - 64, 420);
    return {
      height: top + side + 56,
      option: {
        ...base(c), ...warning(c, reason),
        grid: {left: 52, top: top + 8, width: side, height: side},
        xAxis: share(c, names[0], {nameGap: 26}),
        yAxis: share(c, names[1], {nameGap: 40}),
        ...more
      }
    };
  };

  function precision(c, key, width) {
    const chosen = genreMarks.chosen('precision', key);
    const series = data.probabilities.precision[key].map(line => {
      const genre = line.genre === null ? null : data.genres.indexOf(line.genre);
      const stands = genre === null || chosen === null || chosen === genre;
      return {
        name: (genre === null ? 'mean of genres' : line.genre) + '\naverage precision ' + line.average.toFixed(3),
        type: 'line', step: 'start', symbol: 'none', z: genre === null ? 4 : stands ? 3 : 2, triggerLineEvent: true,
        data: data.probabilities.recalls.map((recall, i) => [recall, line.points[i] / 1000]),
        lineStyle: {
          color: genre === null ? c.ink : genreMarks.colour(genre), opacity: stands ? 1 : 0.25,
          width: genre === null ? 2.5 : chosen === genre ? 2.75 : 1.5,
          type: genre === null ? 'solid' : genreMarks.dash(genre)
        },
        emphasis: {disabled: true}
      };
    });
    return square(c, key, width, ['recall', 'precision'], {
      series, tooltip: {...base(c).tooltip, trigger: 'item', formatter: params => params.seriesName}
    });
  }

  function calibration(c, key, width) {
    const [anchor, level] = key.split(' ');
    const bins = data.probabilities.calibration[anchor][level];
    const most = Math.max(...bins.map(bin => bin.examples));
    const tint = data.unsafe[anchor] === undefined ? c.accent : c.warn;
    return square(c, anchor, width, ['probability that was given', 'share that was right'], {
      series: [
        {
          type: 'line', symbol: 'none', silent: true, data: [[0, 0], [1, 1]], z: 1,
          lineStyle: {color: c.soft, width: 1, type: 'dashed'}
        },
        {
          type: 'line', z: 3, symbol: 'circle', showSymbol: true,
          data: bins.map(bin => ({
            value: [bin.confidence, bin.accuracy], symbolSize: 6 + 18 * Math.sqrt(bin.examples / most)
          })),
          lineStyle: {color: tint, width: 1.75}, itemStyle: {color: tint, opacity: 0.75, borderColor: c.paper, borderWidth: 1},
          emphasis: {disabled: true}
        }
      ],
      tooltip: {
        ...base(c).tooltip, trigger: 'item', formatter: params => {
          const bin = bins[params.dataIndex];
          return bin.examples + ' said with ' + percent(bin.confidence) + '\n' + percent(bin.accuracy) + ' were right';
        }
      }
    });
  }

  return {precision, calibration};
};
