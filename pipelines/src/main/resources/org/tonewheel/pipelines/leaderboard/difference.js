'use strict';
// the lines in which two texts differ, by their longest common subsequence
const difference = (() => {
  const MOST_CELLS = 25e6; // of the table; beyond, what is between equal ends counts as replaced

  function lines(a, b) {
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) {
      start++;
    }
    let end = 0;
    while (end < a.length - start && end < b.length - start
        && a[a.length - 1 - end] === b[b.length - 1 - end]) {
      end++;
    }
    const x = a.slice(start, a.length - end);
    const y = b.slice(start, b.length - end);
    return [
      ...a.slice(0, start).map(line => [' ', line]), ...middle(x, y),
      ...a.slice(a.length - end).map(line => [' ', line])];
  }

  function middle(x, y) {
    if (!x.length || !y.length || x.length * y.length > MOST_CELLS) {
      return [...x.map(line => ['-', line]), ...y.map(line => ['+', line])];
    }
    const width = y.length + 1;
    const longest = new Uint16Array((x.length + 1) * width);
    for (let i = x.length - 1; i >= 0; i--) {
      for (let j = y.length - 1; j >= 0; j--) {
        longest[i * width + j] = x[i] === y[j] ? longest[(i + 1) * width + j + 1] + 1
          : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
      }
    }
    const out = [];
    let [i, j] = [0, 0];
    while (i < x.length && j < y.length) {
      if (x[i] === y[j]) {
        out.push([' ', x[i]]);
        i++;
        j++;
      } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
        out.push(['-', x[i++]]);
      } else {
        out.push(['+', y[j++]]);
      }
    }
    return [...out, ...x.slice(i).map(line => ['-', line]), ...y.slice(j).map(line => ['+', line])];
  }

  // equal lines far from any other are counted
  function shortened(all, context) {
    const near = all.map(() => false);
    all.forEach(([sign], at) => {
      if (sign !== ' ') {
        for (let i = Math.max(0, at - context); i <= Math.min(all.length - 1, at + context); i++) {
          near[i] = true;
        }
      }
    });
    const out = [];
    for (let i = 0; i < all.length; i++) {
      if (near[i]) {
        out.push(all[i]);
      } else if (out.length && out[out.length - 1][0] === '…') {
        out[out.length - 1][1]++;
      } else {
        out.push(['…', 1]);
      }
    }
    return out;
  }

  // the probability that a fair coin is at least as uneven, both ways
  function mcnemar(one, other) {
    const n = one + other;
    let term = -n * Math.LN2;
    let sum = 0;
    for (let k = 0; k <= Math.min(one, other); k++) {
      sum += Math.exp(term);
      term += Math.log(n - k) - Math.log(k + 1);
    }
    return n === 0 ? 1 : Math.min(1, 2 * sum);
  }

  return {lines, shortened, mcnemar};
})();
