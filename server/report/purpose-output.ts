import type { PurposeContent, PurposeSource } from '../board-file/purpose-content.ts'

/** The first file of a purpose job. */
export interface PurposeOutcome {
  readonly source: PurposeSource
  /** Words of the sentence that came in together. */
  readonly phrases: readonly string[]
  /** Null before the group has adopted a sentence. Then there are no more files. */
  readonly content: PurposeContent | null
}

/**
 * Names of the files of a purpose job. The server reads them: apart from the code that makes them, which would load the
 * compiler and the decoder of pictures into its process.
 */
export const purposeOutput = {
  page: 'page.json',
  serif: 'serif.woff2',
  paper: (language: 'en' | 'fr') => `${language}.pdf`,
} as const
