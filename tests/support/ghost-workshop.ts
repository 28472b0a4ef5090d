import assert from 'node:assert/strict'
import { consentIn } from '#client/activities/consent/consent-view.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { declarations } from '#shared/activities/declared.ts'
import { keptIn, keptLimits, settleProblem } from '#shared/activities/principles/kept.ts'
import { roundsIn, type TurnRound } from '#shared/activities/turns/turn-round.ts'
import { withRunOff } from '#shared/activities/vote/run-off.ts'
import { findStep, handUpLimit, stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath, Template } from '#shared/agenda/template.ts'
import { askedIn, isShown } from '#shared/asking/asked.ts'
import { asideName, asideOf } from '#shared/board/aside.ts'
import { askedName } from '#shared/board/activities.ts'
import { fewPeople } from '#shared/board/progress.ts'
import type { Round } from '#shared/workshop/round.ts'
import { hasBegun, pointOf } from './board-point.ts'
import type { GhostCrowd } from './ghost-people.ts'
import { factTimeoutMs } from './time-limits.ts'
import { until } from './until.ts'

export interface LedWorkshop {
  readonly fay: BoardModel
  readonly crowd: GhostCrowd
  readonly people: number
  readonly template: Template
  /** The limit for each fact. */
  readonly timeoutMs?: number
  /** All of the template unless said otherwise. */
  readonly steps?: readonly PlacedStep[]
  /** Called when somebody in a browser has the floor, before it is given on. */
  readonly floorTaken?: () => Promise<void>
  /** Called before everybody's private texts or reasons are shown. */
  readonly beforeReveal?: () => void | Promise<void>
  /** Called when everybody is done with a step. */
  readonly stepDone?: (placed: PlacedStep) => void | Promise<void>
}

const sampleAnswers = { text: 'Acme, Globex, Initech', minutes: 5, count: 3, time: '17:00' }

/**
 * Leads ghosts through an agenda as a facilitator does: on to the next step once all are done, up to a step or the end.
 * A board without an agenda takes it first.
 */
export async function playAgenda(workshop: LedWorkshop, last?: StepPath): Promise<void> {
  const { fay, template, steps = stepsOf(template), beforeReveal, stepDone, timeoutMs } = workshop
  if (fay.agenda.get() === null) {
    const answers = Object.fromEntries(template.ask.map(({ id, kind }) => [id, sampleAnswers[kind]]))
    await lead(fay, { kind: 'agenda.take', template, answers }, timeoutMs)
  }
  for (const placed of steps) {
    if (placed.step.activity === 'reveal') await beforeReveal?.()
    await moveTo(fay, placed.path, timeoutMs)
    await playStep(placed, workshop)
    await stepDone?.(placed)
    if (placed.step.activity === 'vote') await decideBand(workshop, placed.path)
    if (placed.path === last) return
  }
  await moveTo(fay, 'end', timeoutMs)
  await until(() => fay.voting.open.get() === undefined, timeoutMs)
}

async function moveTo(fay: BoardModel, to: StepPath, timeoutMs?: number): Promise<void> {
  await lead(fay, { kind: 'agenda.move', from: fay.agenda.get()?.now.move ?? 0, to }, timeoutMs)
}

/** Votes on the band alone until so few are level that they go on together, as the one button offers it. */
async function decideBand(workshop: LedWorkshop, vote: StepPath): Promise<void> {
  const { fay, timeoutMs } = workshop
  const { agenda, voting, run } = fay
  const asked = (path: StepPath) => {
    const now = agenda.get()
    return now ? withRunOff(now.template, path, voting.rounds.get()) : undefined
  }
  const close = async (): Promise<void> => {
    const open = voting.open.get()
    if (open) await mustRun(fay, { kind: 'round.close', round: open.id })
    await until(() => voting.open.get() === undefined, timeoutMs)
  }
  await close()
  for (let next = asked(vote); next; next = asked(next.path)) {
    const { template, path } = next
    const { answers = {}, edition = 0 } = agenda.get() ?? {}
    assert.ok((await run({ kind: 'agenda.edit', edition, template, answers })).ok)
    await until(() => agenda.get()?.edition !== edition, timeoutMs)
    await moveTo(fay, path, timeoutMs)
    const placed = findStep(template, path)
    assert.ok(placed)
    await playStep(placed, workshop)
    await close()
  }
}

async function playStep(placed: PlacedStep, workshop: LedWorkshop): Promise<void> {
  const { fay, crowd, people, timeoutMs, beforeReveal, floorTaken } = workshop
  const { path, step } = placed
  if (step.activity === 'consent') await askConsent(fay, path, timeoutMs)
  await untilAsked(fay, placed, timeoutMs)
  await untilAllBegan(crowd, fay, placed, timeoutMs)
  const stopCalling = step.activity === 'turns' ? giveTheFloor(fay, crowd, path, floorTaken) : undefined
  await crowd.play()
  stopCalling?.()
  const { notes, clusters } = fay.scene
  // What the step asks for has been made.
  if (step.activity === 'reveal') await until(() => notes.size >= people, timeoutMs)
  if (step.activity === 'group') await until(() => clusters.size > 0, timeoutMs)
  if (step.activity === 'name')
    await until(() => [...clusters.values()].some(({ title }) => title !== ''), timeoutMs)
  const handed = handUpLimit(step)
  if (handed !== null) {
    const tables = () => fay.tables.get()?.tables ?? []
    await until(
      () => tables().length > 1 && tables().every(({ handed: ids }) => ids?.length === handed),
      timeoutMs,
    )
  }
  if (step.activity === 'principles' && step.does !== 'write')
    await until(() => keptIn(path, notes.values()).length > 0, timeoutMs)
  if (step.activity === 'principles' && step.does === 'settle') await settle(fay, path, timeoutMs)
  if (step.activity in declarations) await showAnswers(workshop, placed)
  if (step.activity === 'test') await closeTest(fay, placed, step.kind === 'swap', beforeReveal)
  if (step.activity === 'consent') await adopt(workshop, path)
  if (step.activity !== 'vote') return
  await until(() => hasVoted(fay.voting.open.get(), people), timeoutMs)
  await beforeReveal?.()
}

/** Until the step, its way of writing, its vote, its questions and everything on the board have reached these people. */
export async function untilAllBegan(
  crowd: Pick<GhostCrowd, 'isAt'>,
  fay: BoardModel,
  placed: PlacedStep,
  timeoutMs = factTimeoutMs,
): Promise<void> {
  await until(() => {
    const point = pointOf(fay)
    return hasBegun(point, placed) && crowd.isAt(point)
  }, timeoutMs)
}

/** The answers about other names are counted; those in words are shown. */
async function closeTest(
  { run, activity }: BoardModel,
  { path }: PlacedStep,
  isSwap: boolean,
  beforeReveal?: LedWorkshop['beforeReveal'],
): Promise<void> {
  const asked = askedIn(activity(askedName).get(), path)
  const open = asked?.shown === null ? asked : undefined
  assert.equal(open !== undefined, isSwap)
  await beforeReveal?.()
  const command = open
    ? ({ kind: 'asking.show', asked: open.id } as const)
    : ({ kind: 'desk.reveal' } as const)
  assert.deepEqual((await run(command)).ok, true)
}

/** Until the questions of the step are there. About one sentence alone nothing is asked. */
export async function untilAsked(
  fay: BoardModel,
  { path, step }: PlacedStep,
  timeoutMs = factTimeoutMs,
): Promise<void> {
  const declared = declarations[step.activity]
  if (!declared) return
  const { all } = await fay.statements()
  const gone = asideOf(fay.activity(asideName).get())
  const left = all.get().filter(({ id }) => !gone.has(id)).length
  if (declared.about && left < 2) return
  await until(() => askedIn(fay.activity(askedName).get(), path) !== undefined, timeoutMs)
}

/** The answers are shown, pair after pair, and the facilitator confirms the room's word about its sentences. */
async function showAnswers(
  { fay, crowd, timeoutMs }: LedWorkshop,
  { path, step }: PlacedStep,
): Promise<void> {
  const asked = () => askedIn(fay.activity(askedName).get(), path)
  // With one sentence left nothing is asked.
  for (let now = asked(); now && !isShown(now); now = asked()) {
    const { id } = now
    await mustRun(fay, { kind: 'asking.show', asked: id })
    await until(() => asked()?.id !== id || isShown(asked()), timeoutMs)
    if (!isShown(asked())) await crowd.play()
  }
  const id = asked()?.id
  if (step.activity === 'aside' && id !== undefined) await mustRun(fay, { kind: 'aside.confirm', asked: id })
}

/** Objections are answered in writing, and the sentence is adopted by consent. */
async function adopt(workshop: LedWorkshop, path: StepPath): Promise<void> {
  const { fay, timeoutMs } = workshop
  await answerObjections(workshop, path)
  const version = consentIn(fay, path).get().current ?? ''
  await mustRun(fay, { kind: 'purpose.adopt', version, by: 'consent' })
  await until(() => fay.adoptions.get().length === 1, timeoutMs)
}

async function lead(fay: BoardModel, command: Command, timeoutMs = factTimeoutMs): Promise<void> {
  const before = fay.agenda.get()?.now.move
  await mustRun(fay, command)
  await until(() => fay.agenda.get() !== null && fay.agenda.get()?.now.move !== before, timeoutMs)
}

type Command = Parameters<BoardModel['run']>[0]

async function mustRun({ run }: Pick<BoardModel, 'run'>, command: Command): Promise<void> {
  const outcome = await run(command)
  // A crowd in one process reads the answer too late. What the command does is waited for in any case.
  assert.ok(outcome.ok || outcome.code === 'network', `${command.kind}: ${JSON.stringify(outcome)}`)
}

/** The facilitator keeps as many as are needed. */
async function settle(fay: BoardModel, path: StepPath, timeoutMs = factTimeoutMs): Promise<void> {
  const { scene } = fay
  const kept = () => keptIn(path, scene.notes.values())
  const written = () => [...scene.notes.values()].filter(({ kind }) => kind === 'principle')
  // What was written alone is shown when the step begins.
  await until(() => written().length >= keptLimits.least, timeoutMs)
  for (const { id, step } of written()) {
    if (step === path) continue
    if (kept().length >= keptLimits.least) break
    await mustRun(fay, { kind: 'principles.keep', note: id, isKept: true })
  }
  await until(() => settleProblem(kept()) === undefined, timeoutMs)
  await mustRun(fay, { kind: 'principles.settle', isSettled: true })
}

/** Asks the question of the step, once there is a sentence. */
async function askConsent(fay: BoardModel, path: StepPath, timeoutMs = factTimeoutMs): Promise<void> {
  await until(() => consentIn(fay, path).get().candidates.length > 0, timeoutMs)
  const { candidates } = consentIn(fay, path).get()
  if (candidates.length > 1 && consentIn(fay, path).get().current === null)
    await mustRun(fay, { kind: 'consent.choose', version: candidates[0] ?? '' })
  await until(() => consentIn(fay, path).get().current !== null, timeoutMs)
  await mustRun(fay, { kind: 'consent.ask', version: consentIn(fay, path).get().current ?? '' })
  await until(() => consentIn(fay, path).get().open !== undefined, timeoutMs)
}

/** Closes the question once so many have answered. Objections are answered in writing. */
async function answerObjections(
  { fay, people, timeoutMs, beforeReveal }: LedWorkshop,
  path: StepPath,
): Promise<void> {
  await until(() => hasVoted(consentIn(fay, path).get().open, people), timeoutMs)
  await beforeReveal?.()
  await mustRun(fay, { kind: 'round.close', round: consentIn(fay, path).get().open?.id ?? '' })
  await until(() => consentIn(fay, path).get().asked !== undefined, timeoutMs)
  const { asked } = consentIn(fay, path).get()
  for (const index of (asked?.reasons ?? []).keys())
    await mustRun(fay, { kind: 'objection.answer', round: asked?.id ?? '', index, text: 'We heard it' })
}

/** People in browsers vote, too. "Almost all" is told without a number. */
function hasVoted(
  round: Pick<Round, 'voted' | 'eligible' | 'isUntold'> | undefined,
  voters: number,
): boolean {
  if (round === undefined) return false
  return round.isUntold === true ? round.eligible > fewPeople : round.voted >= voters
}

/** Calls whoever waits, at each table. Ghosts give the floor on; a person in a browser has it for a moment. */
function giveTheFloor(
  model: BoardModel,
  { people }: Pick<GhostCrowd, 'people'>,
  path: StepPath,
  floorTaken?: () => Promise<void>,
): () => void {
  const ghosts = new Set(people)
  const lead = async ({ now, next, change }: TurnRound, at: { readonly table?: number }) => {
    if (now ? ghosts.has(now.person) : next === null) return
    if (now && floorTaken) await floorTaken()
    void model.run({ kind: 'turns.next', change, ...at })
  }
  return model.activity('turns').subscribe((state) => {
    const { together, tables } = roundsIn(state, path)
    if (tables.length === 0) return void lead(together, {})
    for (const [index, round] of tables.entries()) void lead(round, { table: index + 1 })
  })
}
