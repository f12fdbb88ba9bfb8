'use strict';
(() => {
  const data = JSON.parse(document.getElementById('charts').textContent);
  const root = document.documentElement;
  const drawn = new Map();
  root.classList.add('scripted');

  const colour = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const palette = () => Object.fromEntries(
    ['paper', 'panel', 'ink', 'soft', 'rule', 'accent', 'band', 'warn', 'heat-low', 'heat-high']
      .map(name => [name, colour(name)]));
  const size = () => Math.round(0.8 * parseFloat(getComputedStyle(root).fontSize));
  const percent = share => (100 * share).toFixed(1) + '%';

  // black or white, whichever stands out more from the share's place between two colours: one of
  // them always has a contrast above 4.5
  const legible = (low, high, share) => {
    const channels = [1, 3, 5].map(at => {
      const from = parseInt(low.slice(at, at + 2), 16);
      const to = parseInt(high.slice(at, at + 2), 16);
      const value = (from + share * (to - from)) / 255;
      return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    });
    const luminance = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
    return luminance > 0.179 ? '#000000' : '#ffffff';
  };

  // said again where labels are measured before they are drawn: ECharts does not pass it on there
  const fontFamily = 'system-ui, sans-serif';

  // charts never make HTML of names: tooltips are drawn as text too
  const base = c => ({
    animation: false,
    textStyle: {fontFamily, color: c.ink, fontSize: size()},
    tooltip: {
      renderMode: 'richText', confine: true, backgroundColor: c.paper, borderColor: c.rule,
      textStyle: {color: c.ink, fontSize: size()}
    }
  });
  const axis = (c, more) => ({
    axisLine: {lineStyle: {color: c.soft}}, axisTick: {show: false},
    axisLabel: {color: c.soft, hideOverlap: true, fontSize: size()},
    nameTextStyle: {color: c.soft, fontSize: size()},
    splitLine: {lineStyle: {color: c.rule}}, ...more
  });
  const warning = (c, reason) => reason === undefined ? {} : {
    title: {
      text: 'UNSAFE: ' + reason, left: 0, top: 0,
      textStyle: {
        color: c.warn, fontSize: size(), fontWeight: 700,
        width: Math.max(260, root.clientWidth - 48), overflow: 'truncate'
      }
    }
  };

  function overview(c) {
    const rows = data.overview;
    const tint = row => row.safe ? (row.baseline ? c.soft : c.accent) : c.warn;
    const interval = (params, api) => {
      const row = rows[params.dataIndex];
      const low = api.coord([api.value(0), api.value(2)]);
      const high = api.coord([api.value(1), api.value(2)]);
      return {
        type: 'rect', shape: {x: low[0], y: low[1] - 4, width: Math.max(1, high[0] - low[0]), height: 8},
        style: {fill: tint(row), opacity: row.baseline ? 0.25 : 0.3}
      };
    };
    return {
      height: 50 + 48 * rows.length,
      option: {
        ...base(c),
        grid: {left: 16, right: 22, top: 8, bottom: 28},
        xAxis: axis(c, {
          type: 'value', min: 0, max: 1, axisLine: {show: false},
          axisLabel: {color: c.soft, fontSize: size(), formatter: value => Math.round(100 * value) + '%'}
        }),
        yAxis: axis(c, {
          type: 'category', inverse: true, data: rows.map((_, i) => i),
          splitLine: {show: false}, axisLine: {lineStyle: {color: c.rule}},
          axisLabel: {
            inside: true, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 10, 0], margin: 0,
            color: c.ink, fontSize: size(), interval: 0, hideOverlap: false,
            rich: {warn: {color: c.warn, fontWeight: 700}, soft: {color: c.soft}},
            formatter: value => {
              const row = rows[value];
              return (row.safe ? '' : '{warn|UNSAFE} ') + row.name.replace(/[{|}]/g, ' ')
                + (row.best ? ' {soft|chosen}' : '') + (row.baseline ? ' {soft|baseline}' : '');
            }
          }
        }),
        series: [
          {
            type: 'custom', renderItem: interval, encode: {x: [0, 1], y: 2}, silent: true,
            data: rows.map((row, i) => [
              row.interval ? row.interval.low : row.accuracy,
              row.interval ? row.interval.high : row.accuracy, i])
          },
          {
            type: 'scatter', z: 3,
            data: rows.map((row, i) => ({
              value: [row.accuracy, i], symbol: row.safe ? 'circle' : 'diamond',
              symbolSize: row.safe ? 11 : 13,
              itemStyle: row.safe ? {color: tint(row), opacity: 1}
                : {color: c.paper, borderColor: c.warn, borderWidth: 2, opacity: 1}
            }))
          }
        ],
        tooltip: {
          ...base(c).tooltip, trigger: 'item',
          formatter: params => {
            const row = rows[params.dataIndex];
            return (row.safe ? '' : 'UNSAFE ') + row.name + '\n' + percent(row.accuracy)
              + (row.interval
                ? ' (' + percent(row.interval.low) + ' to ' + percent(row.interval.high) + ')' : '');
          }
        }
      }
    };
  }

  function curves(c, key, width) {
    const {models, meanOf} = data.curves[key];
    const reason = data.unsafe[key];
    const top = reason === undefined ? 0 : 22;
    const stacked = width < 560;
    const faint = models.length > 1 ? 0.65 : 1;
    const series = [];
    const add = (name, field, index, tint, dash) => models.forEach(model => series.push({
      name, type: 'line', xAxisIndex: index, yAxisIndex: index, symbol: 'none',
      data: model.epochs.map((epoch, i) => [epoch, model[field][i]]),
      lineStyle: {color: tint, width: 1.75, type: dash, opacity: faint}, itemStyle: {color: tint},
      emphasis: {disabled: true},
      markPoint: name === 'Train' ? undefined : {
        silent: true, symbol: 'circle', symbolSize: 8, label: {show: false},
        itemStyle: {color: c.paper, borderColor: tint, borderWidth: 2},
        data: model.epochs.flatMap((epoch, i) =>
          epoch === model.keptEpoch ? [{coord: [epoch, model[field][i]]}] : [])
      }
    }));
    add('Train', 'trainLoss', 0, c.soft, 'dashed');
    add('Validation', 'validationLoss', 0, c.accent, 'solid');
    add('Train', 'trainAccuracy', 1, c.soft, 'dashed');
    add('Validation', 'validationAccuracy', 1, c.accent, 'solid');
    const grid = stacked
      ? [{left: 44, right: 12, top: top + 52, height: 150}, {left: 44, right: 12, top: top + 262, height: 150}]
      : [{left: 44, right: '53%', top: top + 52, bottom: 40}, {left: '54%', right: 12, top: top + 52, bottom: 40}];
    const x = index => axis(c, {
      type: 'value', gridIndex: index, min: 1, minInterval: 1, name: 'epoch', nameLocation: 'middle',
      nameGap: 24, splitLine: {show: false}, max: Math.max(2, ...models.flatMap(model => model.epochs))
    });
    const y = (index, name, more) => axis(c, {
      type: 'value', gridIndex: index, name, axisLine: {show: false}, scale: true, splitNumber: 4,
      nameTextStyle: {color: c.soft, fontSize: size(), align: 'left', padding: [0, 0, 0, -36]}, ...more
    });
    return {
      height: top + (stacked ? 456 : 320),
      option: {
        ...base(c), ...warning(c, reason), grid,
        legend: {
          top, left: 0, data: ['Train', 'Validation'], itemWidth: 22, itemHeight: 8,
          textStyle: {color: c.ink, fontSize: size()}, selectedMode: false
        },
        xAxis: [x(0), x(1)],
        yAxis: [y(0, 'loss', {}), y(1, 'accuracy', {
          min: 0, max: 1, scale: false, interval: 0.25,
          axisLabel: {color: c.soft, fontSize: size(), formatter: value => Math.round(100 * value) + '%'}
        })],
        graphic: {
          type: 'text', right: 12, top: top + 5,
          style: {text: meanOf ? 'means of ' + meanOf + ' models' : '○ kept epoch', fill: c.soft, fontSize: size(), fontFamily}
        },
        series,
        tooltip: {...base(c).tooltip, trigger: 'axis', axisPointer: {lineStyle: {color: c.soft}},
          formatter: points => {
            const field = points[0].axisIndex === 0 ? value => value.toFixed(3) : percent;
            const mean = name => {
              const values = points.filter(point => point.seriesName === name).map(point => point.value[1]);
              return values.length ? field(values.reduce((a, b) => a + b, 0) / values.length) : '–';
            };
            return 'Epoch ' + points[0].value[0] + (models.length > 1 || meanOf ? ', mean' : '')
              + '\nTrain ' + mean('Train') + '\nValidation ' + mean('Validation');
          }
        }
      }
    };
  }

  function confusion(c, key, width) {
    const [anchor, level] = key.split(' ');
    const matrix = data.confusion[anchor][level];
    const shares = document.querySelector('input[name="cells-' + anchor + '"][value=share]');
    const inShares = Boolean(shares && shares.checked);
    const genres = data.genres;
    const reason = data.unsafe[anchor];
    const top = reason === undefined ? 0 : 22;
    const longest = Math.max(...genres.map(genre => genre.length));
    const left = Math.min(0.3 * width, 12 + 0.56 * size() * longest);
    const cell = Math.min(60, (width - left - 8) / genres.length);
    const turn = cell < 0.6 * size() * Math.min(longest, 12);
    const below = turn ? Math.min(110, 16 + 0.5 * size() * longest) : 30;
    const cells = [];
    matrix.forEach((row, truth) => {
      const sum = row.reduce((a, b) => a + b, 0);
      row.forEach((count, said) => {
        const share = sum ? count / sum : 0;
        cells.push({
          value: [said, truth, share, count],
          label: {color: count ? legible(c['heat-low'], c['heat-high'], share) : c.soft}
        });
      });
    });
    const names = more => axis(c, {
      type: 'category', data: genres, axisLine: {show: false}, splitLine: {show: false}, ...more
    });
    return {
      height: top + below + cell * genres.length + 8,
      option: {
        ...base(c), ...warning(c, reason),
        grid: {left, top: top + 4, width: cell * genres.length, height: cell * genres.length},
        xAxis: names({axisLabel: {
          color: c.soft, fontSize: size(), interval: 0, rotate: turn ? 45 : 0, width: below + 30, overflow: 'truncate'
        }}),
        yAxis: names({inverse: true, axisLabel: {
          color: c.soft, fontSize: size(), interval: 0, width: left - 10, overflow: 'truncate'
        }}),
        visualMap: {
          show: false, type: 'continuous', min: 0, max: 1, dimension: 2,
          inRange: {color: [c['heat-low'], c['heat-high']]}
        },
        series: [{
          type: 'heatmap', data: cells, itemStyle: {borderColor: c.paper, borderWidth: 1},
          label: {show: cell >= 24, fontSize: Math.min(size(), 0.36 * cell), formatter: params =>
            inShares && params.value[3] ? Math.round(100 * params.value[2]) : params.value[3]},
          emphasis: {itemStyle: {borderColor: c.ink, borderWidth: 1.5}}
        }],
        tooltip: {...base(c).tooltip, formatter: params =>
          genres[params.value[1]] + ' called ' + genres[params.value[0]] + '\n'
            + params.value[3] + ' (' + percent(params.value[2]) + ' of the row)'}
      }
    };
  }

  function stages(c) {
    const rows = data.stages;
    const time = s => s < 60 ? s.toFixed(1) + ' s' : s < 3600 ? (s / 60).toFixed(1) + ' min' : (s / 3600).toFixed(1) + ' h';
    return {
      height: 24 + 34 * rows.length,
      option: {
        ...base(c),
        grid: {left: 8, right: 72, top: 4, bottom: 4, containLabel: true},
        xAxis: axis(c, {type: 'value', show: false}),
        yAxis: axis(c, {
          type: 'category', inverse: true, data: rows.map(row => row.stage),
          axisLine: {show: false}, axisLabel: {color: c.ink, fontSize: size(), fontFamily, interval: 0}
        }),
        series: [{
          type: 'bar', data: rows.map(row => row.seconds), barWidth: 14, itemStyle: {color: c.accent},
          label: {show: true, position: 'right', color: c.soft, fontSize: size(), formatter: params => time(params.value)}
        }],
        tooltip: {show: false}
      }
    };
  }

  const kinds = {
    overview, curves, confusion, stages, ...synthesisCharts(data, {base, axis, size, warning}),
    ...rocCharts(data, {base, axis, size, warning}),
    ...probabilityCharts(data, {base, axis, size, warning, percent}), ...durationCharts(data, {base, axis, size}),
    ...explorationCharts(data, {base, axis, size, legible}),
    ...tuningCharts(data, {base, axis, size, warning})
  };

  function draw(element, paperWidth) {
    const width = Math.min(element.clientWidth, paperWidth || Infinity);
    if (!width) {
      return;
    }
    const chart = kinds[element.dataset.chart](palette(), element.dataset.key, width);
    element.style.height = Math.round(chart.height) + 'px';
    const old = drawn.get(element);
    if (old) {
      old.chart.dispose();
    }
    const made = echarts.init(element, null, {renderer: 'svg', width, height: Math.round(chart.height)});
    made.setOption(chart.option);
    drawn.set(element, {chart: made, width: element.clientWidth});
    element.dataset.drawn = 'true';
  }

  const charts = Array.from(document.querySelectorAll('[data-chart]'));
  const redraw = () => charts.filter(element => drawn.has(element)).forEach(element => draw(element));

  // draws a chart when its element first has a width, as when its branch is opened
  const watch = new ResizeObserver(entries => entries.forEach(({target}) => {
    const known = drawn.get(target);
    if (target.clientWidth && (!known || known.width !== target.clientWidth)) {
      draw(target);
    }
  }));
  charts.forEach(element => watch.observe(element));

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);

  document.addEventListener('change', event => {
    if (event.target.matches('select[data-for]')) {
      charts.filter(element => element.dataset.chart === (event.target.dataset.kind || 'projection')
        && element.dataset.key === event.target.dataset.for).forEach(element => draw(element));
      return;
    }
    if (event.target.matches('.cells input')) {
      const branch = event.target.closest('details.branch');
      charts.filter(element => element.dataset.chart === 'confusion' && branch.contains(element))
        .forEach(element => draw(element));
      return;
    }
    if (!event.target.matches('.levels input')) {
      return;
    }
    event.target.closest('details.branch').querySelectorAll('[data-level]').forEach(element =>
      element.classList.toggle('other', element.dataset.level !== event.target.value));
  });

  const openTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target && target.matches('details')) {
      target.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener('hashchange', openTarget);
  openTarget();

  // paper is white, and has no closed parts
  let closed = [];
  addEventListener('beforeprint', () => {
    root.classList.add('paper');
    closed = Array.from(document.querySelectorAll('details:not([open])'));
    closed.forEach(element => { element.open = true; });
    charts.forEach(element => draw(element, 640));
  });
  addEventListener('afterprint', () => {
    root.classList.remove('paper');
    closed.forEach(element => { element.open = false; });
    redraw();
  });
})();
