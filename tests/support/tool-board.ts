import { onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { nothingShown, type Shown } from '#client/view/view-state.ts'
import { createLocalBoard, type LocalLimits } from '#client/bench/local-board.ts'
import type { Point, Rect } from '#shared/geometry/rect.ts'
import { addNote } from '#shared/board/note.ts'
import type { Guide } from '#client/tools/guides.ts'
import { pressKey } from '#client/tools/input/keys.ts'
import { createTools } from '#client/tools/input/machine.ts'
import type { Modifiers, ToolEvent } from '#client/tools/tool-event.ts'

export const noModifiers: Modifiers = { shift: false, alt: false, command: false }

const measure = (text: string, fontSize: number) => text.length * fontSize * 0.5

/** The real tools over a local board with these notes; pointer and keyboard are the test's. */
export function openToolBoard(
  notes: Readonly<Record<string, Point & { author?: string }>> = {},
  limits: LocalLimits = {},
) {
  const doc = new Y.Doc()
  for (const [id, at] of Object.entries(notes))
    addNote(doc, { id, author: 'bench', ...at, text: id, created: 1 })
  const board = createLocalBoard(doc, measure, limits)
  const { model } = board
  onTestFinished(model.close)
  model.camera.setScreen({ width: 1_200, height: 800 })
  const seen: {
    hint: Rect | null
    guides: readonly Guide[]
    frame: Rect | null
    lifted: ReadonlySet<string>
  } = {
    hint: null,
    guides: [],
    frame: null,
    lifted: new Set(),
  }
  const clock = { now: 0 }
  let shown: Shown = nothingShown
  const tools = createTools({
    model,
    shown: () => shown,
    lift: (ids) => {
      seen.lifted = ids
    },
    moveLifted: () => undefined,
    drop: () => {
      seen.lifted = new Set()
    },
    overlay: {
      marquee: (rect) => {
        seen.frame = rect
      },
      guides: (guides) => {
        seen.guides = guides
      },
      hint: (rect) => {
        seen.hint = rect
      },
    },
    sketch: () => undefined,
    isPanHeld: () => false,
    now: () => clock.now,
  })
  const down = (x: number, y: number, mods: Modifiers = noModifiers, device: 'mouse' | 'touch' = 'mouse') =>
    tools.send({ kind: 'down', at: { x, y }, device, button: 'main', mods })
  const move = (x: number, y: number, mods: Modifiers = noModifiers) =>
    tools.send({ kind: 'move', at: { x, y }, mods })
  const up = (x: number, y: number, mods: Modifiers = noModifiers) =>
    tools.send({ kind: 'up', at: { x, y }, mods })
  const drag = (from: Point, to: Point, mods: Modifiers = { ...noModifiers, command: true }) => {
    down(from.x, from.y)
    move(from.x + 10, from.y, mods)
    move(to.x, to.y, mods)
    up(to.x, to.y, mods)
  }
  return {
    ...board,
    tools,
    seen,
    clock,
    down,
    move,
    up,
    drag,
    send: (event: ToolEvent) => tools.send(event),
    selected: () => [...model.ui.selection.get()],
    place: (id: string) => {
      const note = model.scene.notes.get(id)
      return note && { x: note.x, y: note.y }
    },
    clusterOf: (id: string) => model.scene.notes.get(id)?.cluster,
    show: (next: Partial<Shown>) => {
      shown = { ...nothingShown, ...next }
    },
    key: (key: string, mods: Partial<Modifiers> = {}, code = '') =>
      pressKey(model, { key, code, mods: { ...noModifiers, ...mods } }),
  }
}
