'use strict';
// charts of searches for settings; `tools` are those of the other charts
const tuningCharts = (data, tools) => {
  const {base, axis, size, warning} = tools;
  const text = c => ({color: c.soft, fontSize: size()});
  const short = value => typeof value !== 'number' ? String(value)
    : Math.abs(value) >= 1000 || Number.isInteger(value) ? String(value)
      : Math.abs(value) < 0.01 && value !== 0 ? value.toExponential(1) : value.toPrecision(3);

  function searched(c, key) {
    const study = data.tuning[key];
    const reason = data.unsafe[key];
    const top = reason === undefined ? 0 : 22;
    const complete = study.trials.filter(trial => trial.state === 'complete');
    const pruned = study.trials.filter(trial => trial.state === 'pruned' && trial.value !== null);
    const best = [];
    complete.forEach(trial => {
      const last = best.length ? best[best.length - 1][1] : trial.value;
      best.push([trial.number, study.lower ? Math.min(last, trial.value) : Math.max(last, trial.value)]);
    });
    if (best.length) {
      best.push([Math.max(...study.trials.map(trial => trial.number)), best[best.length - 1][1]]);
    }
    // a trial that diverged would flatten all others
    const values = complete.map(trial => trial.value).sort((a, b) => a - b);
    const worst = study.lower ? values[Math.floor(0.9 * (values.length - 1))] : values[Math.ceil(0.1 * (values.length - 1))];
    const edge = study.lower ? values[0] : values[values.length - 1];
    const reach = 1.5 * Math.abs(worst - edge) || 0.1 * Math.abs(edge) || 1;
    const limits = study.lower
      ? {min: edge - 0.1 * reach, max: Math.min(values[values.length - 1] + 0.1 * reach, edge + reach)}
      : {min: Math.max(values[0] - 0.1 * reach, edge - reach), max: edge + 0.1 * reach};
    const clipped = value => Math.min(limits.max, Math.max(limits.min, value));
    const dots = (name, trials, symbol, style) => ({
      name, type: 'scatter', symbol, symbolSize: 8, itemStyle: style,
      data: trials.map(trial => ({value: [trial.number, clipped(trial.value)], real: trial.value}))
    });
    return {
      height: top + 320,
      option: {
        ...base(c), ...warning(c, reason),
        legend: {
          top, left: 0, data: ['Complete', 'Pruned', 'Best so far'], itemWidth: 14, itemHeight: 8,
          textStyle: {color: c.ink, fontSize: size()}, selectedMode: false
        },
        grid: {left: 56, right: 14, top: top + 54, bottom: 42},
        xAxis: axis(c, {
          type: 'value', min: 0, max: Math.max(1, ...study.trials.map(trial => trial.number)), minInterval: 1,
          name: 'trial', nameLocation: 'middle', nameGap: 26, splitLine: {show: false}
        }),
        yAxis: axis(c, {
          type: 'value', ...limits, name: study.objective, axisLine: {show: false}, splitNumber: 4,
          nameTextStyle: {...text(c), align: 'left', padding: [0, 0, 0, -48]},
          axisLabel: {...text(c), formatter: short, showMinLabel: false, showMaxLabel: false}
        }),
        series: [
          dots('Complete', complete, 'circle', {color: c.accent, opacity: 0.85}),
          dots('Pruned', pruned, 'emptyTriangle', {color: c.soft, opacity: 0.9}),
          {
            name: 'Best so far', type: 'line', step: 'end', symbol: 'none', data: best, silent: true,
            lineStyle: {color: c.ink, width: 1.75}, itemStyle: {color: c.ink}
          }
        ],
        tooltip: {
          ...base(c).tooltip, trigger: 'item',
          formatter: params => 'Trial ' + params.value[0] + ', ' + params.seriesName.toLowerCase()
            + '\n' + study.objective + ' ' + params.data.real.toFixed(4)
        }
      }
    };
  }

  function importance(c, key) {
    const rows = data.tuning[key].importance;
    const reason = data.unsafe[key];
    const top = reason === undefined ? 0 : 22;
    return {
      height: top + 30 + 34 * rows.length,
      option: {
        ...base(c), ...warning(c, reason),
        grid: {left: 24, right: 64, top: top + 4, bottom: 4, containLabel: true},
        xAxis: axis(c, {type: 'value', show: false, min: 0}),
        yAxis: axis(c, {
          type: 'category', inverse: true, data: rows.map(row => row.parameter),
          axisLine: {show: false}, splitLine: {show: false},
          axisLabel: {color: c.ink, fontSize: size(), interval: 0, width: 160, overflow: 'truncate'}
        }),
        series: [{
          type: 'bar', data: rows.map(row => row.share), barWidth: 14, itemStyle: {color: c.accent},
          label: {
            show: true, position: 'right', color: c.soft, fontSize: size(),
            formatter: params => (100 * params.value).toFixed(0) + '%'
          }
        }],
        tooltip: {show: false}
      }
    };
  }

  function parallel(c, key, width) {
    const study = data.tuning[key];
    const reason = data.unsafe[key];
    const top = reason === undefined ? 0 : 22;
    const label = {...text(c), formatter: short, hideOverlap: true};
    const values = study.lines.map(line => line[line.length - 1]).sort((a, b) => a - b);
    const low = values[0];
    const high = values[values.length - 1];
    const axes = study.axes.map((one, at) => ({
      dim: at, name: one.name, axisLabel: label,
      ...(one.categories ? {type: 'category', data: one.categories, axisLabel: {...label, formatter: undefined}}
        : {type: one.log ? 'log' : 'value', scale: true, minInterval: one.whole && !one.log ? 1 : 0})
    }));
    axes.push({dim: axes.length, name: study.objective, type: 'value', scale: true, inverse: study.lower, axisLabel: label});
    const gap = Math.max(60, (width - 120) / Math.max(1, axes.length - 1));
    const named = Math.max(6, Math.floor(1.7 * gap / size()));
    // the better, the nearer to the accent and the later drawn
    const share = value => high === low ? 1 : (study.lower ? high - value : value - low) / (high - low);
    const lines = study.lines
      .map(line => ({value: line.slice(1), number: line[0], share: share(line[line.length - 1])}))
      .sort((a, b) => a.share - b.share)
      .map(line => ({
        value: line.value, number: line.number,
        lineStyle: {
          color: line.share > 0.9 ? c.accent : c.soft, width: line.share === 1 ? 3 : 1.25,
          opacity: 0.15 + 0.75 * line.share * line.share
        }
      }));
    return {
      height: top + 340,
      option: {
        ...base(c), ...warning(c, reason),
        parallel: {left: 48, right: 72, top: top + 50, bottom: 26},
        parallelAxis: axes.map(one => axis(c, {
          ...one, nameLocation: 'end', nameGap: 14, realtime: false, splitLine: {show: false},
          name: one.name.length > named ? one.name.slice(0, named - 1) + '…' : one.name,
          nameTextStyle: {color: c.ink, fontSize: size()}
        })),
        series: [{type: 'parallel', data: lines, smooth: false, inactiveOpacity: 0.05}],
        tooltip: {
          ...base(c).tooltip, trigger: 'item',
          formatter: params => 'Trial ' + params.data.number + '\n' + params.data.value
            .map((value, at) => (at < study.axes.length ? study.axes[at].name : study.objective) + ' ' + short(value)).join('\n')
        }
      }
    };
  }

  return {searched, importance, parallel};
};
