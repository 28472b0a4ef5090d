import { roundLimits } from '#shared/workshop/round.ts'

/** The minutes that were typed: null for none, undefined for an invalid number. */
export function minutesOf(typed: string): number | null | undefined {
  const words = typed.trim().replace(',', '.')
  if (words === '') return null
  const minutes = Number(words)
  return minutes > 0 ? Math.min(roundLimits.minutes, Math.max(0.1, minutes)) : undefined
}
