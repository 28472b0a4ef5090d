import type { Block, Reader } from '#shared/blocks/block.ts'
import { mapWordsOf } from './result-words.ts'

/** Somebody on the map. */
export interface OnMap {
  readonly name: string
  /** How many needs people have named. */
  readonly needs: number
  /** People agree to one of them. */
  readonly isAgreed: boolean
}

/** Those for whom nobody has named a need, and those without an agreed one. */
export function withoutBlocks(people: readonly OnMap[], { language }: Reader): readonly Block[] {
  if (people.length === 0) return []
  const words = mapWordsOf(language)
  const namesOf = (some: readonly OnMap[]): string => some.map(({ name }) => name).join(', ')
  const withoutNeed = people.filter(({ needs }) => needs === 0)
  const withNeed = people.filter(({ needs }) => needs > 0)
  const withoutAgreed = withNeed.filter(({ isAgreed }) => !isAgreed)
  const agreed =
    withoutAgreed.length === withNeed.length
      ? words.noneAgreed
      : withoutAgreed.length > 0
        ? words.withoutAgreed(namesOf(withoutAgreed))
        : withoutNeed.length === 0
          ? words.allAgreed
          : words.othersAgreed
  return [
    {
      kind: 'paragraph',
      text: withoutNeed.length === 0 ? words.allHave : words.without(namesOf(withoutNeed)),
    },
    ...(withNeed.length > 0 ? [{ kind: 'paragraph', text: agreed } as const] : []),
  ]
}
