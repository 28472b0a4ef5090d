import { expect, onTestFinished, test, vi } from 'vitest'
import { createFrames } from '#client/canvas/frames.ts'

/** A browser that shows a frame on command; `during` runs in it. */
function setup() {
  const waiting = new Map<number, () => void>()
  const timeline = { currentTime: 0 }
  let last = 0
  vi.stubGlobal('document', { timeline })
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    waiting.set((last += 1), run)
    return last
  })
  vi.stubGlobal('cancelAnimationFrame', (id: number) => waiting.delete(id))
  let drawn = 0
  const frames = createFrames(() => (drawn += 1))
  onTestFinished(() => {
    frames.stop()
    vi.unstubAllGlobals()
  })
  const frame = async (during: () => void = () => undefined) => {
    timeline.currentTime += 16
    const due = [...waiting.keys()]
    during()
    await Promise.resolve()
    for (const id of due) {
      const run = waiting.get(id)
      waiting.delete(id)
      run?.()
    }
    const count = drawn
    drawn = 0
    return count
  }
  return { frames, frame }
}

test('a requested frame is drawn once, in the next animation frame', async () => {
  const { frames, frame } = setup()
  frames.ask()
  frames.ask()
  expect(await frame()).toBe(1)
  expect(await frame()).toBe(0)
})

test('changes within a frame are drawn once at its end, together with requested frames', async () => {
  const { frames, frame } = setup()
  frames.ask()
  const told = await frame(() => {
    frames.finish()
    frames.finish()
  })
  expect(told).toBe(1)
  expect(await frame()).toBe(0)
})

test('no frame is drawn twice: changes after the drawing wait for the next', async () => {
  const { frames, frame } = setup()
  expect(await frame(frames.finish)).toBe(1)
  frames.finish()
  expect(await frame()).toBe(1)
})

test('a single change is drawn at once, and repeated changes with pauses, the last one too', async () => {
  const { frames, frame } = setup()
  const change = () => frames.finish(28)
  expect(await frame(change)).toBe(1)
  expect(await frame(change)).toBe(0)
  expect(await frame(change)).toBe(1)
  expect(await frame(change)).toBe(0)
  expect(await frame()).toBe(1)
  expect(await frame()).toBe(0)
})

test('an urgent change shortens the pause of others', async () => {
  const { frames, frame } = setup()
  expect(await frame(() => frames.finish(28))).toBe(1)
  frames.finish(28)
  frames.finish()
  expect(await frame()).toBe(1)
})

test('a pause does not delay a requested frame', async () => {
  const { frames, frame } = setup()
  expect(await frame(() => frames.finish(28))).toBe(1)
  expect(
    await frame(() => {
      frames.finish(28)
      frames.ask()
    }),
  ).toBe(0)
  expect(await frame()).toBe(1)
  expect(
    await frame(() => {
      frames.finish(28)
      frames.finish()
    }),
  ).toBe(1)
})

test('a stopped drawing draws no more', async () => {
  const { frames, frame } = setup()
  expect(
    await frame(() => {
      frames.finish()
      frames.stop()
    }),
  ).toBe(0)
})
