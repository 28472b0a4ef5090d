/**
 * Runs tasks side by side, `atOnce` of them, and prints their output one after the other, each whole: the first task's
 * at once, another's when those before it have ended. A task gets its own `print`.
 */
export async function runInTurn(
  tasks,
  write = (text) => void process.stdout.write(text),
  atOnce = tasks.length,
) {
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
  const run = async (index) => {
    try {
      return await tasks[index]((text) => {
        held[index].push(text)
        if (index === turn) showTurn()
      })
    } finally {
      end(index)
    }
  }
  const results = []
  let next = 0
  const runRest = async () => {
    while (next < tasks.length) {
      const index = next
      next += 1
      results[index] = await run(index)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, runRest))
  return results
}
