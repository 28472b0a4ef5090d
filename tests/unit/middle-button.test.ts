import { expect, onTestFinished, test, vi } from 'vitest'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { listenToClipboard } from '#client/tools/input/clipboard.ts'

/** Something on the page that is an ancestor of itself for these selectors alone. */
class Thing extends EventTarget {
  readonly isContentEditable = false
  readonly #names: readonly string[]

  constructor(...names: readonly string[]) {
    super()
    this.#names = names
  }

  closest(selectors: string): Thing | null {
    return selectors.split(', ').some((selector) => this.#names.includes(selector)) ? this : null
  }
}

/** Whether the browser does with a released button what it does with it anywhere. */
function isLeftToBrowser(target: Thing, button: number): boolean {
  const page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('Element', Thing)
  vi.stubGlobal('HTMLElement', Thing)
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
  const root = new Thing() as unknown as HTMLElement
  const stop = listenToClipboard({
    root,
    model: {} as BoardModel,
    pointer: () => null,
    onRows: () => undefined,
  })
  const event = Object.defineProperty(new Event('auxclick', { cancelable: true }), 'target', {
    value: target,
  })
  const isDefault = page.dispatchEvent(Object.assign(event, { button }))
  stop()
  return isDefault
}

test('Chromium’s own paste after the middle button was released puts nothing on the board', () => {
  const page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('Element', Thing)
  vi.stubGlobal('HTMLElement', Thing)
  vi.stubGlobal('document', { activeElement: null })
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })
  const pasted = vi.fn()
  const root = new Thing() as unknown as HTMLElement
  const model = {
    role: 'participant',
    get ui() {
      return pasted() as never
    },
  } as unknown as BoardModel
  const stop = listenToClipboard({ root, model, pointer: () => null, onRows: pasted })
  const release = (target: Thing) => {
    const event = Object.defineProperty(new Event('pointerup'), 'target', { value: target })
    page.dispatchEvent(Object.assign(event, { button: 1 }))
  }
  const paste = () => {
    const event = new Event('paste', { cancelable: true })
    const isLeft = page.dispatchEvent(Object.assign(event, { clipboardData: null }))
    return isLeft
  }
  release(new Thing())
  expect(paste()).toBe(false)
  expect(pasted).not.toHaveBeenCalled()
  release(new Thing('textarea'))
  pasted.mockReturnValue({ editing: { get: () => null } })
  expect(paste()).toBe(true)
  stop()
})

test('the middle button, which pans, pastes nothing on the board; it does in fields, and opens links', () => {
  const middle = 1
  expect(isLeftToBrowser(new Thing(), middle)).toBe(false)
  expect(isLeftToBrowser(new Thing('textarea'), middle)).toBe(true)
  expect(isLeftToBrowser(new Thing('a'), middle)).toBe(true)
  expect(isLeftToBrowser(new Thing(), 2)).toBe(true)
})
