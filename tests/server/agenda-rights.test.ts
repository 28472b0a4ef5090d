import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import type { Phase, Step, Template } from '#shared/agenda/template.ts'
import {
  addCluster,
  dissolveCluster,
  setCluster,
  setClusterTint,
  writeClusterTitle,
} from '#shared/board/change-cluster.ts'
import { readCluster } from '#shared/board/cluster.ts'
import { agendaRoot, areasRoot, progressRoot } from '#shared/board/document.ts'
import { addNote, moveNotes, removeNotes, setTint, writeNote } from '#shared/board/note.ts'
import type { Command } from '#shared/wire/command.ts'
import { Role } from '#shared/workshop/role.ts'
import { agendaOf, lead, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { outcomeOfChange } from '#tests/support/hostile-change.ts'
import { startServer } from '#tests/support/server.ts'
import {
  addProposals,
  joinBoard,
  openRoundOrThrow,
  outcomeOf,
  placeDot,
} from '#tests/support/socket-voters.ts'

const base = { prompt: [{ en: 'Do it' }], seconds: 60, writing: 'none' } as const
const fields = [{ id: 'all', title: { en: 'All' } }]
const from = { from: 'all/write', take: 'notes', show: 'pin' } as const

const steps: readonly Step[] = [
  { ...base, id: 'talk', activity: 'talk' },
  { ...base, id: 'private', activity: 'write', writing: 'private', fields },
  { ...base, id: 'reveal', activity: 'reveal', input: [{ ...from, from: 'all/private' }] },
  { ...base, id: 'write', activity: 'write', writing: 'shared', fields },
  { ...base, id: 'group', activity: 'group', input: [from] },
  { ...base, id: 'name', activity: 'name' },
  { ...base, id: 'read', activity: 'read', input: [from] },
  { ...base, id: 'vote', activity: 'vote', target: 'notes', scale: 'dots', budget: 2, input: [from] },
]
const phase: Phase = { id: 'all', title: { en: 'All' }, steps }
const everyActivity: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'every-activity',
  title: { en: 'Every activity' },
  ask: [],
  phases: [phase],
}

/** Commands of facilitators. */
function ledCommands(from: number): readonly Command[] {
  return [
    { kind: 'agenda.move', from, to: 'end' },
    { kind: 'agenda.undo', from },
    { kind: 'agenda.time', from, seconds: 60 },
    { kind: 'agenda.pause', from },
    { kind: 'agenda.resume', from },
    { kind: 'agenda.open', from, operations: ['note.add'] },
    { kind: 'agenda.expect', people: 9 },
    { kind: 'agenda.edit', edition: 1, template: everyActivity, answers: {} },
    { kind: 'agenda.take', template: everyActivity, answers: {} },
    { kind: 'agenda.leave' },
    { kind: 'writing.set', mode: 'shared' },
    { kind: 'desk.reveal' },
  ]
}

interface Targets {
  /** Mallory's participant id. */
  readonly mallory: string
  /** A note of Mallory's. */
  readonly own: string
  /** A note of another person, in no group. */
  readonly other: string
  readonly cluster: string
}

type Attempt = (copy: Y.Doc, targets: Targets) => void

const words = { x: 400, y: 400, created: 1, text: 'mine' }

/** Changes of the board that a step may close. A participant without the interface sends them all the same. */
const attempts = {
  add: (doc, { mallory }) => addNote(doc, { ...words, author: mallory }),
  move: (doc, { other }) => moveNotes(doc, [{ id: other, x: 5, y: 5 }]),
  write: (doc, { other }) => writeNote(doc, other, 'other words'),
  mark: (doc, { own }) => setTint(doc, [own], 'mint'),
  removeOwn: (doc, { own }) => removeNotes(doc, [own]),
  gather: (doc, { other, cluster }) => setCluster(doc, [other], cluster),
  group: (doc) => void addCluster(doc, []),
  title: (doc, { cluster }) => writeClusterTitle(doc, cluster, 'Better'),
  tintGroup: (doc, { cluster }) => setClusterTint(doc, cluster, 'rose'),
  dissolve: (doc, { cluster }) => dissolveCluster(doc, cluster),
} as const satisfies Record<string, Attempt>
type AttemptName = keyof typeof attempts

const inShared: readonly AttemptName[] = ['add', 'move', 'write', 'mark', 'removeOwn']
const inGrouping: readonly AttemptName[] = ['move', 'gather', 'group', 'title', 'tintGroup', 'dissolve']

/** The attempts that succeed, by step. */
const open: Readonly<Record<string, readonly AttemptName[]>> = {
  write: inShared,
  group: inGrouping,
  name: ['title', 'tintGroup'],
}

/** Roots that the server alone writes. */
const forgeries: readonly ((copy: Y.Doc) => void)[] = [
  (doc) => agendaRoot(doc).set('now', { state: 'ready', move: 0, step: null }),
  (doc) => agendaRoot(doc).delete('template'),
  (doc) => areasRoot(doc).set('all/write/all', { phase: 'all' }),
  (doc) => progressRoot(doc).set('done:1', { done: 9, of: 9 }),
]

test('in each step a participant without the interface does what its activity needs, and nothing else', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const mallory = await joinBoard(server, board)
  const ada = await joinBoard(server, board)
  const owns = await addProposals(mallory, steps.length)
  const others = await addProposals(ada, steps.length)
  const outcomeIn = (change: (doc: Y.Doc) => void) => outcomeOfChange(mallory, change)
  await takeAgenda(fay, everyActivity)

  for (const [index, { id }] of steps.entries()) {
    await moveTo(fay, `all/${id}`)
    const grouped = addNote(fay.client.doc, { ...words, author: fay.session.participant.id })
    const cluster = addCluster(fay.client.doc, [grouped], { title: 'A group' })
    await fay.client.allSaved()
    const targets: Targets = {
      mallory: mallory.session.participant.id,
      own: owns[index] ?? '',
      other: others[index] ?? '',
      cluster,
    }
    await mallory.client.until(() => readCluster(mallory.client.doc, cluster) !== undefined)
    const allowed: string[] = []
    for (const [name, attempt] of Object.entries(attempts)) {
      const outcome = await outcomeIn((doc) => attempt(doc, targets))
      if (outcome === 'ok') allowed.push(name)
      else expect(['step_closed', 'writing_private'], `${name} in ${id}`).toContain(outcome)
    }
    expect([id, allowed]).toEqual([id, open[id] ?? []])
    for (const forgery of forgeries)
      expect([id, await outcomeIn(forgery)]).toEqual([
        id,
        expect.stringMatching(/^(unknown_place|foreign_delete)$/),
      ])
    for (const command of ledCommands(agendaOf(fay).now.move))
      expect([id, command.kind, await lead(mallory, command)]).toEqual([id, command.kind, 'forbidden'])
  }
})

test('dots are for steps that vote, also in a vote that was opened by hand', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const mallory = await joinBoard(server, board)
  const options = await addProposals(fay, 2)
  await takeAgenda(fay, everyActivity)
  await moveTo(fay, 'all/group')
  const round = await openRoundOrThrow(fay, options)
  expect(outcomeOf(await placeDot(mallory, round, options[0] ?? ''))).toBe('step_closed')
  const opened: Command = { kind: 'agenda.open', from: 1, operations: ['ballot.cast'] }
  expect(await lead(fay, opened)).toBe('ok')
  expect(outcomeOf(await placeDot(mallory, round, options[0] ?? ''))).toBe('ok')
  expect(await lead(fay, { ...opened, operations: [] })).toBe('ok')
  expect(outcomeOf(await placeDot(mallory, round, options[0] ?? ''))).toBe('step_closed')
  await moveTo(fay, 'all/vote')
  expect(outcomeOf(await placeDot(mallory, round, options[0] ?? ''))).toBe('ok')
})
