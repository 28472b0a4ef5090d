import { AgendaState, leftOf, type Agenda } from '#shared/agenda/agenda.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import type { Announcer } from '../host/feature.ts'
import { shownOf } from './use-shown.ts'
import { stepView, type StepView } from './view.ts'
import { agendaWords } from './words.ts'

const minuteMs = 60_000

/** One sentence of a new step: its help stands at the task. */
export function heardOf({ phase, isFirstOfPhase, prompt: [sentence] }: StepView): string {
  const prompt = sentence?.text ?? ''
  const title = /[.!?…]$/u.test(phase.text) ? phase.text : `${phase.text}.`
  return isFirstOfPhase
    ? agendaWords.t('heard.phase', { phase: title, prompt })
    : agendaWords.t('heard.step', { prompt })
}

/** Says each new step with its prompt, the last minute, and that the time is over. */
export const announceAgenda: Announcer = ({ model, features }, say) => {
  const { t } = agendaWords
  let timers: ReturnType<typeof setTimeout>[] = []
  const watchClock = ({ now, clock }: Agenda) => {
    timers.forEach(clearTimeout)
    timers = []
    const left = leftOf(clock, model.now())
    if (now.state !== AgendaState.running || clock.endsAt === null || left === null) return
    const at = (ms: number, sentence: string) => {
      if (ms > 0 && ms < 2 ** 31) timers.push(setTimeout(() => say(sentence), ms))
    }
    at(left - minuteMs, t('heard.minute'))
    at(left, t('heard.up'))
  }
  const sayStep = (agenda: Agenda) => {
    if (agenda.now.state === AgendaState.ended) return say(t('heard.end'))
    const view = stepView(agenda, currentLanguage())
    if (!view) return
    say(heardOf(view))
    if (shownOf(model, features).isBehind.get()) say(t('heard.join'))
  }
  const stop = model.agenda.subscribe((now, before) => {
    if (!now) return
    if (now.clock !== before?.clock || now.now.move !== before.now.move) watchClock(now)
    if (before && now.now.move !== before.now.move) sayStep(now)
  })
  return () => {
    timers.forEach(clearTimeout)
    stop()
  }
}
