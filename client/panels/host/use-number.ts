import { numbersIn } from '#shared/board/proposal-numbers.ts'
import { numbered } from '#shared/blocks/numbers.ts'
import { useReader } from '../../i18n/use-words.ts'
import { useActivityState } from './use-activity.ts'

/** The fixed number of a proposal in words; undefined for anything else, and before anybody reads the proposals. */
export function useNumber(id: string): string | undefined {
  const { language } = useReader()
  const number = useNumbers().get(id)
  return number === undefined ? undefined : numbered(language, number)
}

/** The numbers of all proposals, by the ids of their notes. */
export function useNumbers(): ReadonlyMap<string, number> {
  return numbersIn(useActivityState('read'))
}
