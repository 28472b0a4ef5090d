import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf, readBeside, restoreSteps } from '#server/archive/checkpoint-content.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { readBoardFile, parseBoardFile } from '#server/report/board-import.ts'
import { boardSheet } from '#server/report/board-sheet.ts'
import { writeCanvas } from '#server/report/canvas.ts'
import { writeCsv } from '#server/report/csv.ts'
import { writeMarkdown } from '#server/report/markdown.ts'
import { areasOf, drawArea, readArea, writeArea } from '#shared/board/area.ts'
import { writeMove, writeNewAgenda } from '#shared/board/agenda.ts'
import { agendaRoot, notesRoot, writeMeta } from '#shared/board/document.ts'
import { drawnAreas } from '#shared/board/id.ts'
import { arrowLimit, boardArrowLimit, drawnAreaLimit } from '#shared/board/limits.ts'
import { setLocked } from '#shared/board/rights.ts'
import { restack, setLook } from '#shared/board/change-look.ts'
import { addNote, notesOf, placeNote, readNote, readPlace, removeNotes } from '#shared/board/note.ts'
import { emptyReplayBoard, mergeSteps, replayed, type ReplayStep } from '#shared/board/replay.ts'
import { showReplayBoard } from '#shared/board/replay-document.ts'
import type { Session } from '#server/contracts/live-board.ts'
import { rewriteState } from '#server/relay/awareness.ts'
import type { PresenceState } from '#shared/wire/presence.ts'
import { AgendaState, noClock, readyNow, type AgendaNow } from '#shared/agenda/agenda.ts'
import { ToolName } from '#client/model/contract/board-model.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import { arrowsToDraw } from '#client/canvas/arrows.ts'
import { leaveFreeTools, react } from '#client/tools/free.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { codeOf, newGuardedBoard } from '#tests/support/guarded-board.ts'
import { newRecordedSession, plainNote } from '#tests/support/replay-boards.ts'
import { openToolBoard } from '#tests/support/tool-board.ts'

/** Words without paper, a large note, and an arrow from the one to the other. */
function drawnBoard(): Y.Doc {
  const doc = new Y.Doc()
  writeMeta(doc, { schema: 1, title: 'Drawn', language: 'en' })
  addNote(doc, { id: 'big', x: 0, y: 0, author: null, created: 1, text: 'The radio first', size: 150 })
  addNote(doc, {
    id: 'bare',
    x: 600,
    y: 0,
    author: null,
    created: 1,
    text: 'Then the picture',
    form: 'text',
    arrows: ['big'],
  })
  return doc
}

const looks = [
  { id: 'bare', form: 'text', arrows: ['big'] },
  { id: 'big', size: 150 },
]

function looksOf(doc: Y.Doc): readonly unknown[] {
  return notesOf(doc)
    .map(({ id, form, size, arrows }) => ({
      id,
      ...(form && { form }),
      ...(size !== undefined && { size }),
      ...(arrows && { arrows }),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

test('the server takes the sizes and arrows that people may give a note, and refuses others with a sentence', () => {
  const { check, updateOf } = newGuardedBoard()
  const of = (look: object) => codeOf(check(updateOf((copy) => setLook(copy, 'mine', look))))
  expect(of({ form: 'text', size: 300, arrows: ['theirs', 'group'] })).toBe('ok')
  for (const size of [49, 301, 1e9, 100.5, -100]) expect([size, of({ size })]).toEqual([size, 'note_size'])
  expect(of({ arrows: Array.from({ length: 41 }, (_, index) => `n${index}`) })).toBe('note_size')
  for (const arrows of ['theirs', ['no id!'], [1], [['theirs']], { 0: 'theirs' }])
    expect(of({ arrows })).toBe('note_size')
  for (const form of ['', 'T'.repeat(40), 7, {}]) expect(of({ form })).toBe('unknown_place')
})

const corner = { x: 100, y: 200, width: 960, height: 640 }
const drawn = { id: drawnAreas + 'one', title: { en: 'Radio' }, ...corner }

test('the server takes areas that people draw, and refuses those of steps, other forms and too many', () => {
  const { check, updateOf, doc } = newGuardedBoard()
  const of = (change: (copy: Y.Doc) => void) => codeOf(check(updateOf(change)))
  expect(of((copy) => drawArea(copy, drawn))).toBe('ok')
  const raw = (id: string, entry: unknown) => of((copy) => copy.getMap('areas').set(id, entry))
  const entry = { title: { en: 'x' }, ...corner }
  expect(raw('one/write/all', entry)).toBe('unknown_place')
  expect(raw('parking-lot/-/-', entry)).toBe('unknown_place')
  expect(raw('no area', entry)).toBe('unknown_place')
  for (const wrong of [
    { ...entry, width: 10 },
    { ...entry, height: 1e9 },
    { ...entry, x: 0.5 },
    { ...entry, title: 'x' },
    { ...entry, title: { en: 'x'.repeat(121) } },
    { ...corner },
    [1, 2],
    'x',
  ])
    expect([wrong, raw(drawnAreas + 'two', wrong)]).toEqual([wrong, 'unknown_place'])
  writeArea(doc, { id: 'one/write/all', title: { en: 'Ideas' }, ...corner })
  expect(of((copy) => copy.getMap('areas').delete('one/write/all'))).toBe('unknown_place')
  for (let count = 0; count < drawnAreaLimit; count += 1)
    writeArea(doc, { ...drawn, id: `${drawnAreas}${count}` })
  expect(of((copy) => drawArea(copy, drawn))).toBe('areas_full')
  expect(of((copy) => drawArea(copy, { ...drawn, id: `${drawnAreas}1` }))).toBe('ok')
  expect(of((copy) => copy.getMap('areas').delete(`${drawnAreas}1`))).toBe('ok')
})

test('a board has so many arrows: one more is refused, and arrows that are there stay', () => {
  const { check, updateOf, doc } = newGuardedBoard()
  const many = Array.from({ length: arrowLimit }, (_, index) => `n${index}`)
  for (let count = 0; count < boardArrowLimit / arrowLimit; count += 1)
    addNote(doc, { ...plainNote, id: `from-${count}`, arrows: many })
  const of = (id: string, arrows: readonly string[]) =>
    codeOf(check(updateOf((copy) => setLook(copy, id, { arrows }))))
  expect(of('mine', ['theirs'])).toBe('arrows_full')
  expect(of('from-1', many.slice(1))).toBe('ok')
  expect(of('from-1', many.toReversed())).toBe('ok')
})

test('an area that people drew is in files, canvases and tables, and a checkpoint brings it back', () => {
  const doc = drawnBoard()
  drawArea(doc, drawn)
  placeNote(doc, 'big', { area: drawn.id })
  const board = snapshotOf(doc)
  const file = new TextEncoder().encode(writeBoardFile(board))
  const imported = readBoardFile(file)
  if (!imported.ok) throw new Error(imported.problem)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, imported.update)
  expect(readArea(copy, drawn.id)).toMatchObject({ title: { en: 'Radio' }, ...corner })
  expect(readPlace(copy, 'big')?.area).toBe(drawn.id)
  expect(JSON.parse(writeCanvas(board, 'en'))).toMatchObject({
    nodes: expect.arrayContaining([expect.objectContaining({ type: 'group', label: 'Radio' })]),
  })
  expect(writeCsv(board, 'en')).toContain('Radio')
  const { file: kept, beside } = contentOf(doc)
  doc.getMap('areas').delete(drawn.id)
  drawArea(doc, { ...drawn, id: drawnAreas + 'later' })
  writeArea(doc, { id: 'one/write/all', title: { en: 'Ideas' }, ...corner })
  const parsed = parseBoardFile(new TextEncoder().encode(kept))
  if (!parsed.ok) throw new Error(parsed.problem)
  for (const step of restoreSteps(doc, parsed.file, readBeside(JSON.stringify(beside)))) step()
  expect(areasOf(doc).map(({ id }) => id)).toEqual(['one/write/all', drawn.id])
})

/** The same fact of the board after each step of a replay. */
function seenIn<Fact>(steps: readonly ReplayStep[], read: (screen: Y.Doc) => Fact): readonly Fact[] {
  const screen = new Y.Doc()
  let board = emptyReplayBoard
  return steps.map((step) => {
    const next = replayed(board, [step])
    showReplayBoard(screen, board, next)
    board = next
    return read(screen)
  })
}

test('a replay shows an area that people drew, until somebody takes it away', () => {
  const { doc, after, stepsOf } = newRecordedSession()
  after(0, () => addNote(doc, plainNote))
  after(10, () => drawArea(doc, drawn))
  after(10, () => drawArea(doc, { ...drawn, x: 500 }))
  after(10, () => doc.getMap('areas').delete(drawn.id))
  const seen = seenIn(stepsOf(), (screen) => readArea(screen, drawn.id)?.x)
  expect(seen).toEqual([undefined, 100, 500, undefined])
  const [first, ...rest] = stepsOf()
  expect(first && replayed(emptyReplayBoard, [rest.reduce(mergeSteps, first)]).areas.size).toBe(0)
})

test('a file has text without paper, sizes and arrows, and brings them back', () => {
  const file = new TextEncoder().encode(writeBoardFile(snapshotOf(drawnBoard())))
  expect(parseBoardFile(file)).toMatchObject({ ok: true })
  const imported = readBoardFile(file)
  if (!imported.ok) throw new Error(imported.problem)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, imported.update)
  expect(looksOf(doc)).toEqual(looks)
})

test('a checkpoint brings the look back, and takes off a look of later', () => {
  const doc = drawnBoard()
  const { file, beside } = contentOf(doc)
  setLook(doc, 'big', { size: 300, arrows: ['bare'] })
  setLook(doc, 'bare', { arrows: [] })
  const parsed = parseBoardFile(new TextEncoder().encode(file))
  if (!parsed.ok) throw new Error(parsed.problem)
  for (const step of restoreSteps(doc, parsed.file, readBeside(JSON.stringify(beside)))) step()
  expect(looksOf(doc)).toEqual(looks)
})

test('a replay shows the look of each moment', () => {
  const { doc, after, stepsOf } = newRecordedSession()
  const note = after(0, () => addNote(doc, { ...plainNote, form: 'text' }))
  after(10, () => setLook(doc, note, { size: 200 }))
  const seen = seenIn(stepsOf(), (screen) => {
    const { form, size } = readNote(screen, note) ?? {}
    return [form, size]
  })
  expect(seen.at(0)).toEqual(['text', undefined])
  expect(seen.at(-1)).toEqual(['text', 200])
})

test('tables and text name the look and the arrows in words', () => {
  const board = snapshotOf(drawnBoard())
  expect(writeCsv(board, 'en')).toContain(',form,size,arrows,x,y,')
  expect(writeCsv(board, 'en')).toMatch(/^bare,.*,text,100,big,600,0/mu)
  expect(writeMarkdown(board, { participants: 1, now: 0 }, 'en')).toContain(
    '- Then the picture — → “The radio first”',
  )
})

test('paper has text without paper, sizes and arrows as the screen has them', () => {
  const measure = (text: string, size: number) => text.length * size * 0.5
  const { items } = boardSheet(snapshotOf(drawnBoard()), { participants: 1, now: 0 }, 'en', measure)
  const notes = items.flatMap((item) => (item.kind === 'note' ? [item] : []))
  expect(notes.map(({ isBare, times, rect }) => [isBare, times, rect.width])).toEqual(
    expect.arrayContaining([
      [true, 1, 320],
      [false, 1.5, 300],
    ]),
  )
  expect(items.filter(({ kind }) => kind === 'arrow')).toHaveLength(1)
})

test('a board of an earlier version has no look, and a look of a later version stays', () => {
  const doc = new Y.Doc()
  const id = addNote(doc, { x: 0, y: 0, author: null, created: 1 })
  expect(Object.keys(notesRoot(doc).get(id) as object)).toEqual(['kind', 'author', 'tint', 'created'])
  notesRoot(doc).set(id, { ...(notesRoot(doc).get(id) as object), form: 'cloud', shade: 3 })
  expect(readNote(doc, id)?.form).toBeUndefined()
  setLook(doc, id, { size: 200 })
  expect(notesRoot(doc).get(id)).toMatchObject({ form: 'cloud', shade: 3, size: 200 })
})

test('notes come to the front and go to the back in their order', () => {
  const doc = new Y.Doc()
  for (const id of ['a', 'b', 'c', 'd']) addNote(doc, { id, x: 0, y: 0, author: null, created: 1 })
  const order = () =>
    notesOf(doc)
      .toSorted((one, other) => one.z - other.z)
      .map(({ id }) => id)
      .join('')
  restack(doc, ['b', 'a'], true)
  expect(order()).toBe('cdab')
  restack(doc, ['b', 'a'], false)
  expect(order()).toBe('abcd')
  restack(doc, ['gone'], false)
  expect(order()).toBe('abcd')
})

test('several notes grow together about a corner, and stop together at the limit', () => {
  const { model } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 400, y: 0 } })
  const rects = () => ['a', 'b'].map((id) => model.scene.notes.get(id)?.rect)
  expect(model.commands.resize(['a', 'b'], 1.5)).toBe(2)
  expect(rects()).toEqual([
    { x: 0, y: 0, width: 300, height: 300 },
    { x: 600, y: 0, width: 300, height: 300 },
  ])
  model.commands.resize(['a'], 10)
  expect(rects()[0]).toEqual({ x: 0, y: 0, width: 600, height: 600 })
  model.commands.resize(['a', 'b'], 4)
  expect(rects()[1]?.width).toBe(300)
  model.undo.undo()
  model.undo.undo()
  expect(rects()[1]).toEqual({ x: 400, y: 0, width: 200, height: 200 })
})

test('a copy of connected notes is connected in the same way', () => {
  const { model } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 400, y: 0 } })
  expect(model.commands.connect('a', 'b')).toBe(true)
  const copies = model.commands.duplicate(['a', 'b'], { x: 0, y: 500 })
  const arrows = copies.map((id) => model.scene.notes.get(id)?.arrows ?? [])
  expect(arrows.flat()).toHaveLength(1)
  expect(copies).toContain(arrows.flat()[0])
  expect(model.commands.connect('a', 'b')).toBe(false)
  expect(model.commands.connect('a', 'a')).toBeUndefined()
  model.commands.remove(['b'])
  expect(model.scene.notes.get('a')?.arrows).toBeUndefined()
})

test('an arrow that somebody else took away meanwhile stays away when its × is pressed', () => {
  const { model, doc } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 400, y: 0 }, c: { x: 800, y: 0 } })
  const arrows = () => model.scene.notes.get('a')?.arrows ?? []
  model.commands.connect('a', 'b')
  model.commands.connect('a', 'c')
  model.commands.disconnect('a', 'c')
  expect(arrows()).toEqual(['b'])
  setLook(doc, 'a', { arrows: [] })
  model.commands.disconnect('a', 'b')
  expect(arrows()).toEqual([])
})

test('the arrow tool draws on the free board, and no longer for participants once a step runs', () => {
  const at = { a: { x: 0, y: 0 }, b: { x: 400, y: 0 } }
  const arrowsAfter = (role: 'facilitator' | 'participant', isLed: boolean) => {
    const { model, doc, drag } = openToolBoard(at, { role })
    model.ui.tool.set(ToolName.arrow)
    if (isLed) {
      writeNewAgenda(doc, shortBrainstorm, { question: 'Why?' })
      const now = {
        ...readyNow,
        state: 'running',
        move: 1,
        step: 'group/group',
        allows: [Operation.placeNote],
      } as const
      const entry = { kind: 'start', at: 0, by: null, from: null, to: 'group/group', move: 0 } as const
      writeMove(doc, { now, clock: noClock, before: null }, entry)
    }
    drag({ x: 100, y: 100 }, { x: 500, y: 100 })
    return model.scene.notes.get('a')?.arrows ?? []
  }
  expect(arrowsAfter('participant', false)).toEqual(['b'])
  expect(arrowsAfter('facilitator', true)).toEqual(['b'])
  expect(arrowsAfter('participant', true)).toEqual([])
})

test('an arrow to a note that comes back is there again', () => {
  const doc = drawnBoard()
  removeNotes(doc, ['big'])
  expect(readNote(doc, 'bare')?.arrows).toEqual(['big'])
})

test('of very many arrows a page draws the first ones in its view', () => {
  const rects = new Map([
    ['far', { x: 90_000, y: 0, width: 200, height: 150 }],
    ['farther', { x: 91_000, y: 0, width: 200, height: 150 }],
    ['left', { x: -2_000, y: 0, width: 200, height: 150 }],
    ['right', { x: 3_000, y: 0, width: 200, height: 150 }],
  ])
  const shown = (count: number) => {
    const arrows = Array.from({ length: count }, (_, index) =>
      index % 2 === 0 ? { from: 'far', to: 'farther' } : { from: 'left', to: index % 3 ? 'right' : 'gone' },
    )
    return arrowsToDraw(
      arrows,
      (id) => rects.get(id),
      () => ({ x: 0, y: 0, width: 1_000, height: 800 }),
    )
  }
  expect(shown(1_000)).toHaveLength(1_000)
  expect(shown(40_000)).toEqual(Array.from({ length: 1_000 }, () => ({ from: 'left', to: 'right' })))
})

test('a mark of a person passes in its form alone, and is no part of the document', () => {
  const session = { role: 'participant', participant: { id: 'ana', name: 'Ana', colour: 1 } } as Session
  const markOf = (mark: unknown) => {
    const state = rewriteState(JSON.stringify({ selection: [], mark }), session, 1) ?? '{}'
    return (JSON.parse(state) as PresenceState).mark
  }
  const reaction = { kind: 'reaction', sign: 'yes', on: 'note', number: 1 }
  expect(markOf({ kind: 'laser' })).toEqual({ kind: 'laser' })
  expect(markOf(reaction)).toEqual(reaction)
  for (const mark of [
    'laser',
    { kind: 'laser', words: 'secret' },
    { ...reaction, words: 'secret' },
    { ...reaction, sign: 'toString' },
    { ...reaction, on: 'no id!' },
    { ...reaction, number: 0.5 },
  ])
    expect(markOf(mark)).toBeUndefined()
})

test('an area with a locked note stays where it is, with all its notes, and says why', () => {
  const { model, doc, place } = openToolBoard({ a: { x: 100, y: 100 }, b: { x: 500, y: 100 } })
  const area = model.commands.drawArea({ x: 0, y: 0, width: 960, height: 640 }) ?? ''
  model.commands.moveArea(area, { x: 10, y: 0 })
  expect([model.scene.areas.get(area)?.x, place('a')]).toEqual([10, { x: 110, y: 100 }])
  setLocked(doc, ['b'], true)
  model.commands.moveArea(area, { x: 3_000, y: 0 })
  expect([model.scene.areas.get(area)?.rect, place('a'), place('b')]).toEqual([
    { x: 10, y: 0, width: 960, height: 640 },
    { x: 110, y: 100 },
    { x: 510, y: 100 },
  ])
  expect(model.notices.list.get()).toHaveLength(1)
})

test('a step that begins takes the tools of the free board from participants, and a click draws nothing', () => {
  const { model, doc, down, up } = openToolBoard({}, { role: 'participant' })
  model.ui.tool.set(ToolName.area)
  writeNewAgenda(doc, shortBrainstorm, {})
  leaveFreeTools(model)
  expect(model.ui.tool.get()).toBe(ToolName.area)
  const now = { state: AgendaState.running, since: 0, allows: null, opened: [], command: '' } as const
  agendaRoot(doc).set('now', { ...now, step: 'group/group', move: 1 } satisfies AgendaNow)
  down(100, 100)
  up(100, 100)
  expect([model.scene.areas.size, model.ui.tool.get()]).toEqual([0, ToolName.area])
  leaveFreeTools(model)
  expect(model.ui.tool.get()).toBe(ToolName.select)
})

test('the next reaction waits for a moment after the last one', () => {
  const { model } = openToolBoard({ a: { x: 0, y: 0 } })
  react(model, 'yes', 'a')
  const first = model.presence.mark.get()
  expect(first).toMatchObject({ kind: 'reaction', sign: 'yes', on: 'a' })
  react(model, 'heart', 'a')
  expect(model.presence.mark.get()).toEqual(first)
})
