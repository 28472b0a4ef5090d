import { expect, onTestFinished, test } from 'vitest'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import type { StoredSession } from '#client/model/memory/sessions.ts'
import { agendaEnd } from '#shared/agenda/agenda.ts'
import { findStep, stepsOf } from '#shared/agenda/steps.ts'
import type { Draft } from '#shared/board/draft.ts'
import { notesOf } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Audience, isOpen, isSigned, type OpenAudience } from '#shared/workshop/audience.ts'
import { Role } from '#shared/workshop/role.ts'
import { agendaOf, lead, takeAgenda, twoWaves } from '#tests/support/agendas.ts'
import { keepCheckpoint, previewCheckpoint } from '#tests/support/checkpoint-requests.ts'
import { createCuttableNetwork, type CuttableNetwork } from '#tests/support/cuttable-network.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { createMemoryCopies } from '#tests/support/memory-copies.ts'
import { openModelOnSockets } from '#tests/support/model-on-sockets.ts'
import { fuzzScale, seededRandom, testSeed, type Random } from '#tests/support/random.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { until } from '#tests/support/until.ts'

const people = 4
const rounds = 30

/** One person with two devices: each keeps its own copies, as two browsers do. */
interface Person {
  readonly name: string
  readonly session: StoredSession
  readonly devices: readonly Device[]
}

interface Device {
  readonly network: CuttableNetwork
  readonly copies: ReturnType<typeof createMemoryCopies>
  model: BoardModel
  isCut: boolean
}

/** Who may read a draft, and when: as its author has decided. */
interface Decision {
  readonly audience: Audience
  /** Its author wants it to come with the next notes of its kind. */
  readonly isForNext: boolean
}

/** What a field said of a text, and what has happened to it since. */
interface Told {
  readonly author: Person
  readonly step: string
  decision: Decision
  /** Earlier decisions, which the server may still go by until this page has saved the last one. */
  pending: { readonly device: Device; readonly earlier: readonly Decision[] } | null
  /** It was written there without a network, and is nowhere else. */
  waitsOn: Device | null
  /** Others may read it from now on, with a name or without as one of these says. Empty: nobody may. */
  readonly shownAs: Set<Audience>
}

interface Walk {
  server: TestServer
  readonly board: CreatedBoard
  fay: Voter
  /** People who read every byte that they are sent, some of them from late on. */
  readonly spies: Voter[]
  readonly crowd: readonly Person[]
  /** By the words, which differ. */
  readonly texts: Map<string, Told>
  readonly random: Random
  /** Each move and act, for a failure. */
  readonly story: string[]
}

test(
  'over any order of steps, reloads, devices and outages each text goes where its field said, and none is lost',
  { timeout: timeLimit(90_000) * fuzzScale },
  async () => {
    const seed = testSeed()
    console.info(`SEED=${seed}`)
    const random = seededRandom(seed)
    for (let run = 0; run < fuzzScale; run += 1) await walkOnce(random)
  },
)

async function walkOnce(random: Random): Promise<void> {
  const walk = await beginWalk(random)
  try {
    await goThrough(walk)
  } catch (failure) {
    console.info(walk.story.join('\n'))
    throw failure
  }
}

async function goThrough(walk: Walk): Promise<void> {
  const { random } = walk
  for (let round = 0; round < rounds; round += 1) {
    if (random.chance(0.4)) await moveAnywhere(walk)
    for (let act = 0; act < 4; act += 1) await actOnce(walk, random.pick(walk.crowd))
    if (random.chance(0.1)) walk.spies.push(await joinSpy(walk))
    if (random.chance(0.06)) await restart(walk)
    if (random.chance(0.1)) await expectFilesSecret(walk)
    expectSecret(walk)
  }
  await settle(walk)
  expectSecret(walk)
  await expectFilesSecret(walk)
  expectNoneLost(walk)
  expectNames(walk)
}

async function beginWalk(random: Random): Promise<Walk> {
  const server = await startServer()
  const board = await server.createBoard({ language: 'en' })
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  await takeAgenda(fay, twoWaves)
  const crowd: Person[] = []
  for (let index = 0; index < people; index += 1) {
    const name = `Person${index}`
    const session: StoredSession = await server.join(board, Role.participant, name)
    crowd.push({ name, session, devices: [newDevice(server.url, session), newDevice(server.url, session)] })
  }
  const walk: Walk = { server, board, fay, spies: [fay], crowd, texts: new Map(), random, story: [] }
  walk.spies.push(await joinSpy(walk))
  await settle(walk)
  return walk
}

function newDevice(url: string, session: StoredSession): Device {
  const network = createCuttableNetwork()
  const copies = createMemoryCopies()
  const device: Device = { network, copies, model: openOn(url, session, network, copies), isCut: false }
  onTestFinished(() => device.model.close())
  return device
}

function openOn(
  url: string,
  session: StoredSession,
  { webSocket }: CuttableNetwork,
  openBrowserCopy: Device['copies'],
): BoardModel {
  return openModelOnSockets(url, session, { webSocket, openBrowserCopy, random: () => 0.05 })
}

async function joinSpy({ server, board }: Walk): Promise<Voter> {
  return joinBoard(server, board, { keepsFrames: true })
}

/** On, back, or to any step; the texts that this step shows may be read from now on. */
async function moveAnywhere({ fay, texts, random, story }: Walk): Promise<void> {
  const { template, now } = agendaOf(fay)
  const paths = [...stepsOf(template).map(({ path }) => path), agendaEnd]
  const ahead = paths[Math.min(paths.indexOf(now.step ?? '') + 1, paths.length - 1)] ?? agendaEnd
  const to = random.chance(0.6) ? ahead : random.pick(paths)
  story.push(`moves to ${to}`)
  const target = findStep(template, to)?.step
  if (target?.activity === 'reveal')
    for (const told of texts.values()) {
      forgetSaved(told)
      if (told.waitsOn !== null) continue
      for (const { audience, isForNext } of possible(told)) {
        const isHidden = audience === Audience.hidden || audience === Audience.hiddenSigned
        if (isHidden && (isForNext || target.input?.[0]?.from === told.step)) told.shownAs.add(audience)
      }
    }
  expect(['ok', 'not_begun']).toContain(await lead(fay, { kind: 'agenda.move', from: now.move, to }))
  if (to !== agendaEnd) await fay.client.until(() => agendaOf(fay).now.step === to)
}

/** The server goes by one of these. */
function possible({ decision, pending }: Told): readonly Decision[] {
  return [decision, ...(pending?.earlier ?? [])]
}

/** Once the page says that all is saved, the server knows the decision. */
function forgetSaved(told: Told): void {
  if (told.pending?.device.model.desk.saving.get() === SavingState.saved) told.pending = null
}

async function actOnce(walk: Walk, person: Person): Promise<void> {
  const { random, story } = walk
  const index = random.below(person.devices.length)
  const device = person.devices[index]
  if (!device) throw new Error('everybody has devices')
  const dice = random.below(100)
  const page = `${person.name}/${index} in ${device.model.agenda.get()?.now.step}`
  const tell = (act: string): void => void story.push(`${page}: ${act}`)
  if (dice < 45) return write(walk, { person, device, tell })
  if (dice < 60) return decide(walk, { person, device, tell })
  if (dice < 72) {
    tell('loses the network')
    device.isCut = true
    return device.network.cut()
  }
  if (dice < 92) {
    tell('has a network')
    return bringBack(walk, device)
  }
  tell('reloads')
  // The page leaves nothing but its copy in this browser.
  device.model.close()
  device.model = openOn(walk.server.url, person.session, device.network, device.copies)
}

function bringBack({ texts }: Walk, device: Device): void {
  for (const told of texts.values()) if (told.waitsOn === device) told.waitsOn = null
  device.isCut = false
  device.network.restore()
}

/** One person at one of their pages. */
interface Acting {
  readonly person: Person
  readonly device: Device
  readonly tell: (act: string) => void
}

/** Whatever the field of this page offers now, which may lag behind the group. */
async function write({ texts, random }: Walk, { person: author, device, tell }: Acting): Promise<void> {
  const { model } = device
  const waitsOn = device.isCut ? device : null
  const agenda = model.agenda.get()
  const step = agenda?.now.state === 'running' ? agenda.now.step : null
  if (!agenda || step === null) return
  const text = `words-${texts.size}.`
  if (model.desk.takesNotes.get()) {
    const audience = random.pick([Audience.hidden, Audience.hiddenSigned, Audience.onlyMe])
    tell(`adds ${text} ${audience}`)
    const decision = { audience, isForNext: false }
    texts.set(text, { author, step, decision, pending: null, waitsOn, shownAs: new Set() })
    expect(model.desk.add([{ text, origin: { step, field: 'all' }, audience }])).toHaveLength(1)
  } else if (step === 'next/next' && !device.isCut) {
    const audience = random.pick([Audience.open, Audience.openSigned] as const)
    const decision = { audience, isForNext: false }
    texts.set(text, { author, step, decision, pending: null, waitsOn, shownAs: new Set([audience]) })
    const secret = `the-secret-of-${text}-is-long`.replaceAll('.', '_')
    const outcome = await model.run({ kind: 'note.add', step, field: 'actions', audience, secret, text })
    tell(`adds ${text} ${audience}: ${outcome.ok || outcome.code}`)
    // Refused, its author still has the words in their field, and nobody may read them there.
    if (!outcome.ok && outcome.code !== 'network') texts.get(text)?.shownAs.clear()
  }
}

/** A text whose step is over: shown now, with the next ones, or kept. */
async function decide({ texts, random }: Walk, { device, tell }: Acting): Promise<void> {
  const { model } = device
  const now = model.agenda.get()?.now
  const late = model.desk.drafts.get().filter((draft) => {
    const decision = texts.get(draft.text)?.decision
    // A page that does not know the last decision yet would contradict it.
    return decision && !draft.isHeld && draft.step !== now?.step && isAsDecided(draft, decision)
  })
  if (late.length === 0) return
  const draft = random.pick(late)
  const told = texts.get(draft.text)
  if (!told) return
  const before = told.decision
  const choice = random.below(3)
  if (choice === 0 && !device.isCut) {
    const audience: OpenAudience = random.pick([Audience.open, Audience.openSigned])
    const shownBefore = new Set(told.shownAs)
    told.shownAs.add(audience)
    const outcome = await model.run({ kind: 'desk.show', draft: draft.id, audience })
    tell(`shows ${draft.text} ${audience}: ${outcome.ok || outcome.code}`)
    if (outcome.ok) told.decision = { ...before, audience }
    else if (outcome.code !== 'network' && !shownBefore.has(audience)) told.shownAs.delete(audience)
  } else if (choice === 1 && !before.isForNext) {
    tell(`brings ${draft.text} with the next ones`)
    told.pending = { device, earlier: possible(told) }
    told.decision = { ...before, isForNext: true }
    model.desk.bringWithNext([draft.id])
  } else if (choice === 2) {
    tell(`keeps ${draft.text}`)
    told.pending = { device, earlier: possible(told) }
    told.decision = { ...before, audience: Audience.onlyMe }
    model.desk.setAudience(draft.id, Audience.onlyMe)
  }
}

function isAsDecided(draft: Draft, { audience, isForNext }: Decision): boolean {
  const isKept = audience === Audience.onlyMe
  return (
    draft.isHeld === isKept && draft.isForNext === isForNext && (draft.author !== null) === isSigned(audience)
  )
}

/** The server ends and comes back at another address. */
async function restart(walk: Walk): Promise<void> {
  const { board, spies, crowd } = walk
  walk.story.push('the server restarts')
  await walk.server.close()
  walk.server = await startServer({ dataDir: walk.server.dataDir })
  for (const { devices } of crowd) for (const { network } of devices) network.redirectTo(walk.server.url)
  const { session } = walk.fay
  walk.fay = await joinBoard(walk.server, board, { session, keepsFrames: true })
  spies.push(walk.fay, await joinSpy(walk))
}

/** Everybody is back, and everything is saved. */
async function settle(walk: Walk): Promise<void> {
  const { crowd, fay } = walk
  const devices = crowd.flatMap((person) => person.devices)
  for (const device of devices) bringBack(walk, device)
  const isSaved = ({ saving }: Pick<BoardModel['desk'], 'saving'>): boolean =>
    saving.get() === null || saving.get() === SavingState.saved
  await until(() => devices.every(({ model }) => isSaved(model) && isSaved(model.desk)))
  for (const { model } of devices) model.desk.keepOpen()
  await until(() =>
    devices.every(
      ({ model }) => isSaved(model.desk) && model.scene.notes.size === notesOf(fay.client.doc).length,
    ),
  )
}

const hiddenOf = ({ texts }: Walk, bytes: string): readonly string[] =>
  [...texts].flatMap(([text, { shownAs }]) => (shownAs.size === 0 && bytes.includes(text) ? [text] : []))

/** No letter reached anybody before its field allowed it. */
function expectSecret(walk: Walk): void {
  for (const { client } of walk.spies)
    expect(hiddenOf(walk, Buffer.concat(client.frames).toString('latin1'))).toEqual([])
}

/** Nor is it in a file, a checkpoint or a log. */
async function expectFilesSecret(walk: Walk): Promise<void> {
  const { server, board, fay } = walk
  const { id } = await keepCheckpoint(server, board, fay)
  const checkpoint = JSON.stringify(await previewCheckpoint(server, board, fay, id))
  const files = await Promise.all(
    (['json', 'markdown'] as const).map((format) => exportedFile(server, fay, format)),
  )
  for (const bytes of [checkpoint, server.logs(), ...files]) expect(hiddenOf(walk, bytes)).toEqual([])
  // Not even words that all may read stand in a log.
  expect(server.logs()).not.toContain('words-')
}

function expectNoneLost({ texts, crowd, fay }: Walk): void {
  const onBoard = new Set(notesOf(fay.client.doc).map(({ text }) => text))
  for (const [text, { author, decision }] of texts) {
    const drafts = author.devices.map(({ model }) => model.desk.drafts.get().map((draft) => draft.text))
    const places = [onBoard.has(text), ...drafts.map((own) => own.includes(text))]
    if (!isOpen(decision.audience)) expect([text, places.some(Boolean)]).toEqual([text, true])
  }
  const strangers = crowd.flatMap(({ name, devices }) =>
    devices.flatMap(({ model }) =>
      model.desk.drafts.get().filter(({ text }) => texts.get(text)?.author.name !== name),
    ),
  )
  expect(strangers).toEqual([])
}

/** A name stands only where its author put it. */
function expectNames({ texts, fay }: Walk): void {
  for (const { text, author, signature } of notesOf(fay.client.doc)) {
    const told = texts.get(text)
    const isNamed = author !== null || signature !== undefined
    const allowed = [...(told?.shownAs ?? [])].map(isSigned)
    expect([text, allowed]).toEqual([text, expect.arrayContaining([isNamed])])
    if (isNamed)
      expect([text, author, signature]).toEqual([
        text,
        told?.author.session.participant.id,
        told?.author.name,
      ])
  }
}
