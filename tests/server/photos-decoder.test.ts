import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import type { Sender } from '#server/basics/fair-queue.ts'
import { Decoder, type DecoderOptions } from '#server/photos/decoder.ts'
import { plainPhoto } from '#tests/support/photo-uploads.ts'

function decoder(options: Partial<DecoderOptions> = {}): Decoder {
  const opened = new Decoder({ pixels: 1_000_000, ...options })
  onTestFinished(() => opened.close())
  return opened
}

const from: Sender = { line: 'home', board: 'board', participant: 'ana' }
const unreadable = { ok: false, problem: 'unreadable' }

test('a photo that takes too long is given up, and the next one has a new process', async () => {
  const picture = await plainPhoto()
  // No process starts within a millisecond.
  const hasty = decoder({ timeoutMs: 1 })
  const both = [hasty.decode(picture, from), hasty.decode(picture, from)]
  expect(await Promise.all(both)).toEqual([unreadable, unreadable])
})

test('output of a process that was given up is used for no photo', async () => {
  const started: LateProcess[] = []
  const { decode } = decoder({
    timeoutMs: 1,
    start: () => {
      const next = new LateProcess()
      started.push(next)
      return next as unknown as ChildProcess
    },
  })
  const picture = await plainPhoto()
  const first = decode(picture, from)
  const second = decode(picture, { ...from, participant: 'bo' })
  expect(await first).toEqual(unreadable)
  const problem = (name: string) => ({ ok: false, problem: name })
  started[0]?.emit('message', problem('drawing'))
  started[1]?.emit('message', problem('too_many_pixels'))
  expect(await second).toEqual(problem('too_many_pixels'))
})

test('a photo that arrives while the idle process ends is given to another', async () => {
  const started: LateProcess[] = []
  const told = Promise.withResolvers<void>()
  const { decode } = decoder({
    idleMs: 1,
    start: () => {
      const next = new LateProcess()
      // Nothing of it is seen to end before the test says so.
      if (started.push(next) === 1) next.kill = () => (told.resolve(), true)
      return next as unknown as ChildProcess
    },
  })
  const picture = await plainPhoto()
  const first = decode(picture, from)
  started[0]?.emit('message', unreadable)
  await first
  await told.promise
  const second = decode(picture, from)
  started[0]?.emit('exit')
  const large = { ok: false, problem: 'too_many_pixels' }
  started[1]?.emit('message', large)
  expect(await second).toEqual(large)
})

/** It ends on command, and its earlier output may arrive later. */
class LateProcess extends EventEmitter {
  readonly connected = true
  readonly pid = 1
  readonly send = (): boolean => true
  kill = (): boolean => this.emit('exit')
}

test('pictures are decoded one after the other; when too many wait the next is refused at once', async () => {
  const picture = await plainPhoto()
  const { decode, hasRoom } = decoder({ waiting: 2 })
  const all = [decode(picture, from), decode(picture, from), decode(picture, from)]
  expect(hasRoom()).toBe(false)
  expect(await decode(picture, from)).toBeUndefined()
  const results = await Promise.all(all)
  expect(results.map((result) => result?.ok)).toEqual([true, true, true])
  expect(hasRoom()).toBe(true)
})

test('a person who waits when the server stops gets an answer', async () => {
  const { decode, close } = decoder()
  const all = [decode(await plainPhoto(), from), decode(await plainPhoto(), from)]
  await close()
  expect(await Promise.all(all)).toEqual([unreadable, unreadable])
  expect(await decode(await plainPhoto(), from)).toBeUndefined()
})
