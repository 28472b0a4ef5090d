import { amountInWords } from '#shared/activities/vote/result.ts'
import { PollMethod, type Round } from '#shared/workshop/round.ts'
import { rankRound } from '#shared/workshop/tally.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Announcer, OpenBoard } from '../../panels/host/feature.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { isLed } from '../../panels/host/use-agenda.ts'
import { isPhone } from '../../panels/ui/use-media.ts'
import { voteFirstWords } from './first-words.ts'
import { onOneLine, optionLabel } from './option-words.tsx'
import { questionFor, ownLeft } from './round-words.ts'
import { voteWords } from './words.ts'
import { votesDrawer } from './votes-entry.ts'

const minuteMs = 60_000

/** That a vote is closed, with its result, in one sentence. */
function heardResult({ voting, scene }: Parameters<Announcer>[0]['model'], id: string | undefined): string {
  const { t } = voteWords
  const round = voting.rounds.get().find((each) => each.id === id)
  if (!round || round.state !== 'closed' || round.totals === null) return voteFirstWords.t('closed')
  const ahead = rankRound(round).filter(({ isShortlisted }) => isShortlisted)
  const names = ahead.slice(0, 3).map(({ option }) => {
    return t('heardOption', {
      item: onOneLine(optionLabel(scene, round, option, t)),
      total: amountInWords(round, option, { language: currentLanguage() }),
    })
  })
  if (names.length === 0) return voteFirstWords.t('closed')
  return t('heardResult', { names: names.join(', '), count: ahead.length })
}

/** Says that a vote opens, with its question; each own dot once; the last minute, the end of the time; the close. */
export const announceVote: Announcer = ({ model, shell }, say) => {
  const { voting } = model
  const { t } = voteWords
  let timers: ReturnType<typeof setTimeout>[] = []
  const watchClock = (round: Round | undefined) => {
    timers.forEach(clearTimeout)
    timers = []
    if (!round || round.deadline === null) return
    const left = round.deadline - voting.now()
    const at = (ms: number, sentence: string) => {
      if (ms > 0) timers.push(setTimeout(() => say(sentence), ms))
    }
    at(left - minuteMs, t('heardMinute'))
    at(left, `${t('timeUp')}.`)
  }
  const sayOpen = (round: Round) => {
    const step = model.agenda.get()?.now.step ?? undefined
    // The step has just been heard with its question.
    const question = round.step !== undefined && round.step === step ? '' : questionFor(model, round)
    const sentence =
      round.method === PollMethod.score
        ? t('heardScores', { question })
        : round.method === PollMethod.agreement
          ? t('heardAgreement', { question })
          : t('heardOpen', { question, count: voting.remaining(round) })
    say(sentence.replace('  ', ' '))
  }
  const stops = [
    voting.open.listen((now, before) => {
      if (now?.id === before?.id) return
      watchClock(now)
      if (now) sayOpen(now)
      else if (!closesWithMessage({ model, shell })) say(heardResult(model, before?.id))
    }),
    voting.dots.listen((now, before) => {
      const round = voting.open.get()
      if (!round) return
      const [own, former] = [now[round.id] ?? {}, before?.[round.id] ?? {}]
      const changed = [...new Set([...Object.keys(own), ...Object.keys(former)])].filter(
        (option) => own[option] !== former[option],
      )
      const [option] = changed
      // All dots at once come from the server after a reconnection.
      if (option === undefined || changed.length > 1) return
      const item = onOneLine(optionLabel(model.scene, round, option, t))
      // The radio buttons of an answer say it themselves.
      if (round.method === PollMethod.agreement) return
      const arePoints = round.method === PollMethod.score
      const dots = t(arePoints ? 'ownPoints' : 'own', { count: own[option] ?? (arePoints ? '–' : 0) })
      say(`${item}. ${dots}. ${ownLeft(voting, round)}.`)
    }),
  ]
  watchClock(voting.open.get())
  return () => {
    timers.forEach(clearTimeout)
    for (const stop of stops) stop()
  }
}

/** True when a message says that a vote is closed, with a way to the ranking. Where the result shows by itself, none does. */
function closesWithMessage({ model, shell }: Pick<OpenBoard, 'model' | 'shell'>): boolean {
  // In a step of an agenda the task shows the result.
  if (shell.drawer.get() === votesDrawer || isLed(model)) return false
  return !isLookingOn(model)
}

/** A viewer is often a projector without a person at the keyboard. */
function isLookingOn({ role }: Pick<OpenBoard['model'], 'role'>): boolean {
  return role === Role.viewer && !isPhone()
}

/**
 * Shows the totals on the board when a vote closes, for everyone. A message leads to the ranking; viewers get it at
 * once. Returns its own undo.
 */
export function announceResults({ model, shell }: OpenBoard): () => void {
  const { voting, ui, notices } = model
  const show = () => shell.drawer.set(votesDrawer)
  return voting.open.listen((now, before) => {
    if (now !== undefined) return ui.shownRound.set(null)
    const closed = voting.rounds.get().find((round) => round.id === before?.id && round.state === 'closed')
    if (!closed) return
    if (closed.totals !== null) ui.shownRound.set(closed.id)
    if (isLookingOn(model) && !isLed(model)) return show()
    if (!closesWithMessage({ model, shell })) return
    notices.show({
      text: voteFirstWords.t('closed'),
      tone: 'calm',
      action: { label: voteFirstWords.t('results'), run: show },
    })
  })
}
