import type { Catalogue, FirstCatalogue } from '#client/i18n/catalogue.ts'
import { enFirst } from '#client/i18n/en-first.ts'
import { en as enRest } from '#client/i18n/en.ts'
import { frFirst } from '#client/i18n/fr-first.ts'
import { fr as frRest } from '#client/i18n/fr.ts'
import type { Sentences } from '#client/i18n/typography.ts'
import { en as devicesEn } from '#client/panels/devices/words.en.ts'
import { fr as devicesFr } from '#client/panels/devices/words.fr.ts'
import { en as homeEn } from '#client/panels/home/words.en.ts'
import { fr as homeFr } from '#client/panels/home/words.fr.ts'
import { en as joinEn } from '#client/panels/join/words.en.ts'
import { fr as joinFr } from '#client/panels/join/words.fr.ts'

const enFeatures = { devices: devicesEn, home: homeEn, join: joinEn }
const frFeatures: typeof enFeatures = { devices: devicesFr, home: homeFr, join: joinFr }

/** The sentences that tests look for: the common ones and, by feature, those of the features named here. */
export type Words = FirstCatalogue & Catalogue & typeof enFeatures

export const en: Words = together(enFirst, enRest, enFeatures)
export const fr: Words = together(frFirst, frRest, frFeatures)

function together(...catalogues: [FirstCatalogue, Catalogue, typeof enFeatures]): Words {
  return catalogues.reduce<Sentences>(merged, {}) as unknown as Words
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
