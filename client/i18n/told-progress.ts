import { fewPeople, type Progress } from '#shared/board/progress.ts'
import { translator } from './i18n.ts'

export type ToldKind = 'answered' | 'done' | 'wrote'

/**
 * "5 of 9 answered", in the same words on all screens. Where the number would point at the last ones: that almost all have,
 * or, of few people, that answers come in.
 */
export function toldProgress(kind: ToldKind, { done, of }: Progress): string {
  const t = translator.get()
  if (done === null) return t(`progress.${kind}${of <= fewPeople ? 'Few' : 'Almost'}`)
  return done >= of ? t(`progress.${kind}All`) : t(`progress.${kind}`, { done, of })
}

/** The same of something that is over: nobody is waited for. */
export function finalProgress(kind: ToldKind, done: number, of: number): string {
  return translator.get()(`progress.${kind}`, { done, of })
}

/** In place of two numbers. */
export function shortProgress({ done, of }: Progress): string {
  if (done !== null) return `${done} / ${of}`
  return translator.get()(of <= fewPeople ? 'progress.few' : 'progress.almost')
}
