import { adoptionLimits } from '#shared/board/limits.ts'
import type * as Y from 'yjs'
import { mostTaken, questionIn, type Question, type Taken } from '#shared/activities/consent/question.ts'
import { chosenOf } from '#shared/activities/duel/result.ts'
import { fill } from '#shared/agenda/fill.ts'
import { readActivity, writeActivity, type Json } from '#shared/board/activities.ts'
import { adopt, adoptionsOf, claimAdoption, repliesOf, writeReply } from '#shared/board/adoptions.ts'
import { readMeta } from '#shared/board/document.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import { readStatement } from '#shared/board/statements.ts'
import { statementsFor } from '#shared/board/step-inputs.ts'
import { lastVersionOf, readVersion } from '#shared/board/versions.ts'
import { cleanLine, oneLine } from '#shared/text/clean-line.ts'
import {
  adoptionProblem,
  consentRound,
  gapInConsent,
  replyKey,
  signMs,
  voicesIn,
  type Adoption,
} from '#shared/workshop/adoption.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { PollMethod, roundLimits, RoundState, RoundTarget, scoreRules } from '#shared/workshop/round.ts'
import type { RefusalCode } from '#shared/wire/command.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import type { BoardPolls } from '../../polls/board-polls.ts'
import { keepWords } from '../../statements/keep-words.ts'
import { Signing } from './signing.ts'

const name = 'consent'

type Tools = Pick<ActivityTools, 'now' | 'keepBefore'>

export type Decision = Pick<Adoption, 'id' | 'version' | 'kind'> & {
  readonly reason: string
  /** The facilitator's participant id. It stands in the log of the agenda alone. */
  readonly by: string
}

/** Consent on one open board: the question about one version, answers to objections, adoption. */
export class ConsentBoard implements BoardActivity {
  readonly #signing: Signing
  readonly #board: LiveBoard
  readonly #polls: BoardPolls
  readonly #tools: Tools
  #running: RunningStep | null = null

  constructor(board: LiveBoard, polls: BoardPolls, tools: Tools) {
    this.#board = board
    this.#polls = polls
    this.#tools = tools
    this.#signing = new Signing(board)
  }

  readonly closed = (): void => this.#signing.close()

  readonly stepBegan = async (running: RunningStep): Promise<void> => {
    this.#running = running.step.activity === name ? running : null
    if (this.#running) await this.#board.write((doc) => this.#propose(doc, running))
  }

  readonly stepEnds = async (): Promise<void> => this.#stop()
  readonly stepsAreOver = async (): Promise<void> => this.#stop()

  /** Takes one of the sentences. It needs a reason where it takes the place of another one. */
  async choose(version: string, reason: string): Promise<RefusalCode | undefined> {
    const running = this.#running
    if (!running) return 'agenda_moved'
    if (this.#polls.open?.stored.step === running.path) return 'consent_open'
    return this.#board.write((doc) => {
      const question = questionIn(readActivity(doc, name), running.path)
      const { candidates, current: instead } = question
      if (!candidates.includes(version)) return 'unknown_item'
      // The same command again.
      if (version === instead) return undefined
      if (instead !== null && reason === '') return 'reason_missing'
      const taken: Taken = { version, instead, reason, at: this.#tools.now() }
      writeQuestion(doc, running, {
        ...question,
        current: version,
        taken: [...question.taken, taken].slice(-mostTaken),
        isDrafting: false,
      })
      return undefined
    })
  }

  /** Opens the round about the exact text of this version. Sent again, it has been opened. */
  async ask(id: string, version: string): Promise<RefusalCode | undefined> {
    const running = this.#running
    if (!running) return 'agenda_moved'
    const found = this.#board.read((doc) => readVersion(doc, version))
    if (!found) return 'unknown_item'
    const { language, rounds } = this.#board.read((doc) => ({
      language: readMeta(doc).language,
      rounds: roundsOf(doc),
    }))
    const former = rounds.findLast(({ step, about }) => step === running.path && about !== undefined)
    const [prompt] = running.step.prompt
    const problem = await this.#polls.openPoll<RefusalCode>(
      {
        id,
        method: PollMethod.agreement,
        title: cleanLine(prompt ? fill(prompt, language, running.answers).text : '', roundLimits.title),
        target: RoundTarget.texts,
        options: [version],
        about: version,
        texts: { [version]: found.text },
        ...scoreRules(1, PollMethod.agreement),
        isSecret: true,
        minutes: null,
        previous: former?.id ?? null,
        step: running.path,
      },
      {
        // The step may have ended while the statement was chosen.
        check: () => (this.#running?.move === running.move ? undefined : 'agenda_moved'),
        before: () => this.#tools.keepBefore(this.#board.id, CheckpointReason.round),
      },
    )
    if (!problem) await this.#board.write((doc) => endDraft(doc, running))
    return problem
  }

  /** Everybody may write the amendment, or nobody any more: their words stay in the words of the statement. */
  async draft(version: string, isOpen: boolean): Promise<RefusalCode | undefined> {
    const running = this.#running
    if (!running) return 'agenda_moved'
    if (this.#polls.open?.stored.step === running.path) return 'consent_open'
    return this.#board.write((doc) => {
      const question = questionIn(readActivity(doc, name), running.path)
      if (question.current !== version) return 'unknown_item'
      writeQuestion(doc, running, { ...question, isDrafting: isOpen })
      return undefined
    })
  }

  /** These words of the statement become its next version, in place of this one among the candidates. */
  async amend(id: string, version: string, words: string): Promise<RefusalCode | undefined> {
    const running = this.#running
    if (!running) return 'agenda_moved'
    if (this.#polls.open?.stored.step === running.path) return 'consent_open'
    return this.#board.write((doc) => {
      // The same command again.
      if (readVersion(doc, id)) return undefined
      const { path: step } = running
      const { statement } = readVersion(doc, version) ?? {}
      if (statement === undefined) return 'unknown_item'
      const now = readStatement(doc, statement)?.text
      if (now !== undefined && oneLine(now) !== oneLine(words)) return 'words_changed'
      const problem = keepWords(doc, { statement, version: id, step, at: this.#tools.now() })
      if (problem) return problem
      this.#propose(doc, running)
      const question = questionIn(readActivity(doc, name), step)
      writeQuestion(doc, running, { ...question, current: id, isDrafting: false })
      return undefined
    })
  }

  async reply(round: string, index: number, text: string): Promise<RefusalCode | undefined> {
    return this.#board.write((doc) => {
      const found = readRound(doc, round)
      const isKnown = found?.state === RoundState.closed && found.reasons?.[index] !== undefined
      if (!isKnown || found.target !== RoundTarget.texts) return 'unknown_item'
      writeReply(doc, replyKey(round, index), text === '' ? null : { text, at: this.#tools.now() })
      return undefined
    })
  }

  /** While the last adopted sentence is signed. A finger that comes later changes nothing. */
  async sign(adoption: string, participant: string): Promise<RefusalCode | undefined> {
    const last = this.#board.read((doc) => adoptionsOf(doc).at(-1))
    if (last?.id !== adoption) return 'unknown_item'
    if (this.#tools.now() < last.at + signMs) this.#signing.sign(adoption, participant)
    return undefined
  }

  /** Sent again, it has been claimed. */
  async claim(id: string): Promise<RefusalCode | undefined> {
    const isKnown = await this.#board.write((doc) => claimAdoption(doc, id, this.#tools.now()))
    return isKnown ? undefined : 'unknown_item'
  }

  /** Decides and writes in one turn: what the rule says is true of the document that gets the adoption. */
  async adopt({ id, version, kind, reason, by }: Decision): Promise<RefusalCode | undefined> {
    return this.#board.write((doc) => {
      const former = adoptionsOf(doc)
      // The same command again.
      if (former.some((each) => each.id === id)) return undefined
      const found = readVersion(doc, version)
      if (!found) return 'unknown_item'
      const rounds = roundsOf(doc)
      const round = consentRound(rounds, version)
      const last = former.at(-1)
      const problem = adoptionProblem(kind, reason, gapInConsent(rounds, version, repliesOf(doc)))
      if (problem) return problem
      // Two facilitators at once have decided the same.
      if (last && last.version === version && last.kind === kind && last.round === (round?.id ?? null))
        return undefined
      if (former.length >= adoptionLimits.count) return 'too_large'
      const { statement, text, hash } = found
      adopt(
        doc,
        {
          id,
          number: (last?.number ?? 0) + 1,
          version,
          statement,
          text,
          hash,
          language: readMeta(doc).language,
          at: this.#tools.now(),
          kind,
          round: round?.id ?? null,
          voices: voicesIn(round, version),
          ...(reason !== '' && { reason }),
        },
        by,
      )
      if (this.#running) endDraft(doc, this.#running)
      return undefined
    })
  }

  /**
   * The last versions of the statements that the step takes are the sentences to choose from; of a step that takes none,
   * those of the whole board, but for those that were set aside. The room decides about the one that it chose in its duel, or that was taken since. Of several
   * without a choice none stands first.
   */
  #propose(doc: Y.Doc, { template, step, path }: RunningStep): void {
    const versions = statementsFor(doc, template, step).flatMap(({ id }) => lastVersionOf(doc, id) ?? [])
    const before = questionIn(readActivity(doc, name), path)
    const { current, isDrafting } = before
    // A board of a file has the questions alone.
    const asked = roundsOf(doc).filter((round) => round.step === path)
    const last = current ?? asked.findLast(({ about }) => about !== undefined)?.about
    const kept = last === undefined ? undefined : readVersion(doc, last)?.statement
    const chosen = chosenOf((activity) => readActivity(doc, activity))
    const isNewChoice = chosen !== null && chosen !== before.chosen
    const wanted = isNewChoice ? chosen : (kept ?? chosen)
    const only = versions.length === 1 ? versions[0] : undefined
    const next = versions.find(({ statement }) => statement === wanted) ?? only
    // After a crash the question may be open, although the draft was not ended.
    const isAsked = asked.some(({ state }) => state === RoundState.open)
    writeQuestion(
      doc,
      { path },
      {
        ...before,
        candidates: versions.map(({ id }) => id),
        current: next?.id ?? null,
        chosen,
        isDrafting: isDrafting && next?.id === current && !isAsked,
      },
    )
  }

  #stop(): void {
    this.#running = null
  }
}

function writeQuestion(
  doc: Y.Doc,
  { path }: Pick<RunningStep, 'path'>,
  { candidates, current, chosen, taken, isDrafting }: Question,
): void {
  const state = readActivity(doc, name) as Readonly<Record<string, Json>> | undefined
  const question = {
    candidates: [...candidates],
    current,
    ...(chosen !== null && { chosen }),
    ...(taken.length > 0 && { taken: taken.map((each) => ({ ...each })) }),
    ...(isDrafting && { isDrafting }),
  }
  if (JSON.stringify(state?.[path]) !== JSON.stringify(question))
    writeActivity(doc, name, { ...state, [path]: question })
}

/** Somebody has decided otherwise: nobody amends the sentence any more. */
function endDraft(doc: Y.Doc, running: RunningStep): void {
  const question = questionIn(readActivity(doc, name), running.path)
  if (question.isDrafting) writeQuestion(doc, running, { ...question, isDrafting: false })
}
