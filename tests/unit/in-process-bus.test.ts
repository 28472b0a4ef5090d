import { expect, test } from 'vitest'
import { InProcessBus } from '#server/bus/in-process-bus.ts'

test('everybody who listens has an event before it is published, and one who fails keeps nobody from it', async () => {
  const failures: unknown[] = []
  const heard: string[] = []
  const bus = new InProcessBus((event, cause) => failures.push([event.kind, cause]))
  const slow = Promise.withResolvers<void>()
  bus.subscribe(() => {
    throw new Error('a listener failed')
  })
  bus.subscribe(async ({ board }) => {
    heard.push(`${board} at once`)
    await slow.promise
    heard.push(`${board} later`)
  })
  const published = bus.publish({ kind: 'boardDeleted', board: 'b1' })
  expect(heard).toEqual(['b1 at once'])
  slow.resolve()
  await published
  expect(heard).toEqual(['b1 at once', 'b1 later'])
  expect(failures).toEqual([['boardDeleted', new Error('a listener failed')]])
})
