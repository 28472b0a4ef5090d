import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import {
  deskAreasOfStep,
  readableFit,
  viewOf,
  viewOfStep,
  viewOfWork,
} from '#client/panels/host/areas-of-step.ts'
import { ofStep } from '#client/panels/host/of-step.ts'
import { followAll } from '#client/panels/projector/use-room-view.ts'
import { AgendaState, type AgendaNow } from '#shared/agenda/agenda.ts'
import type { Phase, Step } from '#shared/agenda/template.ts'
import { readAgenda, writeNewAgenda } from '#shared/board/agenda.ts'
import { areasOf, placeAreas } from '#shared/board/area.ts'
import { agendaRoot } from '#shared/board/document.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import { addNote, removeNotes } from '#shared/board/note.ts'
import { writeRound } from '#shared/board/round.ts'
import { round } from '#tests/support/sample-board.ts'
import type { Rect } from '#shared/geometry/rect.ts'

test('everything is in view from the first note on, and stays so however the board grows', () => {
  const { write, isSeen, later } = setup()
  const first = write(0, 0)
  expect(isSeen(first)).toBe(true)
  const far = write(4_000, 3_000)
  later()
  expect([isSeen(first), isSeen(far)]).toEqual([true, true])
})

test('notes within the view move nothing, and the view comes nearer when much room is free', () => {
  const { model, doc, write, later } = setup()
  write(0, 0)
  const far = write(4_000, 3_000)
  later()
  const view = model.camera.state.get()
  write(2_000, 1_500)
  later()
  expect(model.camera.state.get()).toEqual(view)
  removeNotes(doc, [far])
  later()
  expect(model.camera.state.get().zoom).toBeGreaterThan(view.zoom)
})

test('the view goes where the facilitator leads everyone, and returns to all after a while', () => {
  const { lead, write, isSeen, isInView, later } = setup()
  const first = write(0, 0)
  const far = write(4_000, 3_000)
  later()
  const place = { x: 3_800, y: 2_800, width: 600, height: 400 }
  lead(place)
  write(500, 500)
  later()
  expect([isInView(place), isSeen(first)]).toEqual([true, false])
  later(120_000)
  expect([isSeen(first), isSeen(far)]).toEqual([true, true])
})

test('while a step runs its areas are in view, or those whose notes it takes, and not the rest of the board', () => {
  const { model, doc, write, isSeen, isInView, later } = setup()
  const old = write(-6_000, 0)
  writeNewAgenda(doc, shortBrainstorm, {})
  placeAreas(doc, 'write', { id: 'ideas', fields: [{ id: 'all', title: { en: 'Ideas' } }] })
  const [area] = areasOf(doc)
  if (!area) throw new Error('the area is missing')
  const now = { state: AgendaState.running, since: 0, allows: null, opened: [], command: '' } as const
  // A vote that was left open in another step.
  const open = { state: 'open', closedAt: null, totals: null } as const
  writeRound(doc, round({ ...open, options: [old], step: 'before/vote' }))
  for (const [index, step] of ['write/ideas', 'write/reveal', 'group/group', 'vote/vote'].entries()) {
    agendaRoot(doc).set('now', { ...now, step, move: index + 1 } satisfies AgendaNow)
    later()
    expect([step, isInView(area), isSeen(old)]).toEqual([step, true, false])
    // People sort the notes of the step, and not those of the whole board.
    const isOfStep = ofStep(readAgenda(doc) ?? null, model.scene.areas)
    const things = [
      { area: area.id },
      { area: null },
      { area: null, step: 'other/step' },
      { area: 'other/step/all' },
    ]
    expect(things.map(isOfStep)).toEqual([true, true, false, false])
    expect(isOfStep({ area: 'other/step/all', step: 'write/ideas' })).toBe(true)
  }
  agendaRoot(doc).set('now', { ...now, step: 'vote/vote', move: 9, state: AgendaState.ended })
  later()
  expect([isInView(area), isSeen(old)]).toEqual([true, true])
})

test('at a desk a step without places looks where its phase worked last, and a room at all places of the phase', () => {
  const { model, doc, later } = setup()
  const [writing] = shortBrainstorm.phases[0]?.steps ?? []
  if (!writing) throw new Error('the template begins with writing')
  const steps = [
    writing,
    { ...writing, id: 'more', makes: { kind: 'principle' as const } },
    { ...writing, id: 'talk', activity: 'talk', fields: [] } as unknown as Step,
  ]
  writeNewAgenda(
    doc,
    { ...shortBrainstorm, phases: [{ ...(shortBrainstorm.phases[0] as Phase), steps }] },
    {},
  )
  for (const id of ['ideas', 'more'])
    placeAreas(doc, 'write', { id, fields: [{ id: 'all', title: { en: 'Ideas' } }] })
  later()
  const [first, second] = areasOf(doc)
  const at = (step: string, look: typeof viewOfStep, state: AgendaState = AgendaState.running) => {
    const now = {
      state,
      since: 0,
      allows: null,
      opened: [],
      command: '',
      move: 1,
    } as const
    agendaRoot(doc).set('now', { ...now, step } satisfies AgendaNow)
    const { x, width } = look(readAgenda(doc) ?? null, model.scene.areas) ?? { x: NaN, width: NaN }
    return [first, second].map((area) => area && area.x >= x && area.x + area.width <= x + width)
  }
  const deskViewOfStep: typeof viewOfStep = (agenda, areas) =>
    viewOf(areas, deskAreasOfStep(agenda, areas, null))
  expect(at('write/more', deskViewOfStep)).toEqual([false, true])
  expect(at('write/talk', deskViewOfStep)).toEqual([false, true])
  expect(at('write/talk', viewOfStep)).toEqual([true, true])
  expect(at('write/ideas', deskViewOfStep)).toEqual([true, false])
  // Whoever opens the board of a workshop that is over looks at what came last.
  expect(at('write/talk', deskViewOfStep, AgendaState.ended)).toEqual([false, true])
  // Letters of principles are smaller.
  const near = (ids: readonly string[]) => readableFit(readAgenda(doc) ?? null, ids).leastZoom
  expect([near(['write/ideas/all']), near(['write/ideas/all', 'write/more/all'])]).toEqual([0.54, 1.1])
})

test('at a desk a step sees the notes that it takes, and not the empty part of their area', () => {
  const { model, doc, later } = setup()
  placeAreas(doc, 'write', { id: 'ideas', fields: [{ id: 'all', title: { en: 'Ideas' } }] })
  const [area] = areasOf(doc)
  if (!area) throw new Error('the area is missing')
  const ids = new Set([area.id])
  expect(viewOfWork('group/group', model.scene, ids)).toBeUndefined()
  const at = { x: area.x + 40, y: area.y + 90 }
  addNote(doc, { ...at, author: null, created: 1, text: 'One', area: area.id })
  later()
  const view = viewOfWork('group/group', model.scene, ids) ?? area
  expect([view.x, view.y < area.y]).toEqual([at.x, true])
  expect(view.width).toBeLessThan(area.width / 2)
  // People who write there need the room.
  expect(viewOfWork('write/ideas', model.scene, ids)).toBeUndefined()
})

/** A screen of its own; time is the test's. */
function setup() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const doc = new Y.Doc()
  const { model } = createLocalBoard(doc, (text) => text.length)
  onTestFinished(model.close)
  let lead: (view: Rect) => void = () => undefined
  const presence = {
    ...model.presence,
    onGather: (listener: (view: Rect, from: string) => void) => {
      lead = (view) => listener(view, 'flora')
      return () => undefined
    },
  }
  model.camera.setScreen({ width: 1_200, height: 800 })
  onTestFinished(followAll({ ...model, presence }))
  const later = (ms = 5_000) => void vi.advanceTimersByTime(ms)
  const isInView = ({ x, y, width, height }: Rect) => {
    const view = model.camera.view()
    return (
      x >= view.x && y >= view.y && x + width <= view.x + view.width && y + height <= view.y + view.height
    )
  }
  return {
    model,
    doc,
    later,
    isInView,
    lead: (view: Rect) => lead(view),
    isSeen: (id: string) =>
      isInView(model.scene.notes.get(id)?.rect ?? { x: NaN, y: 0, width: 0, height: 0 }),
    write: (x: number, y: number) => {
      const id = addNote(doc, { author: null, x, y, created: 1, text: 'Words' })
      later(100)
      return id
    },
  }
}
