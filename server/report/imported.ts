import type { Language } from '#shared/board/document.ts'
import type { Adoption } from '#shared/workshop/adoption.ts'
import { wordsOf } from './words.ts'

/** Says of a result that it came with a file, and when a facilitator said that an adoption is theirs. */
export function importedInWords(
  { isImported, claimedAt }: Pick<Adoption, 'isImported' | 'claimedAt'>,
  language: Language,
  zone: string | undefined,
): readonly string[] {
  if (!isImported) return []
  const { imported, claimed, date } = wordsOf(language)
  return [imported, ...(claimedAt === undefined ? [] : [claimed(date(claimedAt, zone))])]
}
