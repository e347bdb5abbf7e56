// The keyboard of a picture that has just opened.

const ATTENDING = 4000; // milliseconds in which the page before may still be leaving

// Takes the keys once, when nothing has them: what was pressed to open the picture is gone by then.
// Whatever else has them, such as a box that is typed in, keeps them.
function takeKeys({ cy, part }) {
  const until = performance.now() + ATTENDING;
  const waiting = setInterval(() => {
    const free = [null, document.body].includes(document.activeElement);
    if (free && !cy.destroyed()) part("stage").focus({ preventScroll: true });
    if (free || cy.destroyed() || performance.now() > until) clearInterval(waiting);
  }, 60);
}
