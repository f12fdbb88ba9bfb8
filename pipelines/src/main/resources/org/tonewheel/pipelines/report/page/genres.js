'use strict';
// what charts that tell genres apart share: ten colours, then the same ten with another symbol
const genreMarks = {
  colour: genre => getComputedStyle(document.documentElement)
    .getPropertyValue('--genre-' + genre % 10).trim(),
  symbol: genre => ['circle', 'rect', 'triangle', 'diamond'][Math.floor(genre / 10) % 4],
  dash: genre => ['solid', 'dashed', 'dotted', 'solid'][Math.floor(genre / 10) % 4],
  // the genre that stands out, or null for all
  chosen: (kind, key) => {
    const choice = Array.from(document.querySelectorAll('select[data-for]'))
      .find(select => select.dataset.for === key && select.dataset.kind === kind);
    return choice && choice.value !== '' ? Number(choice.value) : null;
  }
};
