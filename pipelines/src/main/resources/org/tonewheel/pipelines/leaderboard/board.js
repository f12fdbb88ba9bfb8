'use strict';
// all runs and their configurations, and small helpers that the other parts share
const board = (() => {
  const raw = JSON.parse(document.getElementById('board').textContent);
  const word = number => number < 0 ? null : raw.words[number];
  const size = {size: 0, accuracy: 1, f1: 2, auc: 3, logLoss: 4, precision: 5, recall: 6};
  const level = values => values && {
    ...Object.fromEntries(Object.entries(size).map(([name, place]) => [name, values[place]])),
    accuracyRange: values[7], f1Range: values[8], clusters: values[9], over: word(values[10])
  };

  // the last two parts of a path say enough, unless two data sets share them
  const short = path => path.split(/[\\/]/).filter(part => part).slice(-2).join('/') || path;
  const labels = raw.data.map(one => short(one.path) + ', ' + one.genres + ' genres');
  const data = raw.data.map((one, i) => ({
    ...one,
    label: labels.filter(label => label === labels[i]).length > 1
      ? labels[i] + ' (' + one.fingerprint.slice(0, 8) + ')' : labels[i]
  }));

  const runs = raw.runs.map((run, number) => {
    const made = {
      ...run, number, experiment: word(run.experiment), commit: word(run.commit),
      versions: word(run.versions), data: data[run.data],
      href: encodeURIComponent(run.folder) + '/report/index.html'
    };
    made.entries = run.entries.map((values, place) => {
      const entry = {
        run: made, place, branch: word(values[0]), net: word(values[1]), split: word(values[2]),
        protocol: word(values[3]), unsafe: word(values[4]), baseline: (values[5] & 1) > 0,
        failed: (values[5] & 2) > 0, pending: (values[5] & 4) > 0, folds: values[6],
        seeds: values[7], epochs: values[8], seconds: values[9], settings: word(values[10]),
        unit: values[11] ? 'row' : 'track', test: level(values[12]), segment: level(values[13]),
        validation: values[14], chosen: place === run.best
      };
      entry.text = [run.folder, made.experiment, entry.branch, entry.net, entry.split,
        made.commit, made.data.path, entry.unsafe].join('\n').toLowerCase();
      return entry;
    });
    return made;
  });

  // what is compared is unpacked when it is first asked for
  const unpacked = new Map();
  const unpack = id => {
    if (!unpacked.has(id)) {
      const letters = atob(document.getElementById(id).textContent);
      const bytes = Uint8Array.from(letters, letter => letter.charCodeAt(0));
      unpacked.set(id, new Response(
        new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).json());
    }
    return unpacked.get(id);
  };

  return {data, runs, entries: runs.flatMap(run => run.entries), unpack};
})();

const page = (() => {
  // names are text: nothing here makes markup of them
  const make = (tag, properties, ...children) => {
    const element = document.createElement(tag);
    Object.entries(properties || {}).forEach(([name, value]) => {
      if (name === 'class') {
        element.className = value;
      } else if (name in element && typeof value !== 'string') {
        element[name] = value;
      } else {
        element.setAttribute(name, value);
      }
    });
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
  };
  const percent = share => typeof share === 'number' ? (100 * share).toFixed(1) : '–';
  const fraction = value => typeof value === 'number' ? value.toFixed(3) : '–';
  const day = time => time.slice(0, 10);
  const minute = time => time.slice(0, 16).replace('T', ' ');
  const seconds = s => s < 60 ? s.toFixed(1) + ' s'
    : s < 3600 ? (s / 60).toFixed(1) + ' min' : (s / 3600).toFixed(1) + ' h';
  const count = number => number.toLocaleString('en');
  const plural = (number, one, many) => count(number) + ' ' + (number === 1 ? one : many);
  const range = (ends, write) => !ends ? null : make('span', {class: 'ci'},
    ...(ends[0] === ends[1] ? ['no spread'] : [
      make('span', {class: 'vh'}, ', 95% interval '), write(ends[0]) + '–' + write(ends[1])]));
  const unsafe = () => make('strong', {class: 'unsafe'}, 'UNSAFE');
  const kept = protocol => ({
    segment: 'nothing (by segment)', row: 'nothing (by row)', lists: 'as listed',
    track: 'tracks', group: 'groups'
  })[protocol] || protocol;
  const reduce = (items, key) => {
    const groups = new Map();
    items.forEach(item => {
      const name = key(item);
      groups.set(name, [...(groups.get(name) || []), item]);
    });
    return groups;
  };
  const scroll = (label, table, more) =>
    make('div', {class: more ? 'scroll ' + more : 'scroll', role: 'region', tabindex: '0', 'aria-label': label}, table);
  return {make, percent, fraction, day, minute, seconds, count, plural, range, unsafe, kept, reduce,
    scroll};
})();
