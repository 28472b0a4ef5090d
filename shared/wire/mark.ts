import { isId } from '../board/id.ts'

/** For a moment a person points with light, or reacts to a note. Nothing keeps it. */
export type Mark =
  | { readonly kind: 'laser' }
  | {
      readonly kind: 'reaction'
      readonly sign: ReactionSign
      /** The note. */
      readonly on: string
      /** Tells two of one person apart. */
      readonly number: number
    }

/** The signs by which people react to a note. */
export const reactionSigns = { yes: '👍', heart: '❤️', thanks: '🙏', idea: '💡', question: '❓' } as const
export type ReactionSign = keyof typeof reactionSigns

export function isMark(value: unknown): value is Mark {
  if (typeof value !== 'object' || value === null) return false
  const { kind, sign, on, number } = value as Record<string, unknown>
  if (kind === 'laser') return Object.keys(value).length === 1
  const isKnown = typeof sign === 'string' && Object.hasOwn(reactionSigns, sign)
  return (
    kind === 'reaction' &&
    isKnown &&
    isId(on) &&
    Number.isSafeInteger(number) &&
    Object.keys(value).length === 4
  )
}
