import * as Y from 'yjs'
import {
  addCluster,
  dissolveCluster,
  mergeClusters,
  setCluster,
  setClusterTint,
  setCollapsed,
  writeClusterTitle,
} from '#shared/board/change-cluster.ts'
import { clustersOf } from '#shared/board/cluster.ts'
import { createBoardDocument } from '#client/model/document/board-document.ts'
import { createUndo, type OwnHistory } from '#client/model/commands/undo.ts'
import { Root, writeMeta } from '#shared/board/document.ts'
import {
  addNote,
  moveNotes,
  notesOf,
  placeNote,
  removeNotes,
  setKind,
  setTint,
  tints,
  writeNote,
} from '#shared/board/note.ts'
import { createGuard, type Verdict } from '#server/guard/guard.ts'
import { noteKinds } from '#shared/workshop/note-kind.ts'
import type { Role } from '#shared/workshop/role.ts'
import type { Random } from './random.ts'

/** A guarded server document and people who work on it through every command, offline now and then. */
export interface Simulation {
  readonly server: () => Y.Doc
  readonly owners: ReadonlyMap<number, string>
  readonly people: readonly SimulatedPerson[]
  /** One random thing that may happen: an action, a delivery, a lost connection, a reload, a server restart. */
  readonly step: () => void
  /** Brings everybody online and delivers everything. */
  readonly settle: () => void
  readonly checked: () => number
}

export interface SimulatedPerson {
  readonly role: Role
  readonly participant: string
  doc: Y.Doc
  undo: OwnHistory
  isOnline: boolean
  outbox: Uint8Array[]
  inbox: Uint8Array[]
}

/** Called with each update before it is checked. */
export type Watch = (
  doc: Y.Doc,
  update: Uint8Array,
  by: SimulatedPerson,
  owners: ReadonlyMap<number, string>,
) => void

const fromServer = Symbol('from server')
const words = ['a', 'Ωmega', '👩‍🚀', 'שלום', '学', 'no other team', '\n', 'é']

export function simulatePeople(
  random: Random,
  /** Once it returns, the refused edit is taken back: the person goes on from the server's document. */
  refused: (verdict: Verdict & { ok: false }, by: SimulatedPerson) => void,
  watch?: Watch,
  applied?: (doc: Y.Doc, by: SimulatedPerson) => void,
): Simulation {
  return new PeopleSimulation(random, { refused, watch, applied })
}

interface SimulationEvents {
  readonly refused: (verdict: Verdict & { ok: false }, by: SimulatedPerson) => void
  readonly watch: Watch | undefined
  readonly applied: ((doc: Y.Doc, by: SimulatedPerson) => void) | undefined
}

const cast = [
  ['fay', 'facilitator'],
  ['pia', 'participant'],
  ['paul', 'participant'],
  ['paul', 'participant'],
  ['pim', 'participant'],
] as const

class PeopleSimulation implements Simulation {
  readonly owners = new Map<number, string>()
  readonly people: SimulatedPerson[] = []
  readonly #random: Random
  readonly #events: SimulationEvents
  readonly #guard = createGuard()
  #server: Y.Doc
  #checked = 0

  constructor(random: Random, events: SimulationEvents) {
    this.#random = random
    this.#events = events
    this.#server = this.#newServer()
    for (const [participant, role] of cast) this.people.push(this.#newPerson(participant, role))
  }

  readonly server = () => this.#server
  readonly checked = () => this.#checked

  readonly step = (): void => {
    const random = this.#random
    const person = random.pick(this.people)
    const dice = random.next()
    if (dice < 0.5) actRandomly(person, random)
    else if (dice < 0.72) {
      if (person.outbox.length > 0) this.#send(person)
    } else if (dice < 0.94) {
      if (person.inbox.length > 0) this.#deliver(person)
    } else if (dice < 0.98) {
      if (!person.isOnline) this.#reconnect(person)
      else if (random.chance(0.3)) goOffline(person)
    } else if (dice < 0.995) this.#reload(person)
    else if (random.chance(0.2)) this.#restartServer()
    else writeMeta(this.#server, { title: `Board ${random.below(1000)}` })
  }

  readonly settle = (): void => {
    for (const person of this.people) {
      if (!person.isOnline) this.#reconnect(person)
      if (person.outbox.length > 0) this.#receive(person, person.outbox.splice(0))
    }
    for (const person of this.people) {
      for (const update of person.inbox.splice(0)) Y.applyUpdate(person.doc, update, fromServer)
    }
  }

  /** Client ids come from the seed too: they decide which of two concurrent values wins. */
  #newDoc(): Y.Doc {
    const doc = new Y.Doc()
    doc.clientID = this.#random.below(2 ** 32)
    return doc
  }

  #newServer(from?: Y.Doc): Y.Doc {
    const doc = this.#newDoc()
    if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
    else writeMeta(doc, { schema: 1, title: 'Board', language: 'en' })
    doc.on('update', (update: Uint8Array) => {
      for (const person of this.people) if (person.isOnline) person.inbox.push(update)
    })
    return doc
  }

  #newPerson(participant: string, role: Role): SimulatedPerson {
    const doc = this.#newDoc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.#server), fromServer)
    const person = { participant, role, doc, undo: newUndo(doc), isOnline: true, outbox: [], inbox: [] }
    listen(person)
    return person
  }

  /** As the room does: several updates in one transaction, each checked against what the former ones did. */
  #receive(person: SimulatedPerson, updates: readonly Uint8Array[]): void {
    const server = this.#server
    let isRefused = false
    server.transact(() => {
      for (const update of updates) {
        this.#events.watch?.(server, update, person, this.owners)
        const verdict = this.#guard.check(server, update, person, this.owners)
        this.#checked += 1
        if (!verdict.ok) {
          this.#events.refused(verdict, person)
          isRefused = true
          return
        }
        if (!verdict.isEmpty) {
          for (const { client, participant } of verdict.newOwners) this.owners.set(client, participant)
          Y.applyUpdate(server, update, person)
          this.#events.applied?.(server, person)
        }
      }
    })
    if (isRefused) this.#replaceDocument(person, this.#server)
  }

  #send(person: SimulatedPerson): void {
    const count = 1 + this.#random.below(person.outbox.length)
    this.#receive(person, person.outbox.splice(0, count))
  }

  #deliver(person: SimulatedPerson): void {
    const updates = person.inbox.splice(0, 1 + this.#random.below(person.inbox.length))
    person.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(person.doc, update, fromServer)
    }, fromServer)
  }

  #reconnect(person: SimulatedPerson): void {
    person.isOnline = true
    const state = Y.encodeStateVector(this.#server)
    const back = Y.encodeStateVector(person.doc)
    this.#receive(person, [Y.encodeStateAsUpdate(person.doc, state)])
    Y.applyUpdate(person.doc, Y.encodeStateAsUpdate(this.#server, back), fromServer)
  }

  /** The browser's copy returns under a new client id, and the undo list is empty. */
  #reload(person: SimulatedPerson): void {
    this.#replaceDocument(person, person.doc)
    if (this.#random.chance(0.7)) this.#reconnect(person)
    else goOffline(person)
  }

  #replaceDocument(person: SimulatedPerson, from: Y.Doc): void {
    const kept = Y.encodeStateAsUpdate(from)
    person.outbox = []
    person.inbox = []
    person.undo.close()
    person.doc.destroy()
    person.doc = this.#newDoc()
    Y.applyUpdate(person.doc, kept, fromServer)
    person.undo = newUndo(person.doc)
    listen(person)
  }

  #restartServer(): void {
    for (const person of this.people) goOffline(person)
    this.#server = this.#newServer(this.#server)
  }
}

function listen(person: SimulatedPerson): void {
  person.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== fromServer && person.isOnline) person.outbox.push(update)
  })
}

function goOffline(person: SimulatedPerson): void {
  person.isOnline = false
  person.outbox = []
  person.inbox = []
}

/** Everything on the board as plain JSON; roots that a document has not been asked for yet included. */
export function contentOf(doc: Y.Doc): unknown {
  return Object.fromEntries(Object.values(Root).map((root) => [root, doc.getMap(root).toJSON()]))
}

/** The interface's own undo, each command a step. */
function newUndo(doc: Y.Doc): OwnHistory {
  return createUndo(createBoardDocument(doc))
}

/** Two draws: of one alone a note and a group had the same id once in some thousand runs. */
function randomId(random: Random): string {
  const part = () => random.below(2 ** 32).toString(36)
  return `${part()}-${part()}`
}

/** Any command that the interface would allow this person. */
export function actRandomly(person: SimulatedPerson, random: Random): void {
  const { doc, undo, role, participant } = person
  undo.cut()
  const notes = notesOf(doc)
  const clusters = clustersOf(doc).map(({ id }) => id)
  const someNotes = (): readonly string[] => {
    if (notes.length === 0) return []
    return Array.from({ length: 1 + random.below(3) }, () => random.pick(notes).id)
  }
  const place = () => ({ x: random.below(5000) - 2500, y: random.below(5000) - 2500 })
  const text = () => Array.from({ length: random.below(6) }, () => random.pick(words)).join(' ')

  if (notes.length < 4 || (random.chance(0.1) && notes.length < 60)) {
    const cluster = clusters.length > 0 && random.chance(0.3) ? random.pick(clusters) : null
    const author = random.chance(0.9) ? participant : null
    addNote(doc, {
      id: randomId(random),
      ...place(),
      author,
      created: random.below(1e9) * 2000,
      text: text(),
      cluster,
    })
    return
  }
  const note = random.pick(notes)
  switch (random.below(18)) {
    case 0:
      return placeNote(doc, note.id, place())
    case 1:
    case 2:
      return moveNotes(
        doc,
        someNotes().map((id) => ({ id, ...place() })),
      )
    case 3:
      return setTint(doc, someNotes(), random.pick(tints))
    case 4:
      return setKind(doc, someNotes(), random.pick(noteKinds))
    case 5: {
      const mine = notes.filter(({ author }) => role === 'facilitator' || author === participant)
      if (mine.length > 0) removeNotes(doc, [random.pick(mine).id, random.pick(mine).id])
      return
    }
    case 6:
    case 7:
    case 8:
    case 9: {
      const at = random.below(note.text.length + 1)
      const cut = random.chance(0.4) ? random.below(8) : 0
      return writeNote(doc, note.id, note.text.slice(0, at) + random.pick(words) + note.text.slice(at + cut))
    }
    case 10:
      addCluster(doc, someNotes(), { id: randomId(random), title: text(), tint: random.pick(tints) })
      return
    case 11:
      return setCluster(doc, someNotes(), clusters.length > 0 ? random.pick(clusters) : null)
    case 12:
      if (clusters.length > 1) mergeClusters(doc, random.pick(clusters), random.pick(clusters))
      return
    case 13:
      if (clusters.length > 0) dissolveCluster(doc, random.pick(clusters))
      return
    case 14:
      if (clusters.length === 0) return
      if (random.chance(0.3)) setClusterTint(doc, random.pick(clusters), random.pick(tints))
      else if (random.chance(0.4)) setCollapsed(doc, random.pick(clusters), random.chance(0.5))
      else writeClusterTitle(doc, random.pick(clusters), text())
      return
    case 15:
    case 16:
      undo.undo()
      return
    default:
      undo.redo()
  }
}
