import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import type { Step, Template } from '#shared/agenda/template.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { notesRoot } from '#shared/board/document.ts'
import {
  addNote,
  moveNotes,
  notesOf,
  readNote,
  removeNotes,
  setFrom,
  setKind,
  setPhoto,
  setTint,
  writeBlank,
  writeNote,
} from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { agendaOf, lead, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { outcomeOfChange } from '#tests/support/hostile-change.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'

const base = { prompt: [{ en: 'Do it' }], seconds: 60, writing: 'none' } as const
const fields = [{ id: 'all', title: { en: 'All' } }]
const blanks = [
  { id: 'owner', kind: 'owner', label: { en: 'Owner' } },
  { id: 'date', kind: 'date', label: { en: 'Date' } },
] as const
const steps: readonly Step[] = [
  { ...base, id: 'write', activity: 'write', writing: 'shared', fields },
  { ...base, id: 'group', activity: 'group', input: [{ from: 'all/write', take: 'notes', show: 'pour' }] },
  {
    ...base,
    id: 'promise',
    activity: 'write',
    writing: 'shared',
    makes: { kind: 'commitment' },
    fields: [{ id: 'all', title: { en: 'Promises' }, blanks }],
  },
]
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'past',
  title: { en: 'Past' },
  ask: [],
  phases: [{ id: 'all', title: { en: 'All' }, steps }],
}

interface Workshop {
  readonly server: TestServer
  readonly fay: Voter
  readonly ada: Voter
  readonly mallory: Voter
}

async function workshop(): Promise<Workshop> {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const mallory = await joinBoard(server, board, { name: 'Mallory' })
  await takeAgenda(fay, template)
  return { server, fay, ada, mallory }
}

/** Writes a note of a step, or of none, and waits until these people have it. */
async function noteOf(
  { client, session }: Voter,
  step: string | null,
  seenBy: readonly Voter[],
  facts: Partial<Parameters<typeof addNote>[1]> = {},
): Promise<string> {
  const id = addNote(client.doc, {
    x: 0,
    y: 0,
    created: 1,
    author: session.participant.id,
    text: 'We listen first',
    ...(step !== null && { step, field: 'all' }),
    ...facts,
  })
  await client.allSaved()
  for (const { client: other } of seenBy) await other.until(() => readNote(other.doc, id) !== undefined)
  return id
}

/** Null takes a fact off. */
function changeFacts(doc: Y.Doc, id: string, change: Readonly<Record<string, string | null>>): void {
  const facts = { ...(notesRoot(doc).get(id) as object), ...change }
  notesRoot(doc).set(id, Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null)))
}

async function outcomes(
  by: Voter,
  attempts: Readonly<Record<string, (doc: Y.Doc) => void>>,
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {}
  for (const [name, attempt] of Object.entries(attempts)) found[name] = await outcomeOfChange(by, attempt)
  return found
}

function all(names: readonly string[], outcome: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, outcome]))
}

/** Changes of the note itself. */
const rewrites = (id: string): Readonly<Record<string, (doc: Y.Doc) => void>> => ({
  words: (doc) => writeNote(doc, id, 'Fire everybody'),
  tint: (doc) => setTint(doc, [id], 'rose'),
  blanks: (doc) => writeBlank(doc, id, 'owner', 'Bo'),
  noPhoto: (doc) => setPhoto(doc, id, null),
  kind: (doc) => setKind(doc, [id], 'commitment'),
  step: (doc) => changeFacts(doc, id, { step: 'all/promise' }),
  noStep: (doc) => changeFacts(doc, id, { step: null }),
  field: (doc) => changeFacts(doc, id, { field: 'other' }),
  sources: (doc) => setFrom(doc, id, ['elsewhere']),
  asBefore: (doc) => changeFacts(doc, id, {}),
})

test('while its step runs a note gets another kind, step, field or source by its author and by facilitators alone', async () => {
  const { fay, ada, mallory } = await workshop()
  await moveTo(fay, 'all/write')
  const id = await noteOf(ada, 'all/write', [fay, mallory])
  const settled = ['kind', 'step', 'noStep', 'field', 'sources']
  const tried = Object.fromEntries(settled.map((name) => [name, rewrites(id)[name] ?? (() => {})]))
  expect(await outcomes(mallory, tried)).toEqual(all(settled, 'authors_only'))
  expect(readNote(fay.client.doc, id)).toMatchObject({ kind: 'idea', step: 'all/write', field: 'all' })
  // People write together all the same.
  expect(await outcomeOfChange(mallory, (doc) => writeNote(doc, id, 'We listen'))).toBe('ok')
  expect(await outcomeOfChange(ada, (doc) => setKind(doc, [id], 'hope'))).toBe('ok')
  expect(await outcomeOfChange(ada, (doc) => changeFacts(doc, id, { step: 'all/promise' }))).toBe('step_over')
  expect(await outcomeOfChange(fay, (doc) => setKind(doc, [id], 'idea'))).toBe('ok')
})

test('the owner and the date of a commitment are its author’s and the facilitators’', async () => {
  const { fay, ada, mallory } = await workshop()
  await moveTo(fay, 'all/promise')
  const id = await noteOf(ada, 'all/promise', [fay, mallory], {
    kind: 'commitment',
    blanks: { owner: 'Ada' },
  })
  const owner = (name: string) => (doc: Y.Doc) => writeBlank(doc, id, 'owner', name)
  expect(await outcomeOfChange(mallory, owner('Bo'))).toBe('authors_only')
  expect(await outcomeOfChange(mallory, (doc) => writeBlank(doc, id, 'date', '2026-12-24'))).toBe(
    'authors_only',
  )
  expect(await outcomeOfChange(ada, owner('Ada and Bo'))).toBe('ok')
  expect(await outcomeOfChange(fay, owner('Cy'))).toBe('ok')
})

test('a note of a step that is over is changed by facilitators alone; later steps move and group it', async () => {
  const { fay, ada, mallory } = await workshop()
  await moveTo(fay, 'all/write')
  const id = await noteOf(ada, 'all/write', [fay, mallory])
  const gone = await noteOf(ada, 'all/write', [fay])
  await moveTo(fay, 'all/group')
  // A sentence is ended; nothing else is.
  expect(await outcomeOfChange(ada, (doc) => writeNote(doc, id, 'We listen first.'))).toBe('ok')
  expect(await outcomeOfChange(mallory, (doc) => writeNote(doc, id, 'Fire everybody'))).toBe('step_over')
  expect(await outcomeOfChange(ada, (doc) => removeNotes(doc, [gone]))).toBe('step_over')
  await moveTo(fay, 'all/promise')
  const names = Object.keys(rewrites(id))
  for (const person of [ada, mallory]) {
    const tried = { ...rewrites(id), remove: (doc: Y.Doc) => removeNotes(doc, [id]) }
    const expected = person === ada ? 'step_over' : expect.stringMatching(/^(step_over|not_your_note)$/)
    expect(await outcomes(person, tried)).toEqual({ ...all(names, 'step_over'), remove: expected })
    expect(await outcomeOfChange(person, (doc) => moveNotes(doc, [{ id, x: 5, y: 5 }]))).toBe('ok')
  }
  expect(readNote(fay.client.doc, id)).toMatchObject({
    text: 'We listen first.',
    kind: 'idea',
    step: 'all/write',
  })
  expect(await outcomes(fay, { words: rewrites(id).words ?? (() => {}) })).toEqual({ words: 'ok' })
  await moveTo(fay, 'all/group')
  expect(await outcomeOfChange(mallory, (doc) => addCluster(doc, [id], { title: 'Care' }))).toBe('ok')
  // Back in its step, its author works on it again.
  await moveTo(fay, 'all/write')
  expect(await outcomeOfChange(ada, (doc) => writeNote(doc, id, 'We listen'))).toBe('ok')
})

test('a deleted note of a step that is over does not come back by its author', async () => {
  const { fay, ada } = await workshop()
  await moveTo(fay, 'all/write')
  const id = await noteOf(ada, 'all/write', [fay])
  removeNotes(ada.client.doc, [id])
  await ada.client.allSaved()
  await moveTo(fay, 'all/promise')
  const again = {
    id,
    x: 0,
    y: 0,
    created: 1,
    author: ada.session.participant.id,
    text: 'Again',
    field: 'all',
  }
  const back = (step: string) => (doc: Y.Doc) => void addNote(doc, { ...again, step })
  expect(await outcomeOfChange(ada, back('all/write'))).toBe('step_over')
  expect(await outcomeOfChange(ada, back('all/promise'))).toBe('ok')
})

test('a note that comes into a step or an area when it is over says so, on its card and in every file', async () => {
  const { server, fay, ada, mallory } = await workshop()
  await moveTo(fay, 'all/write')
  const early = await noteOf(ada, 'all/write', [fay])
  await moveTo(fay, 'all/promise')
  const late = await noteOf(mallory, 'all/write', [fay], { text: 'As if it had been there' })
  const area = { area: 'all/write/all', text: 'Laid there' }
  const laid = await noteOf(mallory, null, [fay], area)
  const own = await noteOf(mallory, 'all/promise', [fay], { text: 'Of this step' })
  const isLate = (id: string) => readNote(fay.client.doc, id)?.isLate
  expect([early, late, laid, own].map(isLate)).toEqual([undefined, true, true, undefined])
  expect(await exportedFile(server, fay, 'markdown')).toContain('As if it had been there — added later')
  expect(await exportedFile(server, fay, 'markdown', 'fr')).toContain('ajoutée après coup')
  const csv = await exportedFile(server, fay, 'csv')
  expect(csv.split('\r\n').filter((row) => /(^|,)late(,|$)/.test(row))).toHaveLength(3)
  const file = JSON.parse(await exportedFile(server, fay, 'json')) as {
    notes: { id: string; isLate?: true }[]
  }
  expect(file.notes.flatMap((note) => (note.isLate ? [note.id] : [])).toSorted()).toEqual(
    [late, laid].toSorted(),
  )
})

test('after the end participants change nothing until a facilitator opens the board', async () => {
  const { fay, ada, mallory } = await workshop()
  await moveTo(fay, 'all/write')
  const id = await noteOf(ada, 'all/write', [fay, mallory])
  const loose = await noteOf(ada, null, [fay, mallory])
  expect(await lead(fay, { kind: 'agenda.move', from: agendaOf(fay).now.move, to: 'end' })).toBe('ok')
  await fay.client.until(() => agendaOf(fay).now.state === 'ended')
  const attempts: Readonly<Record<string, (doc: Y.Doc) => void>> = {
    ...rewrites(id),
    loose: (doc) => writeNote(doc, loose, 'Other words'),
    add: (doc) => void addNote(doc, { x: 0, y: 0, created: 1, author: null, text: 'One more' }),
    move: (doc) => moveNotes(doc, [{ id, x: 5, y: 5 }]),
    group: (doc) => void addCluster(doc, [id], { title: 'Mine' }),
  }
  const names = Object.keys(attempts)
  for (const person of [ada, mallory])
    expect(await outcomes(person, attempts)).toEqual(all(names, 'workshop_over'))
  const { move } = agendaOf(fay).now
  const opening = ['note.write', 'note.add', 'note.place']
  expect(await lead(mallory, { kind: 'agenda.open', from: move, operations: opening })).toBe('forbidden')
  expect(await lead(fay, { kind: 'agenda.open', from: move, operations: opening })).toBe('ok')
  expect(await outcomeOfChange(mallory, (doc) => writeNote(doc, id, 'We listen'))).toBe('ok')
  expect(await outcomeOfChange(mallory, (doc) => moveNotes(doc, [{ id, x: 5, y: 5 }]))).toBe('ok')
  expect(await outcomeOfChange(mallory, (doc) => setKind(doc, [id], 'commitment'))).toBe('workshop_over')
  expect(await lead(fay, { kind: 'agenda.open', from: move, operations: [] })).toBe('ok')
  expect(await outcomeOfChange(mallory, (doc) => writeNote(doc, id, 'No'))).toBe('workshop_over')
})

test('under a signed name nobody else changes the kind, the colour or the sources', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const mallory = await joinBoard(server, board, { name: 'Mallory' })
  await setWriting(fay, WritingMode.private)
  const desk = await joinDesk(server, board, ada.session)
  await writeDrafts(desk, ['We bring water'], { author: ada.session.participant.id })
  await reveal(fay)
  for (const { client } of [fay, ada, mallory]) await client.until(() => notesOf(client.doc).length === 1)
  const [note] = notesOf(fay.client.doc)
  const id = note?.id ?? ''
  expect(note?.signature).toBe('Ada')
  const tried = Object.fromEntries(
    ['kind', 'tint', 'sources'].map((name) => [name, rewrites(id)[name] ?? (() => {})]),
  )
  expect(await outcomes(mallory, tried)).toEqual(all(Object.keys(tried), 'authors_only'))
  // Also while other words hide the name.
  expect(await outcomeOfChange(mallory, (doc) => writeNote(doc, id, 'Other words'))).toBe('ok')
  expect(await outcomes(mallory, tried)).toEqual(all(Object.keys(tried), 'authors_only'))
  expect(await outcomes(ada, tried)).toEqual(all(Object.keys(tried), 'ok'))
  expect(await outcomes(fay, { tint: (doc) => setTint(doc, [id], 'mint') })).toEqual({ tint: 'ok' })
})
