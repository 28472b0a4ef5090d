import { pageGrounds } from '#shared/workshop/purpose-page.ts'
import { printableLine } from '#shared/text/printable.ts'
import { saidIn, type PurposeContent } from '../board-file/purpose-content.ts'
import { MissingSigns } from './legible.ts'
import { pngOf } from './png.ts'
import { emblemOf, saidWords, type PaperFacts } from './purpose-pdf.ts'
import type { TakeAway } from './purpose-output.ts'
import { adoptionIn, purposeWords } from './purpose-words.ts'
import { typeset } from './typst.ts'

interface Sheet {
  /** In points. */
  readonly width: number
  readonly height: number
  readonly margin: number
  /** Of a line beside the sentence. */
  readonly size: number
  readonly hasPrinciples: boolean
  /** The longer side of a picture, in pixels; null: a PDF. */
  readonly pixels: number | null
}

const slide = { width: 960, height: 540, margin: 56, size: 17, hasPrinciples: false }
const sheets: Readonly<Record<TakeAway, Sheet>> = {
  share: { width: 1_200, height: 630, margin: 72, size: 26, hasPrinciples: false, pixels: 1_200 },
  slide: { ...slide, pixels: null },
  slidePicture: { ...slide, pixels: 1_920 },
  // A3, upright.
  poster: { width: 841.89, height: 1_190.55, margin: 80, size: 22, hasPrinciples: true, pixels: null },
}

/** Of an emblem: twice its height on the poster. */
const emblemHeight = 240

/** The sentence in the colours of the page, with emblem and name, to take away. */
export async function takeAway(
  content: PurposeContent,
  what: TakeAway,
  { language, address, emblem }: Pick<PaperFacts, 'language' | 'address' | 'emblem'>,
): Promise<Uint8Array> {
  const { hasPrinciples, pixels, ...size } = sheets[what]
  const { name, purpose, colours, principles } = content
  const words = purposeWords(language)
  const image = emblem && (await emblemOf(emblem, emblemHeight))
  const data = {
    ...size,
    lang: language,
    plainTitle: printableLine(saidIn(content, language, purpose.text).text),
    name: saidWords(content, language, name, true),
    title: saidWords(content, language, purpose.text),
    paper: pageGrounds.paper,
    accent: colours.accent,
    sentence: colours.sentence,
    emblem: image && { file: 'emblem.png', alt: words.emblem(printableLine(name)) },
    adopted: printableLine(adoptionIn(language, content)[0] ?? ''),
    heading: words.principles,
    principles: hasPrinciples
      ? principles.slice(0, mostPrinciples).map(({ choice }) => saidWords(content, language, choice, true))
      : [],
    // Without PUBLIC_URL it is a path, which helps nobody on a wall.
    address: address.includes('://') ? address : '',
  }
  const files = new Map(image ? [['emblem.png', new Uint8Array(image)]] : [])
  if (pixels !== null) return pngOf(await typeset('take-away', data, files, 'none'), pixels)
  try {
    return await typeset('take-away', data, files)
  } catch (error) {
    // A sign that no font has: the standard for tagged files forbids it.
    if (!(error instanceof MissingSigns)) throw error
    return typeset('take-away', data, files, 'lenient')
  }
}

/** A poster is read in passing. Not measured. */
const mostPrinciples = 8
