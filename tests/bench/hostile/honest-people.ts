import { isDeepStrictEqual } from 'node:util'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { addNote, notesOf } from '#shared/board/note.ts'
import { encodeStates } from '#tests/corpus/hostile-states.ts'
import { waitFor } from '../../support/pace.ts'
import { joinAs, type LoadPerson } from '../relay/load-person.ts'
import type { Subject } from '../relay/subject.ts'

/** Two people at work who know of no attack, and what they would complain of. */
export interface HonestPeople {
  readonly victim: LoadPerson
  readonly victimState: number
  /** One of them who keeps the board. */
  readonly doc: Y.Doc
  /** One more note of each. */
  readonly write: () => void
  /** Waits so long for what is on its way, and says what is wrong. */
  readonly complaints: (patienceMs: number) => Promise<readonly string[]>
}

const victimState = 11
/** Two honest people, an attacker, and some who were let in on the way. */
const crowdLimit = 100

/** Two people who write to each other on a board. */
export async function seatHonestPeople(subject: Subject): Promise<HonestPeople> {
  const { dialect } = subject
  const [seatOfAda, seatOfBo] = await subject.seats(2)
  if (!seatOfAda || !seatOfBo) throw new Error('two seats were asked for')
  const [ada, bo] = [await joinAs(seatOfAda, dialect, true), await joinAs(seatOfBo, dialect, true)]
  const written = new Map<string, string>()
  const states = new Map<number, unknown>()
  bo.listen((heard) => {
    if (heard.kind === 'states') readStates(heard.update, states)
  })

  function writeOne({ doc, seat, socket }: LoadPerson): void {
    const before = Y.encodeStateVector(doc)
    const text = `note ${written.size}`
    const id = addNote(doc, { x: written.size, y: 0, author: seat.participant, created: 1, text })
    written.set(id, text)
    socket.send(dialect.update(Y.encodeStateAsUpdate(doc, before)))
  }

  const write = () => [ada, bo].forEach(writeOne)
  const hasAll = ({ doc }: LoadPerson): boolean => [...written.keys()].every((id) => textsOf(doc).has(id))
  const isSeen = (): boolean =>
    (states.get(victimState) as { readonly editing?: unknown } | null | undefined)?.editing === 'a'

  write()
  ada.socket.send(dialect.states(encodeStates([[victimState, 1, '{"editing":"a"}']])))
  if (!(await waitFor(() => hasAll(ada) && hasAll(bo) && isSeen(), 10_000)))
    throw new Error(`${subject.name}: honest people do not reach each other`)

  return {
    victim: ada,
    victimState,
    doc: bo.doc,
    write,
    complaints: async (patienceMs) => {
      const found: string[] = []
      await waitFor(() => hasAll(ada) && hasAll(bo), patienceMs)
      for (const { socket } of [ada, bo])
        if (socket.failure() !== undefined) found.push('an honest page breaks')
        else if (!socket.isOpen()) found.push('honest people thrown out')
      const newcomer = await late(subject, patienceMs)
      if (!newcomer) found.push('nobody new gets in')
      // The answer to the first question may be followed by what is newer.
      else await waitFor(() => hasAll(newcomer), patienceMs)
      const docs = [ada.doc, bo.doc, ...(newcomer ? [newcomer.doc] : [])].map(textsOf)
      const lost = Math.max(...docs.map((texts) => [...written.keys()].filter((id) => !texts.has(id)).length))
      if (lost > 0) found.push(`${lost} of ${written.size} honest notes missing`)
      const changed = docs.some((texts) =>
        [...written].some(([id, text]) => texts.has(id) && texts.get(id) !== text),
      )
      if (changed) found.push('honest notes changed')
      const [first, ...others] = docs
      if (others.some((other) => !isDeepStrictEqual(other, first))) found.push('people see different boards')
      if (!isSeen()) found.push('an honest person’s presence forged')
      if (states.size > crowdLimit) found.push(`${states.size} people shown`)
      newcomer?.socket.close()
      return found
    },
  }
}

async function late(subject: Subject, patienceMs: number): Promise<LoadPerson | undefined> {
  const limit = AbortSignal.timeout(patienceMs)
  const expired = new Promise<undefined>((resolve) =>
    limit.addEventListener('abort', () => resolve(undefined), { once: true }),
  )
  const arrive = async (): Promise<LoadPerson | undefined> => {
    const [seat] = await subject.seats(1)
    return seat && joinAs(seat, subject.dialect, true)
  }
  // Refused, or let in too late: the same for the waiting person.
  return Promise.race([arrive().catch(() => undefined), expired])
}

function textsOf(doc: Y.Doc): ReadonlyMap<string, string> {
  return new Map(notesOf(doc).map(({ id, text }) => [id, text]))
}

function readStates(update: Uint8Array, states: Map<number, unknown>): void {
  const decoder = decoding.createDecoder(update)
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const client = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    states.set(client, JSON.parse(decoding.readVarString(decoder)))
  }
}
