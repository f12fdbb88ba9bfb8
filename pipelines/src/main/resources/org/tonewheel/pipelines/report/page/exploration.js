'use strict';
// charts of a table's rows; `tools` are those of the other charts
const explorationCharts = (data, tools) => {
  const {base, axis, size, legible} = tools;
  const percent = share => (100 * share).toFixed(1) + '%';
  const short = value => {
    const large = Math.abs(value);
    if (large >= 1e6) {
      return +(value / 1e6).toPrecision(3) + 'M';
    }
    return large >= 1e4 ? +(value / 1e3).toPrecision(3) + 'k' : String(+value.toPrecision(3));
  };

  // panels beside and below each other, each with a heading and axes of its own
  function panels(c, width, count, panelHeight, least, gap) {
    const columns = Math.max(1, Math.min(count, Math.floor(width / least)));
    const step = width / columns;
    const at = i => ({left: (i % columns) * step, top: Math.floor(i / columns) * (panelHeight + 52)});
    return {
      height: Math.ceil(count / columns) * (panelHeight + 52),
      title: (i, text) => ({
        text, left: at(i).left, top: at(i).top + 2, padding: 0,
        textStyle: {color: c.ink, fontSize: size(), fontWeight: 600, lineHeight: 1.35 * size(), width: step - 16, overflow: 'truncate'}
      }),
      grid: i => ({left: at(i).left + 2, top: at(i).top + 24, width: step - gap, height: panelHeight})
    };
  }

  const ends = (c, first, last, count) => ({
    color: c.soft, fontSize: size(), interval: i => i === 0 || i === count - 1, hideOverlap: false,
    alignMinLabel: 'left', alignMaxLabel: 'right',
    formatter: (value, i) => i === 0 ? first : i === count - 1 ? last : ''
  });

  function distributions(c, key, width) {
    const columns = data.exploration.distributions[key];
    const place = panels(c, width, columns.length, 84, 150, 20);
    const bin = (column, i) => {
      const {from, to, counts} = column.bins;
      const step = (to - from) / counts.length;
      return column.categories.length ? column.categories[i]
        : short(from + i * step) + ' to ' + short(from + (i + 1) * step);
    };
    return {
      height: place.height,
      option: {
        ...base(c),
        title: columns.map((column, i) => place.title(i, column.name)),
        grid: columns.map((_, i) => place.grid(i)),
        xAxis: columns.map((column, i) => {
          const {from, to, counts} = column.bins;
          const names = column.categories;
          return axis(c, {
            type: 'category', gridIndex: i, data: counts.map((_, at) => bin(column, at)),
            splitLine: {show: false},
            axisLabel: names.length
              ? ends(c, names[0], names[names.length - 1], counts.length)
              : ends(c, short(from), short(to), counts.length)
          });
        }),
        yAxis: columns.map((_, i) => axis(c, {type: 'value', gridIndex: i, show: false})),
        series: columns.map((column, i) => ({
          type: 'bar', xAxisIndex: i, yAxisIndex: i, data: column.bins.counts,
          barCategoryGap: column.categories.length ? '25%' : '6%', itemStyle: {color: c.accent}
        })),
        tooltip: {
          ...base(c).tooltip, trigger: 'item',
          formatter: params => {
            const column = columns[params.seriesIndex];
            const {counts, below, above} = column.bins;
            const all = counts.reduce((a, b) => a + b, below + above);
            return column.name + ' ' + bin(column, params.dataIndex) + '\n' + params.value
              + ' (' + percent(all ? params.value / all : 0) + ')'
              + (below || above ? '\nbeyond the bins: ' + below + ' and ' + above : '');
          }
        }
      }
    };
  }

  function quartiles(c, key, width) {
    const columns = data.exploration.quartiles;
    const bar = 9;
    const place = panels(c, width, columns.length, 2 + bar * data.genres.length, 210, 44);
    const box = genres => (params, api) => {
      const genre = api.value(3);
      const y = api.coord([api.value(0), genre])[1];
      const x = at => api.coord([api.value(at), genre])[0];
      return {
        type: 'group',
        children: [
          {
            type: 'rect', shape: {x: x(0), y: y - 3, width: Math.max(2, x(2) - x(0)), height: 6},
            style: {fill: genreMarks.colour(genre), opacity: 0.55}
          },
          {type: 'rect', shape: {x: x(1) - 1, y: y - 4, width: 2.5, height: 8}, style: {fill: c.ink}}
        ]
      };
    };
    return {
      height: place.height,
      option: {
        ...base(c),
        title: columns.map((column, i) => place.title(i, column.name)),
        grid: columns.map((_, i) => place.grid(i)),
        xAxis: columns.map((column, i) => {
          const values = column.genres.flat();
          return axis(c, {
            type: 'value', gridIndex: i, min: Math.min(...values), max: Math.max(...values),
            splitNumber: 1, interval: (Math.max(...values) - Math.min(...values)) || 1,
            axisLabel: {
              color: c.soft, fontSize: size(), alignMinLabel: 'left', alignMaxLabel: 'right', formatter: short
            }
          });
        }),
        yAxis: columns.map((_, i) => axis(c, {
          type: 'category', gridIndex: i, inverse: true, data: data.genres, show: false
        })),
        series: columns.map((column, i) => ({
          type: 'custom', xAxisIndex: i, yAxisIndex: i, renderItem: box(column.genres),
          encode: {x: [0, 1, 2], y: 3},
          data: column.genres.flatMap((one, genre) => one.length ? [[...one, genre]] : [])
        })),
        tooltip: {
          ...base(c).tooltip, trigger: 'item',
          formatter: ({seriesIndex, value}) => columns[seriesIndex].name + ', ' + data.genres[value[3]]
            + '\nmedian ' + short(value[1]) + '\nmiddle half ' + short(value[0]) + ' to ' + short(value[2])
        }
      }
    };
  }

  function correlations(c, key, width) {
    const {names, values} = data.exploration.correlations[key];
    const longest = Math.max(...names.map(name => name.length));
    const left = Math.min(0.36 * width, 12 + 0.56 * size() * longest);
    const cell = Math.min(56, (width - left - 8) / names.length);
    const below = Math.min(110, 16 + 0.5 * size() * longest);
    const tint = value => value < 0 ? c.warn : c['heat-high'];
    const labels = more => axis(c, {
      type: 'category', data: names, axisLine: {show: false}, splitLine: {show: false}, ...more
    });
    const cells = values.flatMap((row, y) => row.map((value, x) => ({
      value: [x, y, value === null ? 0 : Math.abs(value)], signed: value,
      itemStyle: {color: mixed(c['heat-low'], tint(value || 0), Math.abs(value || 0))},
      label: {color: legible(c['heat-low'], tint(value || 0), Math.abs(value || 0))}
    })));
    return {
      height: below + cell * names.length + 8,
      option: {
        ...base(c),
        grid: {left, top: 4, width: cell * names.length, height: cell * names.length},
        xAxis: labels({axisLabel: {
          color: c.soft, fontSize: size(), interval: 0, rotate: 45, width: below + 30, overflow: 'truncate'
        }}),
        yAxis: labels({inverse: true, axisLabel: {
          color: c.soft, fontSize: size(), interval: 0, width: left - 10, overflow: 'truncate'
        }}),
        series: [{
          type: 'custom', data: cells, encode: {x: 0, y: 1},
          renderItem: (params, api) => {
            const [x, y] = api.coord([api.value(0), api.value(1)]);
            const one = cells[params.dataIndex];
            const square = {
              type: 'rect', style: {fill: one.itemStyle.color, stroke: c.paper, lineWidth: 1},
              shape: {x: x - cell / 2, y: y - cell / 2, width: cell, height: cell}
            };
            const text = {
              type: 'text', silent: true,
              style: {
                text: one.signed === null ? '–' : one.signed.toFixed(2).replace('0.', '.').replace('-', '−'),
                x, y, align: 'center', verticalAlign: 'middle', fill: one.label.color,
                fontSize: Math.min(size(), 0.34 * cell), fontFamily: 'system-ui, sans-serif'
              }
            };
            return {type: 'group', children: cell >= 24 ? [square, text] : [square]};
          }
        }],
        tooltip: {...base(c).tooltip, trigger: 'item', formatter: ({dataIndex}) => {
          const {value, signed} = cells[dataIndex];
          return names[value[1]] + ' and ' + names[value[0]] + '\n' + (signed === null ? 'one is constant' : signed.toFixed(3));
        }}
      }
    };
  }

  const mixed = (low, high, share) => '#' + [1, 3, 5].map(at => {
    const from = parseInt(low.slice(at, at + 2), 16);
    const to = parseInt(high.slice(at, at + 2), 16);
    return Math.round(from + share * (to - from)).toString(16).padStart(2, '0');
  }).join('');

  function scree(c, key, width) {
    const shares = data.exploration.components[key];
    const soFar = shares.map((_, i) => shares.slice(0, i + 1).reduce((a, b) => a + b, 0));
    return {
      height: Math.min(340, Math.max(260, 0.6 * width)),
      option: {
        ...base(c),
        legend: {
          top: 0, left: 0, data: ['Each', 'So far'], itemWidth: 18, itemHeight: 8,
          textStyle: {color: c.ink, fontSize: size()}, selectedMode: false
        },
        grid: {left: 48, right: 16, top: 34, bottom: 44},
        xAxis: axis(c, {
          type: 'category', data: shares.map((_, i) => i + 1), name: 'component', nameLocation: 'middle',
          nameGap: 26, splitLine: {show: false}
        }),
        yAxis: axis(c, {
          type: 'value', min: 0, max: 1, interval: 0.25, axisLine: {show: false},
          axisLabel: {color: c.soft, fontSize: size(), formatter: value => Math.round(100 * value) + '%'}
        }),
        series: [
          {name: 'Each', type: 'bar', data: shares, barCategoryGap: '25%', itemStyle: {color: c.accent}},
          {
            name: 'So far', type: 'line', data: soFar, symbol: 'circle', symbolSize: 6,
            lineStyle: {color: c.soft, width: 1.75}, itemStyle: {color: c.soft}
          }
        ],
        tooltip: {
          ...base(c).tooltip, trigger: 'axis', axisPointer: {type: 'line', lineStyle: {color: c.soft}},
          formatter: points => {
            const i = points[0].dataIndex;
            return 'Component ' + (i + 1) + '\n' + percent(shares[i]) + ', so far ' + percent(soFar[i]);
          }
        }
      }
    };
  }

  function plane(c, key, width) {
    const clouds = data.exploration.planes[key];
    const chosen = genreMarks.chosen('plane', key);
    const pairs = points => Array.from({length: points.length / 2}, (_, i) => [points[2 * i], points[2 * i + 1]]);
    const tsne = key.endsWith('tsne');
    const component = (name, more) => axis(c, {
      type: 'value', name, nameLocation: 'middle', nameGap: 24, scale: true,
      axisLabel: {color: c.soft, fontSize: size(), hideOverlap: true, showMinLabel: false, showMaxLabel: false},
      ...more
    });
    return {
      height: Math.min(480, Math.max(300, 0.8 * width)),
      option: {
        ...base(c),
        grid: {left: 44, right: 12, top: 8, bottom: 40},
        xAxis: component(tsne ? '' : 'first component', {}),
        yAxis: component(tsne ? '' : 'second component', {nameGap: 28}),
        series: clouds.map(cloud => ({
          name: data.genres[cloud.genre], type: 'scatter', data: pairs(cloud.points),
          symbol: genreMarks.symbol(cloud.genre), z: chosen === cloud.genre ? 3 : 2,
          symbolSize: chosen === cloud.genre ? 6 : 4, emphasis: {disabled: true},
          itemStyle: {
            color: chosen === null || chosen === cloud.genre ? genreMarks.colour(cloud.genre) : c.rule,
            opacity: chosen === cloud.genre ? 1 : 0.7
          }
        })),
        tooltip: {...base(c).tooltip, trigger: 'item', formatter: params => params.seriesName}
      }
    };
  }

  return {distributions, quartiles, correlations, scree, plane};
};
