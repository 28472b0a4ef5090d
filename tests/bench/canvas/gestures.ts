import { setTimeout as delay } from 'node:timers/promises'
import { atRate } from '../../support/pace.ts'
import { rest, type BenchPage, type ScreenRect } from './bench-page.ts'

/** Real input is sent this often, as a pointer and a good screen do. */
const eventsPerSecond = 60
const keysPerSecond = 30
const ctrl = 2

export interface Cost {
  /** Main-thread CPU, ms. */
  readonly perFrame: number
  readonly framesPerSecond: number
}

/** Runs something and tells what the main thread spent on each frame meanwhile, until all input was taken. */
export async function costOf(target: BenchPage, run: () => Promise<void>): Promise<Cost> {
  await rest(target)
  const [cpu, frames, start] = [await target.cpuMs(), await target.frames(), performance.now()]
  await run()
  const seconds = (performance.now() - start) / 1_000
  const drawn = (await target.frames()) - frames
  return { perFrame: ((await target.cpuMs()) - cpu) / Math.max(1, drawn), framesPerSecond: drawn / seconds }
}

const middle = { x: 720, y: 450 }

/** Two fingers or a wheel, round in a circle. */
export function pan(target: BenchPage, seconds: number): Promise<void> {
  return send(target, eventsPerSecond, seconds, (index) => ({
    type: 'mouseWheel',
    ...middle,
    deltaX: Math.round(40 * Math.cos(index / 15)),
    deltaY: Math.round(40 * Math.sin(index / 15)),
  }))
}

/** Ctrl and the wheel: in for half of the time, then out again. */
export function zoomInAndOut(target: BenchPage, seconds: number): Promise<void> {
  const total = eventsPerSecond * seconds
  return send(target, eventsPerSecond, seconds, (index) => ({
    type: 'mouseWheel',
    ...middle,
    deltaX: 0,
    deltaY: index < total / 2 ? -30 : 30,
    modifiers: ctrl,
  }))
}

const button = { button: 'left', buttons: 1, clickCount: 1 } as const

/** Where a drag is after so many events, from where it began. */
const wayOf = (index: number) => ({ x: 120 * Math.sin(index / 20), y: 80 * Math.sin(index / 13) })

/** Where `drag` leaves the thing, from where it was. */
export const dragged = wayOf(17)

/** Takes what is at this place, moves it about, lets go; the cost is that of the movement. */
export async function drag(target: BenchPage, rect: ScreenRect, seconds: number): Promise<Cost> {
  const from = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
  const at = ({ x, y }: ReturnType<typeof wayOf>) => ({ x: from.x + x, y: from.y + y })
  await target.cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...from })
  await target.cdp.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...from, ...button })
  // A slow page has to see the press, the moves and the release one after the other, as it would from a hand.
  await rest(target, 3_000)
  const cost = await costOf(target, () =>
    send(target, eventsPerSecond, seconds, (index) => ({
      type: 'mouseMoved',
      ...at(wayOf(index + 1)),
      ...button,
    })),
  )
  await rest(target, 3_000)
  await target.cdp.send('Input.dispatchMouseEvent', {
    type: 'mouseReleased',
    ...at(dragged),
    ...button,
    buttons: 0,
  })
  return cost
}

/** Opens the note at this place for writing. */
export async function edit(target: BenchPage, rect: ScreenRect): Promise<void> {
  await target.page.mouse.dblclick(rect.x + rect.width / 2, rect.y + rect.height / 2)
  await rest(target)
}

export async function type(target: BenchPage, seconds: number): Promise<void> {
  const letters = 'the quick brown fox jumps over the lazy dog '
  const taken: Promise<unknown>[] = []
  await atRate(keysPerSecond, seconds, (index) => {
    const text = letters[index % letters.length] ?? ' '
    const code = text === ' ' ? 'Space' : `Key${text.toUpperCase()}`
    taken.push(target.cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', key: text, code, text }))
    taken.push(target.cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text, code }))
  })
  await Promise.all(taken)
}

/** Others move a thousand notes a second. */
export async function moveRemotely(target: BenchPage, seconds: number): Promise<void> {
  await target.page.evaluate(() => {
    window.canvasBench?.remoteMoves(1_000)
  })
  await delay(seconds * 1_000)
  await target.page.evaluate(() => {
    window.canvasBench?.stop()
  })
}

type MouseEvent = Parameters<BenchPage['cdp']['send']>[1] & object

async function send(
  target: BenchPage,
  perSecond: number,
  seconds: number,
  event: (index: number) => MouseEvent,
): Promise<void> {
  const taken: Promise<unknown>[] = []
  await atRate(perSecond, seconds, (index) => {
    taken.push(target.cdp.send('Input.dispatchMouseEvent', event(index) as never))
  })
  await Promise.all(taken)
}
