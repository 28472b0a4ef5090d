import { roundLimits } from '#shared/workshop/round.ts'

/** Null without any, undefined for what is no number of minutes. */
export function minutesOf(typed: string): number | null | undefined {
  const words = typed.trim().replace(',', '.')
  if (words === '') return null
  const minutes = Number(words)
  return minutes > 0 ? Math.min(roundLimits.minutes, Math.max(0.1, minutes)) : undefined
}
