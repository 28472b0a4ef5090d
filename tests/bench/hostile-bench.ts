import * as Y from 'yjs'
import { addNote } from '#shared/board/note.ts'
import { sceneOf } from '#tests/corpus/scene.ts'
import { figure, type Table } from '../support/figures.ts'
import type { Attack, Field } from './hostile/attack.ts'
import { setting } from '../support/bench-setting.ts'
import { attacks } from './hostile/attacks.ts'
import { seatHonestPeople } from './hostile/honest-people.ts'
import { atRate, waitFor } from '../support/pace.ts'
import { joinAs, type LoadPerson } from './relay/load-person.ts'
import {
  measuredOn,
  startBoussole,
  startHocuspocus,
  startReference,
  type StartSubject,
  type Subject,
} from './relay/subject.ts'

/** How long honest people wait for each other's notes, and for the board when they come new. */
const patienceMs = 3_000
/** A turn of the server's loop, of CPU alone: longer than this everybody's typing stutters. */
const turnMs = 250
/** Memory that one attacker may cost at its peak, above what the server had at its start. */
const peakMb = 150
/** The preparation of an attack may take long on a busy machine. */
const startMs = 15_000
/** No attack is waited for longer. */
const attackMs = 10_000

const starts: readonly StartSubject[] = [
  startBoussole,
  () => startHocuspocus({ hasViewers: true }),
  startReference,
]

/** Every hostile case of the tests, done to each server at once, each in a process of its own, and judged by the same facts. */
export async function hostileBench(): Promise<Table> {
  const rows: string[][] = []
  const held = starts.map(() => 0)
  const tried = starts.map(() => 0)
  for (const [index, attack] of attacks.entries()) {
    if (index % setting(1, 10) !== 0) continue
    if (index % 10 === 0) console.log(`${index} of ${attacks.length} cases`)
    const verdicts = await Promise.all(starts.map((start) => judgeAttack(start, attack)))
    for (const [server, complaints] of verdicts.entries()) {
      if (complaints !== undefined) tried[server] = (tried[server] ?? 0) + 1
      if (complaints?.length === 0) held[server] = (held[server] ?? 0) + 1
    }
    const cells = verdicts.map((complaints) =>
      complaints === undefined ? '–' : complaints.join('; ') || 'held',
    )
    rows.push([`${attack.family}: ${attack.name}`, ...cells, ''])
  }
  const shares = held.map((count, server) => `${count} of ${tried[server] ?? 0}`)
  rows.push(['held', ...shares, `≥ ${tried[0]} of ${tried[0]}`])
  return {
    title: 'Hostile cases',
    columns: ['', 'Boussole', 'Hocuspocus 4.7', 'y-websocket server 0.1', 'to reach'],
    rows,
    note: `Held: the process lives; two honest people who write during and after the attack have each other's notes within ${patienceMs / 1_000} s, unchanged, and their presence as they left it; somebody new gets the same board; no turn of the server's loop takes more than ${turnMs} ms of CPU; its memory peaks less than ${peakMb} MB above what it was. A dash: the server has nobody of the kind. What its schema or its limits would refuse beyond that is no part of it.`,
  }
}

/** The faults found: empty when the server held, undefined where the case does not apply. */
async function judgeAttack(start: StartSubject, attack: Attack): Promise<readonly string[] | undefined> {
  return measuredOn(start, async (subject) => {
    if (attack.family === 'viewer' && !subject.viewer) return undefined
    return judge(subject, attack)
  })
}

async function judge(subject: Subject, attack: Attack): Promise<readonly string[]> {
  const honest = await seatHonestPeople(subject)
  const attackers: LoadPerson[] = []
  const another = async (): Promise<LoadPerson> => {
    const [seat] = await subject.seats(1)
    if (!seat) throw new Error('a seat was asked for')
    const person = await joinAs(seat, subject.dialect, false)
    attackers.push(person)
    return person
  }
  const attacker = await another()
  const refusals: string[] = []
  attacker.listen((heard) => {
    if (heard.kind === 'refused') refusals.push(heard.code)
  })
  addNote(attacker.doc, { x: 0, y: 0, author: attacker.seat.participant, created: 1, text: 'mine' })
  attacker.socket.send(subject.dialect.update(Y.encodeStateAsUpdate(attacker.doc)))
  const hasCome = () => Y.getState(honest.doc.store, attacker.doc.clientID) > 0
  if (!(await waitFor(hasCome, startMs)))
    throw new Error(`${subject.name}: the attacker is not let in; refused: ${refusals.join()}`)
  const scene = sceneOf(honest.doc, attacker.doc.clientID, honest.victim.doc.clientID)
  const field: Field = { subject, scene, attacker, another, victimState: honest.victimState }

  const server = subject.server()
  let isOver = false
  void server.ended.then(() => (isOver = true))
  await server.loop()
  const before = await server.peak()
  const attacked = Promise.race([attempt(attack, field), waitFor(() => isOver, attackMs)])
  const [outcome] = await Promise.all([attacked, atRate(10, 1, honest.write)])
  honest.write()

  const complaints = [...(await honest.complaints(patienceMs))]
  for (const { socket } of attackers) socket.close()
  if (isOver) return ['the process ended']
  if (typeof outcome === 'string') complaints.push(outcome)
  const figures = await Promise.race([
    Promise.all([server.loop(), server.peak()]),
    waitFor(() => false, 15_000).then(() => undefined),
  ])
  if (!figures) return ['hangs', ...complaints]
  const [{ held }, peak] = figures
  if (held > turnMs) complaints.push(`a turn of ${figure(held)} ms`)
  const more = (peak - before) / 1_048_576
  if (more > peakMb) complaints.push(`+ ${figure(more)} MB`)
  return complaints
}

/** Why it could not be done: not the same as having been held. */
async function attempt(attack: Attack, field: Field): Promise<string | undefined> {
  try {
    await attack.run(field)
    return undefined
  } catch (error) {
    return `could not be tried: ${String(error)}`
  }
}
