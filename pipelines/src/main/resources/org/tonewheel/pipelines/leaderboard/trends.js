'use strict';
// the best safe figure by data set and protocol: as a table, and over time as charts
(() => {
  if (!leaderboard) {
    return;
  }
  const {make, percent, day, minute, plural, range, kept, reduce} = page;
  const MOST_CHARTS = 8;
  const MOST_ROWS = 20;
  const MANY = 80; // points, of which intervals would hide each other
  const narrow = matchMedia('(max-width: 40rem)'); // letters keep their size there
  const SVG = 'http://www.w3.org/2000/svg';
  const key = row => row.run.data.label + '\n' + row.run.data.fingerprint + '\n' + row.protocol;
  const groups = rows => [...reduce(rows, key).values()]
    .map(group => group.sort((a, b) => a.run.created < b.run.created ? -1 : 1))
    .sort((a, b) => b.length - a.length);
  const best = group => group.reduce((a, b) => b.test.accuracy > a.test.accuracy ? b : a);

  const svg = (tag, attributes, ...children) => {
    const element = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  };

  function chart(group, label) {
    const [width, height, left, right, top, bottom] = [narrow.matches ? 340 : 560, 220, 40, 12, 10, 26];
    const times = group.map(row => Date.parse(row.run.created));
    const [from, to] = [Math.min(...times), Math.max(...times)];
    const ends = group.flatMap(row => row.test.accuracyRange || [row.test.accuracy]);
    const low = Math.max(0, Math.floor(10 * Math.min(...ends)) / 10);
    const high = Math.max(low + 0.1, Math.min(1, Math.ceil(10 * Math.max(...ends)) / 10));
    const x = time => to === from ? (left + width - right) / 2
      : left + 6 + (width - left - right - 12) * (time - from) / (to - from);
    const y = share => top + (height - top - bottom) * (high - share) / (high - low);
    const step = high - low > 0.5 ? 0.2 : high - low > 0.2 ? 0.1 : 0.05;
    const root = svg('svg', {viewBox: '0 0 ' + width + ' ' + height, role: 'img', class: group.length > MANY ? 'trend dense' : 'trend', 'aria-label': label});
    for (let share = low; share < high + 1e-9; share += step) {
      root.append(
        svg('line', {class: 'grid', x1: left, x2: width - right, y1: y(share), y2: y(share)}),
        svg('text', {class: 'tick', x: left - 6, y: y(share) + 4, 'text-anchor': 'end'}, Math.round(100 * share) + '%'));
    }
    root.append(svg('text', {class: 'tick', x: left, y: height - 6}, day(group[0].run.created)));
    if (to !== from) {
      root.append(svg('text', {class: 'tick', x: width - right, y: height - 6, 'text-anchor': 'end'},
        day(group[group.length - 1].run.created)));
    }
    let top1 = 0;
    let path = '';
    group.forEach((row, i) => {
      if (row.test.accuracyRange) {
        const [a, b] = row.test.accuracyRange;
        root.append(svg('line', {class: 'bar', x1: x(times[i]), x2: x(times[i]), y1: y(a), y2: y(b)}));
      }
      const before = top1;
      top1 = Math.max(top1, row.test.accuracy);
      path += i === 0 ? 'M' + x(times[i]) + ' ' + y(top1)
        : 'H' + x(times[i]) + (top1 > before ? 'V' + y(top1) : '');
    });
    root.append(svg('path', {class: 'line', d: path}));
    group.forEach((row, i) => root.append(svg('a', {href: row.run.href, tabindex: '-1'},
      svg('circle', {class: 'dot', cx: x(times[i]), cy: y(row.test.accuracy), r: group.length > MANY ? 2.5 : 4},
        svg('title', {}, row.run.folder + ', ' + row.branch + ': ' + percent(row.test.accuracy) + '%')))));
    return root;
  }

  function figure(group) {
    const top = best(group);
    const what = top.run.data.label + ', kept apart: ' + kept(top.protocol);
    const table = make('details', {}, make('summary', {}, 'Table of this chart'));
    table.addEventListener('toggle', () => {
      if (table.open && table.children.length === 1) {
        table.append(page.scroll(what + ', table', make('table', {}, make('caption', {}, what),
          make('thead', {}, make('tr', {}, ...['Made', 'Run', 'Configuration'].map(title =>
            make('th', {scope: 'col'}, title)), make('th', {scope: 'col', class: 'n'}, 'Accuracy'))),
          make('tbody', {}, ...group.map(row => make('tr', {}, make('td', {class: 'time'}, minute(row.run.created)),
            make('th', {scope: 'row', class: 'name'}, row.run.folder), make('td', {class: 'name'}, row.branch),
            make('td', {class: 'n'}, percent(row.test.accuracy), range(row.test.accuracyRange, percent))))))));
      }
    });
    return make('figure', {},
      make('figcaption', {}, what, make('span', {class: 'note'},
        ' best ' + percent(top.test.accuracy) + '% of ' + plural(group.length, 'run', 'runs'))),
      chart(group, 'Accuracy on test over time, ' + what + '; the best is ' + percent(top.test.accuracy)
        + '% by ' + top.run.folder), table);
  }

  const place = document.getElementById('charts');
  let every = false;
  let last = [];
  const draw = rows => {
    last = rows;
    const all = groups(rows.filter(row => row.test)).filter(group => group.length > 1);
    const shown = every ? all : all.slice(0, MOST_CHARTS);
    place.replaceChildren(make('div', {class: 'pair'}, ...shown.map(figure)));
    if (!all.length) {
      place.replaceChildren(make('p', {class: 'note'},
        'A chart needs two runs on the same data with safe figures under the same protocol.'));
    } else if (all.length > shown.length) {
      const button = make('button', {type: 'button'}, 'Show all ' + all.length + ' charts');
      button.addEventListener('click', () => {
        every = true;
        draw(rows);
      });
      place.append(button);
    }
  };
  leaderboard.watch(draw);
  narrow.addEventListener('change', () => draw(last));

  const safe = leaderboard.stands.filter(row => !row.none && !row.unsafe && row.test);
  const sets = groups(safe);
  document.querySelector('#best tbody').replaceChildren(...sets.slice(0, MOST_ROWS).map(group => {
    const top = best(group);
    return make('tr', {},
      make('th', {scope: 'row', class: 'name', title: top.run.data.path}, top.run.data.label),
      make('td', {}, kept(top.protocol)),
      make('td', {class: 'n'}, page.count(group.length)),
      make('td', {class: 'n'}, make('b', {}, percent(top.test.accuracy)), range(top.test.accuracyRange, percent)),
      make('td', {class: 'name'}, make('a', {href: top.run.href}, top.run.folder)),
      make('td', {class: 'name'}, top.branch));
  }));
  if (sets.length > MOST_ROWS) {
    document.getElementById('best-more').textContent =
      'And ' + (sets.length - MOST_ROWS) + ' more; see the leaderboard.';
  }
  const total = board.runs.length;
  document.getElementById('headline').textContent = plural(total, 'run', 'runs') + ' on '
    + plural(board.data.length, 'data set', 'data sets') + '; '
    + (safe.length === total ? (total === 1 ? 'it chose' : 'all of them chose')
      : safe.length === 0 ? 'none of them chose' : page.count(safe.length) + ' of them chose')
    + ' a configuration whose figure can be believed.';
  leaderboard.start();
})();
