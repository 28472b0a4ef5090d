import { inLine } from '#shared/text/in-line.ts'
import type { LineageThing } from '#shared/statements/lineage.ts'
import { capital } from '#shared/text/capital.ts'
import type { lineageWords } from './words.ts'

/** A thing in a few words: a version by its numbers, all others by their own words. */
export function nameOf({ numbers, text }: LineageThing, t: (typeof lineageWords)['t']): string {
  return numbers ? versionName(numbers, t) : inLine(text)
}

/** A version where a line begins with its name. */
export function versionHead(numbers: readonly [number, number], t: (typeof lineageWords)['t']): string {
  return capital(versionName(numbers, t))
}

function versionName([statement, version]: readonly [number, number], t: (typeof lineageWords)['t']): string {
  return version === 0 ? t('statement', { statement }) : t('version', { statement, version })
}
