'use strict';
// how long recordings are; `tools` are those of the other charts
const durationCharts = (data, tools) => {
  const {base, axis, size} = tools;
  const parts = ['shortest', 'lowerQuartile', 'median', 'upperQuartile', 'longest'];
  const seconds = value => value.toFixed(1) + ' s';

  function durations(c, key, width) {
    const rows = data.durations;
    const longest = Math.max(...rows.map(row => row.genre.length));
    const left = Math.min(0.3 * width, 16 + 0.56 * size() * longest);
    return {
      height: 48 + 30 * rows.length,
      option: {
        ...base(c),
        grid: {left, right: 22, top: 6, bottom: 42},
        xAxis: axis(c, {
          type: 'value', scale: true, name: 'seconds', nameLocation: 'middle', nameGap: 26,
          axisLine: {show: false}
        }),
        yAxis: axis(c, {
          type: 'category', inverse: true, data: rows.map((_, i) => i), splitLine: {show: false},
          axisLabel: {
            color: c.ink, fontSize: size(), interval: 0, width: left - 12, overflow: 'truncate',
            formatter: place => rows[place].genre
          }
        }),
        series: [{
          type: 'boxplot', boxWidth: [8, 16], data: rows.map(row => parts.map(part => row[part])),
          itemStyle: {color: c.band, borderColor: c.accent, borderWidth: 1.5}, emphasis: {disabled: true}
        }],
        tooltip: {
          ...base(c).tooltip, trigger: 'item', formatter: params => {
            const row = rows[params.dataIndex];
            return row.genre + '\n' + row.tracks + ' recordings\n' + seconds(row.shortest) + ' to ' + seconds(row.longest)
              + '\nhalf of them ' + seconds(row.lowerQuartile) + ' to ' + seconds(row.upperQuartile);
          }
        }
      }
    };
  }

  return {durations};
};
