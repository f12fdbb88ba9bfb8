'use strict';
// ROC curves; `tools` are those of the other charts
const rocCharts = (data, tools) => {
  const {base, axis, size, warning} = tools;

  function roc(c, key, width) {
    const reason = data.unsafe[key];
    const top = reason === undefined ? 0 : 22;
    const chosen = genreMarks.chosen('roc', key);
    const side = Math.min(width - 64, 420);
    const share = (name, more) => axis(c, {
      type: 'value', min: 0, max: 1, interval: 0.25, name, nameLocation: 'middle',
      axisLabel: {color: c.soft, fontSize: size(), formatter: value => Math.round(100 * value) + '%'}, ...more
    });
    const lines = data.roc[key].map(line => {
      const genre = line.genre === null ? null : data.genres.indexOf(line.genre);
      const stands = genre === null || chosen === null || chosen === genre;
      return {
        name: (genre === null ? 'mean of genres' : line.genre) + '\nAUC ' + line.auc.toFixed(3),
        type: 'line', symbol: 'none', z: genre === null ? 4 : stands ? 3 : 2, triggerLineEvent: true,
        data: data.rocRates.map((rate, i) => [rate, line.points[i] / 1000]),
        lineStyle: {
          color: genre === null ? c.ink : genreMarks.colour(genre), opacity: stands ? 1 : 0.25,
          width: genre === null ? 2.5 : chosen === genre ? 2.75 : 1.5,
          type: genre === null ? 'solid' : genreMarks.dash(genre)
        },
        emphasis: {disabled: true}
      };
    });
    return {
      height: top + side + 56,
      option: {
        ...base(c), ...warning(c, reason),
        grid: {left: 52, top: top + 8, width: side, height: side},
        xAxis: share('false positives', {nameGap: 26}),
        yAxis: share('true positives', {nameGap: 40}),
        series: [
          {
            type: 'line', symbol: 'none', silent: true, data: [[0, 0], [1, 1]], z: 1,
            lineStyle: {color: c.soft, width: 1, type: 'dashed'}
          },
          ...lines
        ],
        tooltip: {...base(c).tooltip, trigger: 'item', formatter: params => params.seriesName}
      }
    };
  }

  return {roc};
};
