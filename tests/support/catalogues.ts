import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { spaced, type Sentences } from '#client/i18n/translate.ts'
import type { Language } from '#shared/board/document.ts'

/** One catalogue in each language, as it is written. */
interface Catalogues {
  /** Where it stands, from the client's folder on or that of shared, without language and ending. */
  readonly path: string
  readonly en: Sentences
  readonly fr: Sentences
}

export const commonPath = 'i18n/words'
const client = new URL('../../client', import.meta.url).pathname
const shared = new URL('../../shared', import.meta.url).pathname

/** Everything the interface says: the common words and those of the features, found by their two languages. */
export async function allCatalogues(): Promise<readonly Catalogues[]> {
  const files = readdirSync(client, { recursive: true, encoding: 'utf8' })
  const common = files.filter((file) => /^i18n\/[\w-]*words\.en\.ts$/u.test(file))
  const isFeature = (folder: string) => (file: string) =>
    /(?<!\.(?:en|fr|d))\.tsx?$/u.test(file) &&
    /^export const en\b/mu.test(readFileSync(join(folder, file), 'utf8'))
  const ofFeatures = files.filter(isFeature(client))
  const ofDeclared = readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter(isFeature(shared))
  const found = await Promise.all([
    ...common.map(async (file) => {
      const path = file.slice(0, -'.en.ts'.length)
      return { path, ...(await exportsOf(file)), ...(await exportsOf(`${path}.fr.ts`)) }
    }),
    ...ofFeatures.map(async (file) => ({ path: file.replace(/\.tsx?$/u, ''), ...(await exportsOf(file)) })),
    ...ofDeclared.map(async (file) => ({
      path: file.replace(/\.tsx?$/u, ''),
      ...(await exportsOf(file, shared)),
    })),
  ])
  return found.filter((each): each is Catalogues => each.en !== undefined && each.fr !== undefined)
}

/** One catalogue as it is shown. */
export function shownIn(language: Language, catalogues: Catalogues): Sentences {
  return spaced(language, catalogues[language])
}

async function exportsOf(file: string, folder = client): Promise<Partial<Record<Language, Sentences>>> {
  return (await import(/* @vite-ignore */ join(folder, file))) as Partial<Record<Language, Sentences>>
}
