import { useStore } from '@nanostores/react'
import { atom, type ReadableAtom } from 'nanostores'
import { useEffect, useMemo, useReducer } from 'react'
import type { Progress } from '#shared/board/progress.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useCommonWords, useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import type { StepChoice, StepFigures, StepPress, StepWarning } from '../host/scenes.ts'
import { saysDone, sceneOf } from './scene-of.ts'
import { clockView, stepView, type ClockView, type StepView } from './view.ts'
import { agendaWords } from './words.ts'

/** The step, in the person's language. */
export function useStepView(agenda: Agenda): StepView | undefined {
  // Drawn again in another language.
  useCommonWords()
  const language = currentLanguage()
  return useMemo(() => stepView(agenda, language), [agenda, language])
}

/** A timer may be early by a fraction: the second has then not ended. */
const lateMs = 5

/** The clock; the component is drawn again at each second that ends, on all screens at once. */
export function useClock({ clock }: Pick<Agenda, 'clock'>): ClockView | null {
  const { model } = useBoard()
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      const nextMs = clockView(clock, model.now())?.nextMs ?? null
      if (nextMs === null) return
      timer = setTimeout(() => {
        tick()
        wait()
      }, nextMs + lateMs)
    }
    wait()
    return () => clearTimeout(timer)
  }, [clock, model])
  return clockView(clock, model.now())
}

const none: ReadableAtom<null> = atom(null)

/** How many are done, as the activity counts it; null while nobody counts. */
export function useFigures(agenda: Agenda): StepFigures | Progress | null {
  const { model, features } = useBoard()
  const scene = sceneOf(features, agenda)
  const path = agenda.now.step
  const own = useMemo(
    () => (path === null ? undefined : scene?.figures?.(model, path)) ?? none,
    [scene, model, path],
  )
  const figures = useStore(own)
  const said = useStore(model.stepProgress)
  return figures ?? (saysDone(features, agenda) ? said : null)
}

/** A vote or a question of the running step is closed: nobody is asked any more, and its result is there. */
export function useIsOver(agenda: Agenda): boolean {
  return useOver(agenda) !== null
}

/** The words in place of the question of a step that is over; null while it is not. */
export function useOver(agenda: Agenda): string | null {
  const t = useWords(agendaWords)
  const figures = useFigures(agenda)
  if (figures === null || !('isOver' in figures) || !figures.isOver) return null
  return figures.title ?? t('isClosed')
}

/** The outcome of a step that is over asks for more. */
export function useIsUnsettled(agenda: Agenda): boolean {
  const figures = useFigures(agenda)
  return figures !== null && 'isUnsettled' in figures && figures.isUnsettled
}

/** The press that comes before going on. */
export function useLead(agenda: Agenda): StepPress | StepWarning | StepChoice | null {
  const { model, features } = useBoard()
  const scene = sceneOf(features, agenda)
  return useStore(useMemo(() => scene?.lead?.(model) ?? none, [scene, model]))
}

/** People who are here and take part, each once. */
export function useHere(): number {
  const people = useStore(useBoard().model.presence.people)
  return new Set(
    people.filter(({ leads, takesPart }) => !leads || takesPart).map(({ participant }) => participant),
  ).size
}
