import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { spaced, type Sentences } from '#client/i18n/typography.ts'
import type { Language } from '#shared/board/document.ts'

/** One catalogue in each language, as it is written. */
interface Catalogues {
  /** Where it stands, from the client's folder on, without language and ending. */
  readonly path: string
  readonly en: Sentences
  readonly fr: Sentences
}

export const commonPath = 'i18n/words'
const client = new URL('../../client', import.meta.url).pathname

/** Everything the interface says: the common words and those of the features, found by the names of their files. */
export async function allCatalogues(): Promise<readonly Catalogues[]> {
  const files = readdirSync(client, { recursive: true, encoding: 'utf8' })
  const paths = files
    .filter((file) => /(?:^|\/|-)words\.en\.ts$/u.test(file))
    .map((file) => file.slice(0, -'.en.ts'.length))
  return Promise.all(
    paths.map(async (path) => ({ path, en: await catalogue(path, 'en'), fr: await catalogue(path, 'fr') })),
  )
}

/** One catalogue as it is shown. */
export function shownIn(language: Language, catalogues: Catalogues): Sentences {
  return spaced(language, catalogues[language])
}

async function catalogue(path: string, language: Language): Promise<Sentences> {
  const file = join(client, `${path}.${language}.ts`)
  const module = (await import(/* @vite-ignore */ file)) as Readonly<Record<string, Sentences>>
  const found = module[language]
  if (!found) throw new Error(`${file} exports no ${language}`)
  return found
}
