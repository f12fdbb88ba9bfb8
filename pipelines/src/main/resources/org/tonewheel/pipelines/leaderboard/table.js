'use strict';
// the leaderboard: filters, order, and as many rows as were asked for
const leaderboard = (() => {
  const form = document.getElementById('filters');
  if (!form) {
    return null;
  }
  const {make, percent, fraction, seconds, minute, count, plural, range, unsafe} = page;
  const STEP = 40;
  const body = document.querySelector('#rows tbody');
  const more = document.getElementById('more');
  const watchers = [];
  let order = {column: 'accuracy', down: true};
  let shown = STEP;
  let rows = [];
  let picked = [];

  const figure = name => row => row.test ? row.test[name] : null;
  const columns = [
    {id: 'run', title: 'Run', of: row => row.run.folder, up: true},
    {id: 'branch', title: 'Configuration', of: row => row.branch, up: true},
    {id: 'accuracy', title: 'Accuracy', of: figure('accuracy'), n: true},
    {id: 'f1', title: 'F1', of: figure('f1'), n: true},
    {id: 'auc', title: 'AUC', of: figure('auc'), n: true},
    {id: 'logLoss', title: 'Log loss', of: figure('logLoss'), n: true, up: true},
    {id: 'validation', title: 'Validation', of: row => row.validation, n: true},
    {id: 'size', title: 'Tested', of: figure('size'), n: true},
    {id: 'seconds', title: 'Training', of: row => row.seconds, n: true, up: true},
    {id: 'created', title: 'Made', of: row => row.run.created}
  ];

  const whisker = row => {
    const bar = make('span', {class: 'whisker', 'aria-hidden': 'true'});
    const at = share => Math.min(100, Math.max(0, 100 * share)) + '%';
    if (row.test.accuracyRange) {
      const [low, high] = row.test.accuracyRange;
      const band = make('i', {class: 'band'});
      band.style.left = at(low);
      band.style.width = at(high - low);
      bar.append(band);
    }
    const point = make('i', {class: row.unsafe ? 'point leaky' : 'point'});
    point.style.left = at(row.test.accuracy);
    bar.append(point);
    return bar;
  };

  const named = row => {
    const how = ['by ' + row.protocol + (row.split && row.split !== row.protocol ? ' (' + row.split + ')' : '')];
    if (row.folds > 1) {
      how.push(row.folds + ' folds');
    }
    if (row.seeds > 1) {
      how.push(row.seeds + ' seeds');
    }
    if (row.failed) {
      how.push('a model failed');
    } else if (row.pending) {
      how.push('not done');
    }
    return make('td', {class: 'name long'}, row.branch,
      make('span', {class: 'note'},
        row.chosen && form.rows.value !== 'best' ? make('b', {class: 'chosen'}, 'chosen ') : null,
        row.baseline ? 'baseline ' : null,
        row.unsafe ? unsafe() : null, row.unsafe ? ' ' + row.unsafe + ', ' : null, how.join(', ')));
  };

  const line = row => {
    const tick = make('input', {type: 'checkbox', class: 'pick',
      'aria-label': 'Compare ' + row.branch + ' of ' + row.run.folder});
    tick.checked = picked.includes(row);
    tick.addEventListener('change', () => pick(row, tick.checked));
    const test = row.test;
    return make('tr', {class: row.unsafe ? 'leaky' : ''},
      make('td', {class: 'ticked'}, test ? tick : null),
      make('th', {scope: 'row', class: 'name'}, make('a', {href: row.run.href}, row.run.folder),
        make('span', {class: 'note'}, row.run.experiment + ', ' + row.run.data.label)),
      named(row),
      make('td', {class: 'n'}, percent(test && test.accuracy),
        test ? range(test.accuracyRange, percent) : null, test ? whisker(row) : null),
      make('td', {class: 'n'}, percent(test && test.f1), test ? range(test.f1Range, percent) : null),
      make('td', {class: 'n'}, fraction(test && test.auc)),
      make('td', {class: 'n'}, fraction(test && test.logLoss)),
      make('td', {class: 'n'}, percent(row.validation)),
      make('td', {class: 'n'}, test ? count(test.size) : '–',
        test ? make('span', {class: 'ci'}, row.unit + (test.size === 1 ? '' : 's')) : null),
      make('td', {class: 'n'}, row.seconds ? seconds(row.seconds) : '–'),
      make('td', {class: 'time'}, minute(row.run.created)));
  };

  const heads = document.querySelector('#rows thead tr');
  heads.append(make('th', {scope: 'col', class: 'ticked'}, make('span', {class: 'vh'}, 'Compare')));
  columns.forEach(column => {
    const button = make('button', {type: 'button', class: 'sort'}, column.title);
    column.head = make('th', {scope: 'col', class: column.n ? 'n' : ''}, button);
    column.head.dataset.column = column.id;
    button.addEventListener('click', () => {
      order = {column: column.id, down: order.column === column.id ? !order.down : !column.up};
      shown = STEP;
      draw();
    });
    heads.append(column.head);
  });

  // what a run stands for where its chosen configuration is asked for: that, or a row without figures
  const stand = run => run.best >= 0 ? run.entries[run.best] : {
    run, branch: 'no configuration was chosen', net: null, protocol: null, split: null, unsafe: null,
    folds: 1, seeds: 1, seconds: 0, test: null, validation: null, none: true,
    text: (run.folder + '\n' + run.experiment + '\n' + run.data.path).toLowerCase()
  };
  const stands = board.runs.map(stand);

  const passes = () => {
    const words = form.text.value.toLowerCase().split(/\s+/).filter(word => word);
    const chosen = name => form[name].value;
    const data = chosen('data');
    const experiment = chosen('experiment');
    const protocol = chosen('protocol');
    const net = chosen('net');
    return row => (data === '' || row.run.data === board.data[data])
      && (experiment === '' || row.run.experiment === experiment)
      && (protocol === '' || row.protocol === protocol)
      && (net === '' || row.net === net)
      && words.every(word => row.text.includes(word));
  };

  const compare = (of, down) => (a, b) => {
    const [x, y] = [of(a), of(b)];
    const missing = value => value === null || value === undefined;
    if (missing(x) || missing(y)) {
      return missing(x) - missing(y); // what has no figure is last either way
    }
    const step = x < y ? -1 : x > y ? 1 : 0;
    return down ? -step : step;
  };

  function filter() {
    const fits = passes();
    const kind = form.rows.value;
    const all = kind === 'best' ? stands
      : board.entries.filter(entry => kind === 'baselines' || !entry.baseline);
    const fitting = all.filter(fits);
    rows = form.unsafe.checked ? fitting : fitting.filter(row => !row.unsafe);
    const hidden = fitting.length - rows.length;
    document.getElementById('count').textContent = plural(rows.length, 'row', 'rows')
      + ' of ' + plural(new Set(rows.map(row => row.run)).size, 'run', 'runs')
      + (hidden ? '; ' + plural(hidden, 'UNSAFE row is', 'UNSAFE rows are') + ' left out' : '') + '.' + mixed();
    shown = STEP;
    draw();
    watchers.forEach(watcher => watcher(stands.filter(row => !row.none && !row.unsafe && fits(row))));
  }

  // figures of different questions must not be ranked against each other unawares
  function mixed() {
    const scored = rows.filter(row => row.test);
    const data = new Set(scored.map(row => row.run.data)).size;
    const protocols = new Set(scored.map(row => row.protocol)).size;
    return data > 1 || protocols > 1 ? ' They are of ' + plural(data, 'data set', 'data sets') + ' and '
      + plural(protocols, 'protocol', 'protocols') + ': only figures of the same one can be ranked.' : '';
  }

  function draw() {
    const column = columns.find(one => one.id === order.column);
    rows.sort(compare(column.of, order.down));
    columns.forEach(one => {
      if (one === column) {
        one.head.setAttribute('aria-sort', order.down ? 'descending' : 'ascending');
      } else {
        one.head.removeAttribute('aria-sort');
      }
    });
    body.replaceChildren(...rows.slice(0, shown).map(line));
    if (!rows.length) {
      body.append(make('tr', {}, make('td', {colspan: String(columns.length + 1)},
        'No row fits these filters.')));
    }
    more.hidden = rows.length <= shown;
    more.textContent = 'Show ' + Math.min(STEP, rows.length - shown) + ' more of ' + count(rows.length - shown);
  }

  more.addEventListener('click', () => {
    const next = rows.slice(shown, shown + STEP).map(line);
    shown += STEP;
    body.append(...next);
    more.hidden = rows.length <= shown;
    more.textContent = 'Show ' + Math.min(STEP, rows.length - shown) + ' more of ' + count(rows.length - shown);
    next[0].querySelector('a').focus();
  });

  function pick(row, on) {
    picked = picked.filter(one => one !== row);
    if (on) {
      picked = [...picked.slice(-1), row];
    }
    Array.from(body.rows).forEach((element, i) => {
      const tick = element.querySelector('.pick');
      if (tick) {
        tick.checked = picked.includes(rows[i]);
      }
    });
    const tray = document.getElementById('tray');
    tray.hidden = picked.length === 0;
    const words = one => one.run.folder + ', ' + one.branch;
    document.getElementById('picked').textContent = picked.length === 2
      ? words(picked[0]) + '  with  ' + words(picked[1])
      : picked.length === 1 ? words(picked[0]) + '; tick another row' : '';
    document.getElementById('go').disabled = picked.length < 2;
  }
  document.getElementById('drop').addEventListener('click', () => {
    picked = [];
    pick(null, false);
  });
  document.getElementById('go').addEventListener('click', () => {
    const [first, second] = [...picked].sort((a, b) => a.run.created < b.run.created ? -1
      : a.run.created > b.run.created ? 1 : 0); // the older is the first
    comparison.open(first, second);
  });

  const fill = (name, options) => options.forEach(([value, text]) =>
    form[name].append(make('option', {value}, text)));
  const distinct = values => [...new Set(values.filter(value => value))].sort().map(value => [value, value]);
  fill('data', board.data.map((one, i) => [String(i), one.label]));
  fill('experiment', distinct(board.runs.map(run => run.experiment)));
  fill('protocol', distinct(board.entries.map(entry => entry.protocol)));
  fill('net', distinct(board.entries.map(entry => entry.net)));
  form.text.addEventListener('input', filter);
  form.addEventListener('change', event => event.target !== form.text && filter());
  form.addEventListener('reset', () => setTimeout(filter));
  form.addEventListener('submit', event => event.preventDefault());
  return {watch: watcher => watchers.push(watcher), start: filter, stands};
})();
