import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { reportActivities } from '#server/activities/report-sections.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { LiveBoard } from '#server/contracts/live-board.ts'
import { pourAnswers, type PourTools } from '#server/drafts/pour-answers.ts'
import { addAnswer, draftsOf, holdDrafts, photoBlank } from '#shared/board/draft.ts'
import { addNote, writeBlank, type NewNote } from '#shared/board/note.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { preparedWorkshop } from '#tests/support/preparations.ts'

const photoOf = (letter: string) => ({ id: letter.repeat(43), width: 8, height: 6, alt: 'A lamp' })

test('a poured photo stays out of reports, unless its owner ticked it on the answer', async () => {
  const desk = new Y.Doc()
  const give = (answer: Pick<NewNote, 'text' | 'field' | 'photo'>): string => {
    const id = addAnswer(desk, { ...answer, step: 'prepare/answers', x: 0, y: 0, author: null, created: 1 })
    holdDrafts(desk, [id], false)
    return id
  }
  const unticked = give({ text: 'Mine alone', field: 'hope', photo: photoOf('a') })
  const ticked = give({ text: 'For the report', field: 'moment', photo: photoOf('b') })
  writeBlank(desk, ticked, photoBlank, '1')
  const template = preparedWorkshop()
  const placed = findStep(template, 'start/points')
  if (placed?.step.activity !== 'write') throw new Error('the workshop has no writing step')
  const running = { ...placed, template, move: 1, since: 0, answers: {}, tables: 0 }
  await pourAnswers('b', running, placed.step.fields, toolsOf(desk))
  const poured = draftsOf(desk).filter(({ isAnswer }) => !isAnswer)
  expect(poured.map(({ text, from, photo }) => [text, from, photo])).toEqual([
    ['Mine alone', [unticked], { ...photoOf('a'), isPrivate: true }],
    ['For the report', [ticked], photoOf('b')],
  ])

  // As the reveal copies them; the board shows both, and a file keeps what their owners said.
  const board = new Y.Doc()
  for (const { text, photo } of poured)
    addNote(board, { x: 0, y: 0, author: null, created: 1, text, ...(photo && { photo }) })
  // A copy without the mark is in no report either.
  addNote(board, { x: 0, y: 0, author: null, created: 2, text: 'Mine, too', photo: photoOf('a') })
  const snapshot = snapshotOf(board)
  const photosIn = (notes: readonly { readonly photo?: object }[]) => notes.map(({ photo }) => photo)
  expect(photosIn(reportActivities.printable(snapshot).notes)).toEqual([undefined, photoOf('b'), undefined])
  const file = JSON.parse(writeBoardFile(snapshot)) as {
    readonly notes: readonly { readonly photo?: object }[]
  }
  const kept = { ...photoOf('a'), isPrivate: true }
  expect(photosIn(file.notes)).toEqual([kept, photoOf('b'), kept])
})

test('a poured answer keeps its kind where others can choose it too, and else tells nothing by it', async () => {
  const desk = new Y.Doc()
  for (const kind of ['hope', 'conviction'] as const) {
    const origin = { step: 'prepare/answers', field: 'hope' } as const
    const id = addAnswer(desk, { ...origin, text: kind, kind, x: 0, y: 0, author: null, created: 1 })
    holdDrafts(desk, [id], false)
  }
  const template = preparedWorkshop()
  const placed = findStep(template, 'start/points')
  if (placed?.step.activity !== 'write') throw new Error('the workshop has no writing step')
  const running = { ...placed, template, move: 1, since: 0, answers: {}, tables: 0 }
  const fields = placed.step.fields.map((field) => ({ ...field, kinds: ['experience', 'hope'] as const }))
  await pourAnswers('b', running, fields, toolsOf(desk))
  const poured = draftsOf(desk).filter(({ isAnswer }) => !isAnswer)
  expect(poured.map(({ text, kind }) => [text, kind])).toEqual([
    ['hope', 'hope'],
    ['conviction', 'experience'],
  ])
})

function toolsOf(desk: Y.Doc): PourTools {
  const room: Pick<LiveBoard, 'read' | 'write'> = {
    read: (look) => look(desk),
    write: async (change) => change(desk),
  }
  const tools = {
    draftRows: { draftOwnersOf: async () => [{ participant: 'ada', hasDrafts: true, heldSince: null }] },
    drafts: {
      inMemory: () => [],
      withDrafts: async (_key: unknown, use: (drafts: LiveBoard) => unknown) => use(room as LiveBoard),
    },
    answersIn: () => [
      { id: 'hope', field: 'drives' },
      { id: 'moment', field: 'drives' },
    ],
    now: () => 2,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  }
  return tools as unknown as PourTools
}
