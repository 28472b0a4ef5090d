import { expect, test } from 'vitest'
import { inNextTurn } from '#server/basics/yield-turn.ts'

test('work of many rooms keeps its order, and other work has turns in between', async () => {
  const done: string[] = []
  const busy = (name: string) => () => {
    const end = performance.now() + 10
    while (performance.now() < end);
    done.push(name)
  }
  for (const name of ['a', 'b', 'c']) inNextTurn(busy(name))
  await new Promise<void>((resolve) => {
    // In the turn of the first one, but after it.
    setImmediate(() => done.push('other'))
    inNextTurn(() => {
      done.push('last')
      inNextTurn(resolve)
    })
  })
  expect(done).toEqual(['a', 'other', 'b', 'c', 'last'])
})
