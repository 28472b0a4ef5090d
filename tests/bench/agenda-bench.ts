import { setTimeout as delay } from 'node:timers/promises'
import { nanoid } from 'nanoid'
import type { Step, Template } from '#shared/agenda/template.ts'
import type { Command } from '#shared/wire/command.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { MessageType, encodeJson } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { figure, median, quantile, type Table } from '../support/figures.ts'
import { newTempFolder, startStandaloneServer, type StandaloneServer } from '../support/standalone-server.ts'
import { boussole } from './relay/dialect.ts'
import { joinAll, joinAs, type LoadPerson } from './relay/load-person.ts'
import { seatAt } from './relay/seat.ts'
import { seedBoard } from './relay/seed.ts'

const people = 300
const notes = 300
const rounds = 4
/** Figures about people follow a step a little later, at beats of their own. */
const settledMs = 2_500

const base = { prompt: [{ en: 'What should we stop doing?' }], seconds: 300, writing: 'none' } as const
const fields = [
  { id: 'stop', title: { en: 'Stop' } },
  { id: 'start', title: { en: 'Start' } },
]

/** Each phase has every kind of step but a reveal, which has a bench of its own. */
function phase(id: string) {
  const input = [{ from: `${id}/write`, take: 'notes', show: 'pour' }] as const
  const steps: readonly Step[] = [
    { ...base, id: 'alone', activity: 'write', writing: 'private', fields },
    { ...base, id: 'write', activity: 'write', writing: 'shared', fields },
    { ...base, id: 'group', activity: 'group', input },
    { ...base, id: 'vote', activity: 'vote', target: 'notes', scale: 'dots', budget: 3, input },
    { ...base, id: 'talk', activity: 'talk' },
  ]
  return { id, title: { en: id }, steps }
}

const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'bench',
  title: { en: 'A long day' },
  ask: [],
  phases: Array.from({ length: rounds }, (_, index) => phase(`phase-${index}`)),
}

interface Move {
  /** From the press to each screen, in milliseconds. */
  readonly shown: readonly number[]
  /** Of the whole server, with all that follows from the step. */
  readonly cpuMs: number
}

/** Measures a step change for 300 people. */
export async function agendaBench(): Promise<Table> {
  const data = await newTempFolder()
  const server = await startStandaloneServer(data.path)
  try {
    const board = await server.createBoard()
    const lead = await joinAs(await seatAt(server, board, Role.facilitator), boussole, true)
    await seedBoard(lead, boussole, notes)
    const seats = await Promise.all(Array.from({ length: people }, async () => seatAt(server, board)))
    const crowd = await joinAll(seats, boussole)
    await run(lead, { kind: 'agenda.take', template, answers: {} })
    await keepCheckpoint(server, board, lead)
    await delay(settledMs)
    const idle = await cpuOf(server, async () => delay(settledMs))
    const moves: Move[] = []
    for (const path of template.phases.flatMap(({ id, steps }) => steps.map((step) => `${id}/${step.id}`)))
      moves.push(await moveTo(server, { lead, crowd, from: moves.length, path }))
    const last = moves.map(({ shown }) => Math.max(...shown))
    const cpu = moves.map(({ cpuMs }) => Math.max(0, cpuMs - idle))
    return {
      title: `${moves.length} step changes with ${people} people on a board of ${notes} notes`,
      columns: ['', 'Boussole', 'to reach'],
      rows: [
        ['from the press to the last screen, p95, ms', figure(quantile(last, 0.95)), '≤ 500'],
        ['from the press to the last screen, median, ms', figure(median(last)), ''],
        ['server CPU of one step change in all, p95, ms', figure(quantile(cpu, 0.95)), '≤ 150'],
        ['server CPU of one step change in all, median, ms', figure(median(cpu)), ''],
      ],
      note: `CPU: all threads, for ${settledMs / 1_000} s from the press, without the ${figure(idle)} ms that the same people cost at rest. Checkpoints of a phase and of a vote are among it; the thread that makes them runs already.`,
    }
  } finally {
    await server.process.stop()
    await data.remove()
  }
}

/** The first one starts the thread that makes them. */
async function keepCheckpoint(
  { process: { port } }: StandaloneServer,
  { id }: CreatedBoard,
  { seat }: LoadPerson,
): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/boards/${id}/checkpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${seat.protocols[1] ?? ''}` },
  })
  if (!answer.ok) throw new Error(`no checkpoint was kept: ${answer.status}`)
}

async function moveTo(
  server: StandaloneServer,
  {
    lead,
    crowd,
    from,
    path,
  }: {
    readonly lead: LoadPerson
    readonly crowd: readonly LoadPerson[]
    readonly from: number
    readonly path: string
  },
): Promise<Move> {
  let shown: readonly number[] = []
  const cpuMs = await cpuOf(server, async () => {
    const pressed = performance.now()
    const screens = crowd.map(async (person) => untilShown(person, path, pressed))
    await run(lead, { kind: 'agenda.move', from, to: path })
    shown = await Promise.all(screens)
    await delay(Math.max(0, settledMs - (performance.now() - pressed)))
  })
  return { shown, cpuMs }
}

/** Until the bytes of the step have come. A page reads them in less than a millisecond. */
function untilShown(person: LoadPerson, path: string, pressed: number): Promise<number> {
  return new Promise((resolve) => {
    person.listen((heard) => {
      if (heard.kind === 'update' && Buffer.from(heard.update).includes(path))
        resolve(performance.now() - pressed)
    })
  })
}

async function cpuOf({ process: server }: StandaloneServer, task: () => Promise<void>): Promise<number> {
  const before = await server.cpuMs()
  await task()
  return (await server.cpuMs()) - before
}

/** Resolves when the server has carried it out. */
export async function run(person: LoadPerson, command: Command): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    person.listen((heard) => {
      if (heard.kind !== 'replied') return
      if (heard.code === undefined) resolve()
      else reject(new Error(`refused: ${heard.code}`))
    })
    person.socket.send(encodeJson(MessageType.command, { key: nanoid(), command }))
  })
}
