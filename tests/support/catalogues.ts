import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { enFirst } from '#client/i18n/en-first.ts'
import { en as enRest } from '#client/i18n/en.ts'
import { frFirst } from '#client/i18n/fr-first.ts'
import { fr as frRest } from '#client/i18n/fr.ts'
import { spaced, type Sentences } from '#client/i18n/typography.ts'
import type { Language } from '#shared/board/document.ts'

/** The catalogues of one folder, as they are written. */
interface FolderCatalogues {
  readonly folder: string
  readonly en: Sentences
  readonly fr: Sentences
}

const client = new URL('../../client', import.meta.url).pathname

/** The words of every feature, found by the names of their files. */
async function featureCatalogues(): Promise<readonly FolderCatalogues[]> {
  const files = readdirSync(client, { recursive: true, encoding: 'utf8' })
  const folders = files.filter((file) => file.endsWith('/words.en.ts')).map(dirname)
  return Promise.all(
    folders.map(async (folder) => ({
      folder,
      en: await catalogue(folder, 'en'),
      fr: await catalogue(folder, 'fr'),
    })),
  )
}

/** Everything the interface says: the words of the features, and those that every file may name. */
export async function allCatalogues(): Promise<readonly FolderCatalogues[]> {
  const common = [
    { folder: 'i18n', en: enFirst, fr: frFirst },
    { folder: 'i18n (rest)', en: enRest, fr: frRest },
  ]
  return [...common, ...(await featureCatalogues())]
}

/** One catalogue as it is shown. */
export function shownIn(language: Language, catalogues: FolderCatalogues): Sentences {
  return spaced(language, catalogues[language])
}

async function catalogue(folder: string, language: Language): Promise<Sentences> {
  const file = join(client, folder, `words.${language}.ts`)
  const module = (await import(/* @vite-ignore */ file)) as Readonly<Record<string, Sentences>>
  const found = module[language]
  if (!found) throw new Error(`${file} exports no ${language}`)
  return found
}
