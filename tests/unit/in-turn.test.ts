import { expect, test } from 'vitest'
import { runInTurn } from '#tests/runner/in-turn.js'

test('tasks run side by side, and the output of each is shown whole, the first at once', async () => {
  const written: string[] = []
  const [first, second, third] = [
    Promise.withResolvers<string>(),
    Promise.withResolvers<string>(),
    Promise.withResolvers<string>(),
  ]
  const print: ((text: string) => void)[] = []
  const started = [first, second, third].map(({ promise }) => (printOne: (text: string) => void) => {
    print.push(printOne)
    return promise
  })
  const results = runInTurn(started, (text) => void written.push(text))
  print[1]?.('b1')
  print[0]?.('a1')
  print[2]?.('c1')
  expect(written).toEqual(['a1'])
  third.resolve('c')
  first.resolve('a')
  await Promise.allSettled([first.promise, third.promise])
  await expect.poll(() => written).toEqual(['a1', 'b1'])
  print[1]?.('b2')
  expect(written).toEqual(['a1', 'b1', 'b2'])
  second.resolve('b')
  expect(await results).toEqual(['a', 'b', 'c'])
  expect(written).toEqual(['a1', 'b1', 'b2', 'c1'])
})

test('a task that fails gives its turn to the next, and its failure is not lost', async () => {
  const written: string[] = []
  const results = runInTurn(
    [
      (print) => {
        print('a')
        return Promise.reject(new Error('broken'))
      },
      async (print) => print('b'),
    ],
    (text) => void written.push(text),
  )
  await expect(results).rejects.toThrow('broken')
  await expect.poll(() => written).toEqual(['a', 'b'])
})

test('with a limit a task begins when one of those before it has ended', async () => {
  const ends = [0, 1, 2].map(() => Promise.withResolvers<string>())
  const begun: number[] = []
  const results = runInTurn(
    ends.map(({ promise }, index) => () => {
      begun.push(index)
      return promise
    }),
    () => {},
    2,
  )
  expect(begun).toEqual([0, 1])
  ends[1]?.resolve('b')
  await expect.poll(() => begun).toEqual([0, 1, 2])
  ends[2]?.resolve('c')
  ends[0]?.resolve('a')
  expect(await results).toEqual(['a', 'b', 'c'])
})
