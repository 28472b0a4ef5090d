import { expect, onTestFinished, test, vi } from 'vitest'
import { idle, type Gesture } from '#client/tools/gesture.ts'
import { listenToPointer } from '#client/tools/input/pointer.ts'
import type { ToolEvent } from '#client/tools/tool-event.ts'

interface Given {
  readonly id?: number
  readonly type?: 'mouse' | 'pen' | 'touch'
  readonly buttons?: number
  readonly button?: number
  readonly ctrlKey?: boolean
}

/** A canvas without a browser: its listeners hear what a hand would do. */
function hand() {
  const page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('HTMLElement', EventTarget)
  vi.stubGlobal('document', { getSelection: () => null })
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  const root = Object.assign(new EventTarget(), {
    dataset: {},
    isContentEditable: false,
    closest: () => null,
    focus: () => undefined,
    setPointerCapture: () => undefined,
    getBoundingClientRect: () => ({ left: 0, top: 0 }),
  }) as unknown as HTMLElement
  const told: ToolEvent['kind'][] = []
  const pressed: string[] = []
  const stop = listenToPointer(root, {
    send: (event) => {
      told.push(event.kind)
      if (event.kind === 'down') pressed.push(event.button)
    },
    gesture: (): Gesture => idle,
    hover: () => undefined,
    panBy: () => undefined,
    screen: () => ({ width: 800, height: 600 }),
  })
  onTestFinished(() => {
    stop()
    vi.unstubAllGlobals()
  })
  const tell = (
    name: string,
    { id = 1, type = 'mouse', buttons = 1, button = 0, ctrlKey = false }: Given = {},
  ) =>
    root.dispatchEvent(
      Object.assign(new Event(name), {
        pointerId: id,
        pointerType: type,
        button,
        buttons,
        ctrlKey,
        clientX: 10,
        clientY: 10,
      }),
    )
  return {
    down: (given?: Given) => tell('pointerdown', given),
    move: (given?: Given) => tell('pointermove', given),
    up: (given?: Given) => tell('pointerup', { buttons: 0, ...given }),
    lose: (given?: Given) => tell('lostpointercapture', given),
    leaveWindow: () => page.dispatchEvent(new Event('blur')),
    told: () => told.splice(0),
    pressed: () => pressed.splice(0),
  }
}

test('a palm beside the pen neither begins, pinches nor ends anything', () => {
  const { down, move, up, told } = hand()
  const pen = { id: 1, type: 'pen' } as const
  const palm = { id: 2, type: 'touch' } as const
  down(pen)
  move(pen)
  expect(told()).toEqual(['down', 'move'])
  down(palm)
  down({ ...palm, id: 3 })
  move(palm)
  up(palm)
  up({ ...palm, id: 3 })
  expect(told()).toEqual([])
  move(pen)
  up(pen)
  expect(told()).toEqual(['move', 'up'])
})

test('a release that never came ends the gesture, and undoes it', () => {
  const { down, move, up, told } = hand()
  down()
  move()
  move({ buttons: 0 })
  expect(told()).toEqual(['down', 'move', 'cancel'])
  move({ buttons: 0 })
  up()
  expect(told()).toEqual([])
  down()
  up()
  expect(told()).toEqual(['down', 'up'])
})

test('a lost pointer or a window without focus ends the gesture', () => {
  const { down, lose, leaveWindow, up, told } = hand()
  down()
  lose()
  expect(told()).toEqual(['down', 'cancel'])
  down()
  leaveWindow()
  expect(told()).toEqual(['down', 'cancel'])
  leaveWindow()
  lose()
  up()
  expect(told()).toEqual([])
  down()
  up()
  lose()
  expect(told()).toEqual(['down', 'up'])
})

test('of two fingers either may be lifted first', () => {
  const { down, up, lose, told } = hand()
  const finger = (id: number) => ({ id, type: 'touch' }) as const
  down(finger(1))
  down(finger(2))
  expect(told()).toEqual(['down', 'pinch'])
  up(finger(1))
  lose(finger(1))
  expect(told()).toEqual(['pinchEnd'])
  up(finger(2))
  expect(told()).toEqual(['up'])
})

test('the buttons of a mouse that go back and forward do nothing on the board', () => {
  const { down, up, told } = hand()
  for (const button of [3, 4]) {
    down({ button, buttons: 8 })
    up({ button })
  }
  expect(told()).toEqual([])
  down({ button: 1, buttons: 4 })
  up({ button: 1 })
  expect(told()).toEqual(['down', 'up'])
})

test('Ctrl makes the left button the right one on a Mac, and nowhere else', () => {
  const { down, up, pressed } = hand()
  const press = (platform: string, given: Given) => {
    vi.stubGlobal('navigator', { platform })
    down(given)
    up(given)
    return pressed()
  }
  expect(press('MacIntel', { ctrlKey: true })).toEqual(['right'])
  expect(press('MacIntel', {})).toEqual(['main'])
  expect(press('MacIntel', { ctrlKey: true, button: 1, buttons: 4 })).toEqual(['middle'])
  expect(press('MacIntel', { ctrlKey: true, type: 'touch' })).toEqual(['main'])
  for (const platform of ['Win32', 'Linux x86_64'])
    expect(press(platform, { ctrlKey: true })).toEqual(['main'])
})
