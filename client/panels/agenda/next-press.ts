import { agendaEnd, AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import type { OpenBoard } from '../host/feature.ts'
import { moveTo } from './lead.ts'
import { sceneOf, sceneOfStep } from './scene-of.ts'
import { aheadOf } from './view.ts'
import { agendaWords } from './words.ts'

export interface NextPress {
  /** Going on now would interrupt people: a sentence that says how many. One press leads on all the same. */
  readonly waiting: string | null
  readonly label: string
  readonly run: () => void
}

/** The one press that leads, at a desk, on a phone and with a remote control. Null after the end. */
export function nextPress({ model, features }: Pick<OpenBoard, 'model' | 'features'>): NextPress | null {
  const { t } = agendaWords
  const agenda = model.agenda.get()
  if (!agenda || agenda.now.state === AgendaState.ended) return null
  const lead = sceneOf(features, agenda)?.lead?.(model).get()
  const isAtOnce = lead !== null && lead !== undefined && 'isAtOnce' in lead && lead.isAtOnce
  const count = isAtOnce ? 0 : model.stepBegun.get()
  const warning = lead && 'warns' in lead ? lead.warns : null
  const waiting = count > 0 ? t('stillAnswering', { count }) : warning
  if (lead && 'run' in lead) return { waiting, label: lead.label, run: lead.run }
  return {
    waiting,
    label: waiting === null ? goOnLabel({ model, features }, agenda) : t('allTheSame'),
    run: () => moveTo(model, aheadOf(agenda).next?.path ?? agendaEnd),
  }
}

function goOnLabel({ model, features }: Pick<OpenBoard, 'model' | 'features'>, agenda: Agenda): string {
  const { t } = agendaWords
  const { next, isFirst, isNewPhase } = aheadOf(agenda)
  if (!next) return t('finish')
  const phase = fill(next.phase.title, currentLanguage(), agenda.answers).text
  if (isFirst) return t('begin', { phase })
  const own = sceneOfStep(features, next)?.beginLabel?.(
    next.step,
    model.presence.count.get(),
    agenda.template,
  )
  return own ?? (isNewPhase ? t('goOnTo', { phase }) : t('goOn'))
}
