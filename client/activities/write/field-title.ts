import { useStore } from '@nanostores/react'
import { fill } from '#shared/agenda/fill.ts'
import type { Field } from '#shared/agenda/template.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useBoard } from '../../panels/host/board-context.tsx'

/** The title of a field, or the label of a blank, in this person's language. */
export function useFieldTitle(words: Field['title']): string {
  const { model } = useBoard()
  const answers = useStore(model.agenda)?.answers ?? {}
  return fill(words, currentLanguage(), answers).text
}
