/** What a facilitator adds to the purpose page: all else comes from the board. */
export interface PurposeDraft {
  /** The name of the team or the house. Empty: that of the board. */
  readonly name: string
  readonly meanings: readonly PhraseMeaning[]
  /** Ids of the people for whom the team works, in their order on the page. Null: everybody with a need. */
  readonly people: readonly string[] | null
  /** What one can expect of the team, one promise an entry. */
  readonly promises: readonly string[]
  /** Ids of what else the page shows: promises, cases, lines for newcomers, stories, their pictures and the answers of strangers. */
  readonly shown: readonly string[]
  /** A day as 2027-05-31. */
  readonly reviewOn: string | null
  readonly colours: PageColours
  /** Words of the page in its other language, by the exact words that they translate. */
  readonly translations: Readonly<Record<string, string>>
}

export interface PhraseMeaning {
  /** Words of the sentence, exactly. */
  readonly phrase: string
  readonly means: string
}

/** As #rrggbb. Both are colours of text on the page's paper. */
export interface PageColours {
  readonly sentence: string
  readonly accent: string
}

/** The colours of the page's grounds. On the dark one the chosen colours are lightened. */
export const pageGrounds = { paper: '#f7f3ea', dark: '#111a29' } as const

export const emptyDraft: PurposeDraft = {
  name: '',
  meanings: [],
  people: null,
  promises: [],
  shown: [],
  reviewOn: null,
  colours: { sentence: '#1b2333', accent: '#a93415' },
  translations: {},
}

/** Lengths in letters. A page is read in three minutes. Not measured. */
export const purposeLimits = {
  name: 120,
  phrase: 200,
  means: 600,
  meanings: 12,
  people: 24,
  /** Of people's own words: a name, a need. Longer ones are cut. */
  words: 300,
  promise: 300,
  promises: 12,
  shown: 200,
  /** Of stories: each is a file of some 150 kB. Not measured. */
  pictures: 8,
  translation: 800,
  translations: 200,
  versions: 100,
  emblemBytes: 2_097_152,
} as const

/** A colour with too little contrast to the paper. */
interface FaintColour {
  readonly which: keyof PageColours
  readonly colour: string
  /** Rounded down, so that 4.49 is not called 4.5. */
  readonly ratio: number
}

export function faintColours(colours: PageColours): readonly FaintColour[] {
  return (['sentence', 'accent'] as const).flatMap((which) => {
    const colour = colours[which]
    const ratio = Math.floor(contrastOf(colour, pageGrounds.paper) * 10) / 10
    return ratio < leastContrast ? [{ which, colour, ratio }] : []
  })
}

/** WCAG 2.2: the contrast ratio of two colours as #rrggbb, from 1 to 21. */
export function contrastOf(a: string, b: string): number {
  const [one, other] = [luminance(a), luminance(b)]
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

/** The least contrast of text to its ground: WCAG 2.2, level AA. */
export const leastContrast = 4.5

/** The colour itself, or as much of the other one mixed in as its text needs on this ground. */
export function legibleOn(colour: string, ground: string, towards: string, least = leastContrast): string {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mixedColour(colour, towards, share)
    if (contrastOf(mixed, ground) >= least) return mixed
  }
  return towards
}

/** `share`: the part of the second colour, from 0 to 1. */
function mixedColour(a: string, b: string, share: number): string {
  const parts = [1, 3, 5].map((at) => Math.round(partOf(a, at) * (1 - share) + partOf(b, at) * share))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = partOf(colour, at) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function partOf(colour: string, at: number): number {
  return Number.parseInt(colour.slice(at, at + 2), 16)
}
