/**
 * Runs tasks side by side and prints their output one after the other, each whole: the first task's at once, another's
 * when those before it have ended. A task gets its own `print`.
 */
export function runInTurn(tasks, write = (text) => void process.stdout.write(text)) {
  const held = tasks.map(() => [])
  const ended = tasks.map(() => false)
  let turn = 0
  const showTurn = () => {
    for (const text of held[turn].splice(0)) write(text)
  }
  const end = (index) => {
    ended[index] = true
    while (ended[turn] && turn + 1 < tasks.length) {
      turn += 1
      showTurn()
    }
  }
  return Promise.all(
    tasks.map((task, index) =>
      task((text) => {
        held[index].push(text)
        if (index === turn) showTurn()
      }).finally(() => end(index)),
    ),
  )
}
