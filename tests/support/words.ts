import type { Catalogue, FirstCatalogue } from '#client/i18n/catalogue.ts'
import { enFirst } from '#client/i18n/en-first.ts'
import { en as enRest } from '#client/i18n/en.ts'
import { frFirst } from '#client/i18n/fr-first.ts'
import { fr as frRest } from '#client/i18n/fr.ts'
import type { Sentences } from '#client/i18n/typography.ts'

/** All sentences of a language in one tree, wherever they stand. */
export type Words = FirstCatalogue & Catalogue

export const en: Words = together(enFirst, enRest)
export const fr: Words = together(frFirst, frRest)

function together(first: FirstCatalogue, rest: Catalogue): Words {
  return merged(first, rest) as unknown as Words
}

function merged(one: Sentences, other: Sentences): Sentences {
  const entries = Object.entries(other).map(([key, value]) => {
    const before = one[key]
    if (before === undefined) return [key, value] as const
    if (typeof before === 'string' || typeof value === 'string') throw new Error(`${key} stands in both`)
    return [key, merged(before, value)] as const
  })
  return { ...one, ...Object.fromEntries(entries) }
}
