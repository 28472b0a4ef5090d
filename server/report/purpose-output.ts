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
  takeAway: (language: 'en' | 'fr', what: TakeAway) => `${language}-${takeAwayFiles[what]}`,
} as const

/** The file of a story's picture. Any version has its own. */
export function pictureFile(id: string): string {
  return `${id}.jpg`
}

/** Things to take away, in the colours of the page: a picture of 1200 × 630, a slide of 16:9 twice, a poster. */
const takeAwayFiles = {
  share: 'share.png',
  slide: 'slide.pdf',
  slidePicture: 'slide.png',
  poster: 'poster.pdf',
} as const
export type TakeAway = keyof typeof takeAwayFiles
export const takeAways = Object.keys(takeAwayFiles) as readonly TakeAway[]
