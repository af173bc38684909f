// Stages run side by side; what they say is printed one stage after the other, as if they had run so. The first stage
// that has not ended speaks as it goes, the others when it is their turn.

/** Output of the named stages, printed in the order of `names` through `print`. */
export function inOrder(names, print) {
  const waiting = new Map(names.map((name) => [name, []]))
  const ended = new Set()
  let front = 0

  function turn() {
    for (; front < names.length; front++) {
      for (const text of waiting.get(names[front]).splice(0)) print(text)
      if (!ended.has(names[front])) return
    }
  }
  return {
    say(name, text) {
      if (names[front] === name) print(text)
      else waiting.get(name).push(text)
    },
    /** The stage says nothing more: the next one's turn. */
    end(name) {
      ended.add(name)
      turn()
    },
  }
}
