'use strict';
// tables whose heads sort: a body is one branch, with what it is sorted by in its data attributes
(() => {
  const value = (body, key) => {
    const text = body.getAttribute('data-' + key);
    return text === null || text === '' ? null : key === 'name' ? text : Number(text);
  };
  const compare = (a, b) => typeof a === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : a - b;

  document.querySelectorAll('table.sortable').forEach(table => {
    const heads = Array.from(table.querySelectorAll('th[data-sort]'));
    // a body without figures, such as the line before the baselines, stays and parts the others
    const groups = [[]];
    Array.from(table.tBodies).forEach(body => {
      if (body.hasAttribute('data-name')) {
        groups[groups.length - 1].push(body);
      } else {
        groups.push([]);
      }
    });
    const sort = (head, down) => {
      const key = head.dataset.sort;
      groups.forEach(bodies => {
        const sorted = bodies.slice().sort((one, other) => {
          const a = value(one, key);
          const b = value(other, key);
          // what has no such figure comes last, whichever way
          return a === null || b === null ? (a === null) - (b === null)
            : down ? compare(b, a) : compare(a, b);
        });
        const after = bodies.length ? bodies[bodies.length - 1].nextSibling : null;
        sorted.forEach(body => table.insertBefore(body, after));
        bodies.splice(0, bodies.length, ...sorted);
      });
      heads.forEach(one => one.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    };
    heads.forEach(head => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const now = head.getAttribute('aria-sort');
        sort(head, now ? now === 'ascending' : head.hasAttribute('data-down'));
      });
    });
  });
})();
