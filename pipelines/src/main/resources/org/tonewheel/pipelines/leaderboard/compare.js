'use strict';
// two configurations of any two runs beside each other
const comparison = (() => {
  const form = document.getElementById('pair');
  if (!form) {
    return null;
  }
  const {make, percent, fraction, minute, seconds, count, plural, range, unsafe, kept, scroll} = page;
  const CONTEXT = 3;
  const MOST_TRACKS = 200;
  const place = document.getElementById('comparison');
  const sides = ['A', 'B'];

  const heads = (...titles) => make('thead', {}, make('tr', {}, ...titles.map(([title, n]) =>
    make('th', {scope: 'col', class: n ? 'n' : ''}, title))));
  const signed = (value, digits) => {
    const text = Math.abs(value).toFixed(digits);
    return Number(text) === 0 ? text : (value > 0 ? '+' : '−') + text;
  };

  function warnings(a, b) {
    const said = [];
    [['A', a], ['B', b]].forEach(([side, one]) => {
      if (one.unsafe) {
        said.push([unsafe(), ' ' + side + ': ' + one.unsafe + '; its figures say nothing about unheard tracks.']);
      }
    });
    if (a.protocol !== b.protocol) {
      said.push([make('b', {}, 'Not alike: '), 'A keeps apart ' + kept(a.protocol) + ', B ' + kept(b.protocol)
        + '. The figures answer different questions.']);
    }
    if (a.run.data !== b.run.data) {
      said.push([make('b', {}, 'Not alike: '), a.run.data.fingerprint === b.run.data.fingerprint
        ? 'the runs use other genres of the same files.'
        : 'the runs were made with different inputs. Tracks are matched by their ids.']);
    }
    return said.length ? make('ul', {class: 'alarms'}, ...said.map(words => make('li', {}, ...words))) : null;
  }

  function figures(a, b) {
    const rows = [];
    const add = (title, of, points, ranges) => {
      const [x, y] = [of(a), of(b)];
      if (typeof x !== 'number' && typeof y !== 'number') {
        return;
      }
      const write = points ? percent : fraction;
      const both = typeof x === 'number' && typeof y === 'number';
      rows.push(make('tr', {}, make('th', {scope: 'row'}, title),
        ...[a, b].map(one => make('td', {class: 'n'}, write(of(one)), ranges ? range(ranges(one), write) : null)),
        make('td', {class: 'n'}, make('b', {}, both ? points ? signed(100 * (y - x), 1) : signed(y - x, 3) : '–'))));
    };
    const unit = a.unit === b.unit ? a.unit + 's' : 'tracks or rows';
    const at = (level, name) => one => one[level] ? one[level][name] : null;
    [['test', unit], ['segment', 'segments']].forEach(([level, words]) => {
      add('Accuracy, ' + words, at(level, 'accuracy'), true, at(level, 'accuracyRange'));
      add('Precision, ' + words, at(level, 'precision'), true);
      add('Recall, ' + words, at(level, 'recall'), true);
      add('F1, ' + words, at(level, 'f1'), true, at(level, 'f1Range'));
      add('AUC, ' + words, at(level, 'auc'), false);
      add('Log loss (less is better), ' + words, at(level, 'logLoss'), false);
    });
    add('Accuracy on validation, ' + unit, one => one.validation, true);
    return make('div', {}, make('h3', {}, 'Figures'),
      scroll('Figures of both, table', make('table', {},
        make('caption', {}, 'On test unless it says otherwise; shares in percent, their differences in points'),
        heads(['Figure'], ['A', true], ['B', true], ['B less A', true]), make('tbody', {}, ...rows))));
  }

  function facts(a, b) {
    const settings = one => new Map(one.settings ? one.settings.split('\n').map(line => line.split('\t')) : []);
    const [ours, theirs] = [settings(a), settings(b)];
    const rows = [
      ['Run', one => make('a', {href: one.run.href}, one.run.folder)], ['Experiment', one => one.run.experiment],
      ['Configuration', one => one.branch], ['Net', one => one.net],
      ['Split', one => one.split + ', by ' + one.protocol], ['Folds and seeds', one => one.folds + ' and ' + one.seeds],
      ['Epochs', one => one.epochs || '–'], ['Training', one => one.seconds ? seconds(one.seconds) : '–'],
      ...[...new Set([...ours.keys(), ...theirs.keys()])].map(name =>
        [name, one => (one === a ? ours : theirs).get(name) || '–']),
      ['Tracks tested', one => one.test ? count(one.test.size) : '–'],
      ['Intervals over', one => one.test && one.test.over ? plural(one.test.clusters, one.test.over, one.test.over + 's') : '–'],
      ['Input', one => one.run.data.path], ['Input fingerprint', one => one.run.data.fingerprint],
      ['Tracks in the run', one => count(one.run.tracks)], ['Rejected', one => count(one.run.rejected)],
      ['Seed', one => one.run.seed], ['Made', one => minute(one.run.created)], ['Commit', one => one.run.commit],
      ['Versions', one => one.run.versions]
    ];
    const text = node => node instanceof Node ? node.textContent : String(node);
    const equal = ([, of]) => text(of(a)) === text(of(b));
    const table = (caption, some) => scroll(caption + ', table', make('table', {class: 'facing'},
      make('caption', {}, caption), heads(['What'], ['A'], ['B']),
      make('tbody', {}, ...some.map(([title, of]) => make('tr', {}, make('th', {scope: 'row'}, title),
        make('td', {class: 'path'}, of(a)), make('td', {class: 'path'}, of(b)))))));
    const [same, other] = [rows.filter(equal), rows.filter(row => !equal(row))];
    return make('div', {}, make('h3', {}, 'What they are'),
      other.length ? table('In which they differ', other) : make('p', {}, 'They are one and the same.'),
      make('details', {}, make('summary', {}, 'What is equal (' + same.length + ')'),
        table('In which they are equal', same)));
  }

  async function experiments(a, b) {
    const texts = await board.unpack('experiments');
    const split = one => texts[one.run.yaml].replace(/\n$/, '').split('\n');
    const title = make('h3', {}, 'Experiments as resolved');
    if (a.run.yaml === b.run.yaml) {
      return make('div', {}, title, make('p', {class: 'note'}, 'They are equal, line by line.'));
    }
    const all = difference.lines(split(a), split(b));
    const changed = sign => all.filter(([one]) => one === sign).length;
    const tags = {'-': 'del', '+': 'ins', ' ': 'span', '…': 'em'};
    return make('div', {}, title,
      make('p', {class: 'note'}, plural(changed('-'), 'line is', 'lines are') + ' in A alone (−), '
        + plural(changed('+'), 'line', 'lines') + ' in B alone (+).'),
      make('pre', {class: 'code diff', tabindex: '0', 'aria-label': 'Difference of the experiments'},
        ...difference.shortened(all, CONTEXT).map(([sign, line]) => make(tags[sign], {},
          sign === '…' ? '… ' + plural(line, 'equal line', 'equal lines') + '\n'
            : (sign === '-' ? '−' : sign) + ' ' + line + '\n'))));
  }

  // by id of each track of a configuration's test: the true genre, whether it was right, what it said
  function outcomes(packed, one) {
    const run = packed.runs[one.run.number];
    const value = run && run.values.find(candidate => candidate.e === one.place);
    if (!value) {
      return {why: !run ? 'its run left no outcomes; report it again with this version of Tonewheel'
        : run.leftOut.includes(one.place)
          ? 'it has more outcomes than this page holds; both runs’ report/outcomes.json have them' : 'it has none'};
    }
    const set = packed.sets[value.set];
    const bits = value.right === undefined ? null : atob(value.right);
    const genre = letter => packed.genres[letter.charCodeAt(0) - 48];
    const tracks = new Map();
    let track = 0;
    set.steps.forEach((step, i) => {
      track += step;
      tracks.set(track, {
        truth: genre(set.truth[i]),
        right: bits === null ? value.said[i] === set.truth[i]
          : (bits.charCodeAt(i >> 3) >> (i & 7) & 1) === 1,
        said: bits === null ? genre(value.said[i]) : null
      });
    });
    return {tracks};
  }

  async function changes(a, b) {
    const packed = await board.unpack('outcomes');
    const title = make('h3', {}, 'Tracks that changed');
    const [x, y] = [outcomes(packed, a), outcomes(packed, b)];
    const missing = [['A', x], ['B', y]].filter(([, one]) => one.why);
    if (missing.length) {
      return make('div', {}, title, ...missing.map(([side, one]) =>
        make('p', {class: 'note'}, 'Nothing is known of ' + side + ', track by track: ' + one.why + '.')));
    }
    const common = [...x.tracks.keys()].filter(track => y.tracks.has(track)).map(track => {
      const [before, after] = [x.tracks.get(track), y.tracks.get(track)];
      return {name: packed.tracks[track], truth: before.truth, before, after,
        turn: before.right === after.right ? '' : after.right ? 'right' : 'wrong'};
    });
    if (!common.length) {
      return make('div', {}, title, make('p', {class: 'note'}, 'They were tested with no track in common.'));
    }
    const turned = turn => common.filter(track => track.turn === turn);
    const [won, lost] = [turned('right'), turned('wrong')];
    const bothRight = common.filter(track => track.before.right && track.after.right).length;
    const alike = common.length === x.tracks.size && common.length === y.tracks.size;
    const chance = difference.mcnemar(won.length, lost.length);
    const unit = number => plural(number, a.unit, a.unit + 's');
    const seeds = a.seeds > 1 || b.seeds > 1
      ? ' Of several seeds the mean of their probabilities decides, so shares here can differ from the accuracies above.' : '';
    return make('div', {}, title,
      make('p', {}, make('b', {}, unit(won.length)), ' went from wrong to right and ', make('b', {}, unit(lost.length)),
        ' from right to wrong; both have ' + count(bothRight) + ' right and '
        + count(common.length - bothRight - won.length - lost.length) + ' wrong. '
        + 'By chance alone a split at least as uneven has a probability of ' + (chance < 0.001 ? 'less than 0.001' : chance.toFixed(3))
        + ' (McNemar’s exact test, as if tracks were independent; those of one group are not, and who compares many runs finds some such difference).'),
      make('p', {class: 'note'}, (alike ? 'Both were tested with the same ' + unit(common.length) + '.'
        : 'Over the ' + unit(common.length) + ' that both were tested with; A has ' + count(x.tracks.size) + ', B ' + count(y.tracks.size) + '.') + seeds),
      make('div', {class: 'pair'}, byGenre(common), turnedTable(won, lost, a)));
  }

  function byGenre(common) {
    const groups = [...page.reduce(common, track => track.truth)].sort(([a], [b]) => a < b ? -1 : 1);
    const number = (tracks, test) => tracks.filter(test).length;
    return scroll('Changes by genre, table', make('table', {},
      make('caption', {}, 'By true genre'),
      heads(['Genre'], ['Tested', true], ['A right', true], ['B right', true], ['To right', true], ['To wrong', true], ['B less A', true]),
      make('tbody', {}, ...groups.map(([genre, tracks]) => {
        const right = side => number(tracks, track => track[side].right);
        return make('tr', {}, make('th', {scope: 'row', class: 'name'}, genre), ...[count(tracks.length),
          count(right('before')), count(right('after')), count(number(tracks, track => track.turn === 'right')),
          count(number(tracks, track => track.turn === 'wrong')),
          signed(right('after') - right('before'), 0)].map(text => make('td', {class: 'n'}, text)));
      }))));
  }

  function turnedTable(won, lost, a) {
    const body = make('tbody', {});
    const choice = make('select', {'aria-label': 'Which changes'}, ...[['', 'both ways'], ['right', 'to right'], ['wrong', 'to wrong']]
      .map(([value, text]) => make('option', {value}, text)));
    const rest = make('button', {type: 'button'});
    const words = one => one.right ? 'right' : one.said === null ? 'wrong' : one.said;
    const draw = most => {
      const all = [...(choice.value === 'right' ? [] : lost), ...(choice.value === 'wrong' ? [] : won)];
      body.replaceChildren(...all.slice(0, most).map(track => make('tr', {},
        make('th', {scope: 'row', class: 'path'}, track.name), make('td', {}, track.truth),
        make('td', {}, words(track.before)), make('td', {}, words(track.after)),
        make('td', {}, make('span', {class: track.turn === 'right' ? 'good' : 'bad'},
          track.turn === 'right' ? '✓ to right' : '✗ to wrong')))));
      rest.hidden = all.length <= most;
      rest.textContent = 'Show all ' + count(all.length);
    };
    choice.addEventListener('change', () => draw(MOST_TRACKS));
    rest.addEventListener('click', () => draw(Infinity));
    draw(MOST_TRACKS);
    return won.length + lost.length === 0 ? null : make('div', {},
      make('label', {class: 'choice'}, 'Show changes ', choice),
      scroll('Changed tracks, table', make('table', {id: 'turned'}, make('caption', {}, 'What each said where it was wrong'),
        heads([a.unit === 'row' ? 'Row' : 'Track'], ['True genre'], ['A said'], ['B said'], ['Change']), body), 'tall'), rest);
  }

  let turn = 0; // a later request wins over one that is still being unpacked
  async function show(a, b) {
    const mine = ++turn;
    place.replaceChildren(...[warnings(a, b), make('div', {class: 'pair'}, figures(a, b), facts(a, b))]
      .filter(part => part));
    const unpacks = typeof DecompressionStream === 'function';
    const parts = unpacks ? [await changes(a, b), await experiments(a, b)] : [make('p', {class: 'note'},
      'This browser cannot unpack what the page holds of tracks and experiments; a newer one can.')];
    if (mine === turn) {
      place.append(...parts);
      place.dataset.done = String(mine);
    }
  }

  const scored = run => run.entries.filter(entry => entry.test);
  const able = board.runs.filter(run => scored(run).length);
  const chosen = side => {
    const run = board.runs[form['run' + side].value];
    return run && run.entries[form['branch' + side].value];
  };
  const fillBranches = (side, place) => {
    const run = board.runs[form['run' + side].value];
    form['branch' + side].replaceChildren(...scored(run).map(entry => make('option', {value: String(entry.place)},
      (entry.unsafe ? 'UNSAFE ' : '') + entry.branch + (entry.chosen ? ', chosen' : ''))));
    const first = scored(run)[0].place;
    form['branch' + side].value = String(place !== undefined ? place : run.best >= 0 ? run.best : first);
  };
  const set = (side, entry) => {
    form['run' + side].value = String(entry.run.number);
    fillBranches(side, entry.place);
  };
  const address = () => {
    const [a, b] = sides.map(chosen);
    const words = new URLSearchParams({a: a.run.folder, ac: a.branch, b: b.run.folder, bc: b.branch});
    history.replaceState(null, '', '#compare?' + words);
  };
  const render = () => {
    address();
    return show(chosen('A'), chosen('B'));
  };

  function open(a, b) {
    set('A', a);
    set('B', b);
    document.getElementById('compare').scrollIntoView();
    document.getElementById('compare-title').focus({preventScroll: true});
    return render();
  }

  // an address names two configurations, so that a comparison can be passed on
  function fromAddress() {
    if (!location.hash.startsWith('#compare?')) {
      return;
    }
    const words = new URLSearchParams(location.hash.slice('#compare?'.length));
    const find = (folder, branch) => board.entries.find(entry =>
      entry.run.folder === words.get(folder) && entry.branch === words.get(branch) && entry.test);
    const [a, b] = [find('a', 'ac'), find('b', 'bc')];
    if (a && b) {
      open(a, b);
    } else {
      place.replaceChildren(make('p', {class: 'note'}, 'The address names a run that is not here any more.'));
    }
  }

  if (!able.length) {
    form.hidden = true;
    place.append(make('p', {class: 'note'}, 'No run has figures yet.'));
    return {open};
  }
  sides.forEach(side => {
    form['run' + side].append(...able.map(run => make('option', {value: String(run.number)},
      minute(run.created) + '  ' + run.folder + (run.experiment === run.folder ? '' : ', ' + run.experiment))));
    form['run' + side].addEventListener('change', () => fillBranches(side));
  });
  // the newest with the newest before it on the same data
  const newest = able[0];
  const before = able.slice(1).find(run => run.data === newest.data) || able[1] || newest;
  form.runA.value = String(before.number);
  form.runB.value = String(newest.number);
  sides.forEach(side => fillBranches(side));
  form.addEventListener('change', () => {
    if (place.dataset.done) {
      render();
    }
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    render();
  });
  document.getElementById('swap').addEventListener('click', () => {
    const [a, b] = sides.map(chosen);
    set('A', b);
    set('B', a);
    if (place.dataset.done) {
      render();
    }
  });
  addEventListener('hashchange', fromAddress);
  fromAddress();
  return {open};
})();
