'use strict';
// charts of what synthetic segments are worth; `tools` are those of the other charts
const synthesisCharts = (data, tools) => {
  const {base, axis, size, warning} = tools;
  const points = share => (share > 0 ? '+' : '') + (Math.round(1000 * share) / 10 || 0).toFixed(1);
  const text = c => ({color: c.soft, fontSize: size()});
  const legend = (c, top, names, itemWidth) => ({
    top, left: 0, data: names, itemWidth, itemHeight: 8,
    textStyle: {color: c.ink, fontSize: size()}, selectedMode: false
  });
  // names stand above their row, inside the chart, so that long ones leave it its width
  const rowNames = (c, count, name) => axis(c, {
    type: 'category', inverse: true, data: Array.from({length: count}, (_, i) => i),
    splitLine: {show: false}, axisLine: {show: false},
    axisLabel: {
      inside: true, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 10, 0], margin: 0,
      color: c.ink, fontSize: size(), interval: 0, hideOverlap: false,
      rich: {warn: {color: c.warn, fontWeight: 700}, soft: {color: c.soft}}, formatter: name
    }
  });

  function arms(c) {
    const rows = data.arms;
    const ends = rows.flatMap(row => [row.difference, row.interval ? row.interval.low : 0,
      row.interval ? row.interval.high : 0, row.spread ? row.spread.min : 0, row.spread ? row.spread.max : 0]);
    const reach = 1.08 * Math.max(0.01, ...ends.map(Math.abs));
    const tint = row => row.safe ? c.accent : c.warn;
    const bar = height => (params, api) => {
      const row = rows[api.value(2)];
      const low = api.coord([api.value(0), api.value(2)]);
      const high = api.coord([api.value(1), api.value(2)]);
      return {
        type: 'rect',
        shape: {x: low[0], y: low[1] - height / 2, width: Math.max(1, high[0] - low[0]), height},
        style: {fill: tint(row), opacity: height > 2 ? 0.3 : 1}
      };
    };
    const bars = (range, height) => ({
      type: 'custom', renderItem: bar(height), encode: {x: [0, 1], y: 2}, silent: true,
      data: rows.flatMap((row, i) => range(row) ? [[...range(row), i]] : [])
    });
    return {
      height: 50 + 48 * rows.length,
      option: {
        ...base(c),
        grid: {left: 16, right: 22, top: 8, bottom: 28},
        xAxis: axis(c, {
          type: 'value', min: -reach, max: reach, axisLine: {show: false},
          axisLabel: {...text(c), showMinLabel: false, showMaxLabel: false, formatter: points}
        }),
        yAxis: rowNames(c, rows.length, value => {
          const row = rows[value];
          return (row.safe ? '' : '{warn|UNSAFE} ') + row.name.replace(/[{|}]/g, ' ')
            + (row.safe && !row.admitted ? ' {soft|not admitted}' : '');
        }),
        series: [
          bars(row => row.interval && [row.interval.low, row.interval.high], 8),
          bars(row => row.spread && [row.spread.min, row.spread.max], 2),
          {
            type: 'scatter', z: 3,
            data: rows.map((row, i) => ({
              value: [row.difference, i], symbol: row.safe ? 'circle' : 'diamond',
              symbolSize: row.safe ? 11 : 13,
              itemStyle: row.safe ? {color: c.accent, opacity: 1}
                : {color: c.paper, borderColor: c.warn, borderWidth: 2, opacity: 1}
            })),
            markLine: {
              silent: true, symbol: 'none', label: {show: false}, data: [{xAxis: 0}],
              lineStyle: {color: c.ink, width: 1, type: 'solid'}
            }
          }
        ],
        tooltip: {
          ...base(c).tooltip, trigger: 'item',
          formatter: params => {
            const row = rows[params.dataIndex];
            return (row.safe ? '' : 'UNSAFE ') + row.name + '\n' + points(row.difference) + ' points'
              + (row.interval ? ' (' + points(row.interval.low) + ' to ' + points(row.interval.high) + ')' : '')
              + (row.spread ? '\nseeds ' + points(row.spread.min) + ' to ' + points(row.spread.max) : '');
          }
        }
      }
    };
  }

  function losses(c, key, width) {
    const epochs = data.losses[key].epochs;
    const reason = data.unsafe[key];
    const top = reason === undefined ? 0 : 22;
    const stacked = width < 560;
    const line = (name, field, index, tint, dash) => ({
      name, type: 'line', xAxisIndex: index, yAxisIndex: index,
      symbol: epochs.length === 1 ? 'circle' : 'none', emphasis: {disabled: true},
      data: epochs.map(row => [row.epoch, row[field]]),
      lineStyle: {color: tint, width: 1.75, type: dash}, itemStyle: {color: tint}
    });
    const grid = stacked
      ? [{left: 44, right: 12, top: top + 62, height: 140}, {left: 44, right: 12, top: top + 282, height: 140}]
      : [{left: 44, right: '53%', top: top + 62, bottom: 40}, {left: '54%', right: 12, top: top + 62, bottom: 40}];
    const last = Math.max(2, ...epochs.map(row => row.epoch));
    const x = index => axis(c, {
      type: 'value', gridIndex: index, min: 1, max: last, minInterval: 1, name: 'epoch',
      nameLocation: 'middle', nameGap: 24, splitLine: {show: false}
    });
    const y = (index, name) => axis(c, {
      type: 'value', gridIndex: index, name, axisLine: {show: false}, scale: true, splitNumber: 4,
      nameTextStyle: {...text(c), align: 'left', padding: [0, 0, 0, -36]}
    });
    return {
      height: top + (stacked ? 466 : 320),
      option: {
        ...base(c), ...warning(c, reason), grid,
        legend: legend(c, top, ['Generator', 'Discriminator', 'Real', 'Synthetic'], 22),
        xAxis: [x(0), x(1)], yAxis: [y(0, 'loss'), y(1, 'score')],
        series: [
          line('Generator', 'generatorLoss', 0, c.accent, 'solid'),
          line('Discriminator', 'discriminatorLoss', 0, c.soft, 'dashed'),
          line('Real', 'realScore', 1, c.ink, 'dotted'),
          line('Synthetic', 'fakeScore', 1, c.warn, 'solid')
        ],
        tooltip: {
          ...base(c).tooltip, trigger: 'axis', axisPointer: {lineStyle: {color: c.soft}},
          formatter: shown => ['Epoch ' + shown[0].value[0],
            ...shown.map(point => point.seriesName + ' ' + point.value[1].toFixed(3))].join('\n')
        }
      }
    };
  }

  function frechet(c, key) {
    const rows = data.frechet[key];
    const reason = data.unsafe[key];
    const top = reason === undefined ? 0 : 22;
    const both = row => row.synthetic !== null && row.halves !== null;
    return {
      height: top + 74 + 40 * rows.length,
      option: {
        ...base(c), ...warning(c, reason),
        legend: legend(c, top, ['Synthetic to real', 'Halves of the real'], 10),
        grid: {left: 16, right: 22, top: top + 30, bottom: 28},
        xAxis: axis(c, {type: 'value', min: 0, axisLine: {show: false}}),
        yAxis: rowNames(c, rows.length, value => rows[value].genre.replace(/[{|}]/g, ' ')),
        series: [
          {
            type: 'custom', encode: {x: [0, 1], y: 2}, silent: true,
            data: rows.flatMap((row, i) => both(row) ? [[row.halves, row.synthetic, i]] : []),
            renderItem: (params, api) => {
              const from = api.coord([api.value(0), api.value(2)]);
              const to = api.coord([api.value(1), api.value(2)]);
              return {
                type: 'line', shape: {x1: from[0], y1: from[1], x2: to[0], y2: to[1]},
                style: {stroke: c.rule, lineWidth: 2}
              };
            }
          },
          {
            name: 'Synthetic to real', type: 'scatter', symbol: 'circle', symbolSize: 11,
            itemStyle: {color: c.accent, opacity: 1},
            data: rows.flatMap((row, i) => row.synthetic === null ? [] : [[row.synthetic, i]])
          },
          {
            name: 'Halves of the real', type: 'scatter', symbol: 'rect', symbolSize: [3, 14],
            itemStyle: {color: c.soft, opacity: 1},
            data: rows.flatMap((row, i) => row.halves === null ? [] : [[row.halves, i]])
          }
        ],
        tooltip: {
          ...base(c).tooltip, trigger: 'item',
          formatter: params => rows[params.value[1]].genre + '\n' + params.seriesName + ' ' + params.value[0].toFixed(2)
        }
      }
    };
  }

  function projection(c, key, width) {
    const cloud = data.projections[key];
    const reason = data.unsafe[key];
    const top = reason === undefined ? 0 : 22;
    const choice = document.querySelector('select[data-for="' + key + '"]');
    const genre = choice && choice.value !== '' ? Number(choice.value) : null;
    const shown = all => all.filter(point => genre === null || point[2] === genre);
    // the axes stay where they are when a genre is chosen
    const all = [...cloud.real, ...cloud.synthetic];
    const range = at => {
      const values = all.map(point => point[at]);
      return {min: Math.floor(Math.min(...values)), max: Math.ceil(Math.max(...values))};
    };
    const component = (name, at, more) => axis(c, {
      type: 'value', name, nameLocation: 'middle', nameGap: 24, ...range(at),
      axisLabel: {...text(c), hideOverlap: true, showMinLabel: false, showMaxLabel: false}, ...more
    });
    return {
      height: top + Math.min(440, Math.max(300, 0.75 * width)),
      option: {
        ...base(c), ...warning(c, reason),
        legend: legend(c, top, ['Real', 'Synthetic'], 10),
        grid: {left: 48, right: 16, top: top + 34, bottom: 40},
        xAxis: component('first component', 0, {}),
        yAxis: component('second component', 1, {nameGap: 30}),
        series: [
          {
            name: 'Real', type: 'scatter', symbol: 'circle', symbolSize: 6, data: shown(cloud.real),
            itemStyle: {color: 'transparent', borderColor: c.soft, borderWidth: 1.25, opacity: 1}
          },
          {
            name: 'Synthetic', type: 'scatter', symbol: 'triangle', symbolSize: 7,
            data: shown(cloud.synthetic), itemStyle: {color: c.accent, opacity: 0.75}
          }
        ],
        tooltip: {
          ...base(c).tooltip, trigger: 'item',
          formatter: params => params.seriesName + ', ' + data.genres[params.value[2]]
        }
      }
    };
  }

  return {arms, losses, frechet, projection};
};
