import { useStore } from '@nanostores/react'
import { useEffect, useState } from 'react'
import { agendaEnd, AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { moveTo } from './lead.ts'
import { sceneOfStep } from './scene-of.ts'
import { useFigures, useLead } from './use-agenda-view.ts'
import { againMs, aheadOf, asksTwice } from './view.ts'
import { agendaWords } from './words.ts'

export interface Primary {
  readonly label: string
  /** The words before the second press. Null while none is asked for. */
  readonly again: string | null
  readonly press: () => void
}

/** The one button that leads. It says what happens next; null after the end. */
export function usePrimary(agenda: Agenda): Primary | null {
  const t = useWords(agendaWords)
  const { model, features } = useBoard()
  const figures = useFigures(agenda)
  const lead = useLead(agenda)
  const people = useStore(model.presence.count)
  /** The press that waits for a second one. */
  const [asked, setAsked] = useState<string | null>(null)
  useEffect(() => {
    if (asked === null) return undefined
    const timer = setTimeout(() => setAsked(null), againMs)
    return () => clearTimeout(timer)
  }, [asked])
  if (agenda.now.state === AgendaState.ended) return null
  const { next, isFirst, isNewPhase } = aheadOf(agenda)
  const phase = next && fill(next.phase.title, currentLanguage(), agenda.answers).text
  const label = () => {
    if (lead) return lead.label
    if (phase === undefined) return t('finish')
    if (isFirst) return t('begin', { phase })
    const own = next && sceneOfStep(features, next)?.beginLabel?.(next.step, people)
    return own ?? (isNewPhase ? t('goOnTo', { phase }) : t('goOn'))
  }
  const key = `${agenda.now.move} ${label()}`
  const isAsking = asked === key
  const press = () => {
    if (!isAsking && !lead?.isAtOnce && asksTwice(agenda.clock, model.now(), figures)) return setAsked(key)
    setAsked(null)
    if (lead) lead.run()
    else moveTo(model, next?.path ?? agendaEnd)
  }
  const again =
    figures && figures.of > 0
      ? t('pressAgainFigures', { done: figures.done, of: figures.of })
      : t('pressAgain')
  return { label: label(), again: isAsking ? again : null, press }
}
