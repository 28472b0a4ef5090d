import { tints, type Tint } from '../board/note.ts'
import { tintColours } from '../board/tint-colours.ts'
import { folded } from '../text/folded.ts'

/** Words for colours, in English and French, by the tint that is nearest. */
const words: Readonly<Record<Tint, string>> = {
  sand: 'sand gray grey black white beige brown gris grise noir noire blanc blanche marron brun sable',
  sun: 'sun yellow gold jaune soleil or',
  apricot: 'apricot orange peach coral abricot peche corail saumon salmon',
  rose: 'rose red pink magenta rouge framboise',
  lilac: 'lilac purple violet violette lavender indigo mauve lilas',
  sky: 'sky blue cyan azure bleu bleue ciel',
  mint: 'mint teal turquoise aqua menthe emerald',
  sage: 'sage green lime olive vert verte sauge',
}

const tintOfWord = new Map(
  tints.flatMap((tint) => words[tint].split(' ').map((word) => [word, tint] as const)),
)
const tintOfColour = new Map(tints.map((tint) => [tintColours[tint], tint]))

/** Enough for any name of a colour; the rest of a longer text is not looked at. */
const longest = 40

/** The tint that is nearest to a colour of another tool: `light_yellow`, `#FFF9B1`, `rgb(255, 249, 177)`, `Bleu clair`. */
export function tintOf(colour: string): Tint | undefined {
  const name = folded(colour.slice(0, longest)).trim()
  const parts = rgbOf(name)
  if (parts) return tintOfColour.get(`#${parts.map(twoDigits).join('')}`) ?? tintOfHue(parts)
  // "backlog blue", "dark green", "violet clair": the word that is a colour.
  for (const word of name.split(/[^a-z]+/u)) {
    const tint = tintOfWord.get(word)
    if (tint) return tint
  }
  return undefined
}

type Rgb = readonly [number, number, number]

function rgbOf(name: string): Rgb | undefined {
  const short = /^#?([\da-f])([\da-f])([\da-f])[\da-f]?$/u.exec(name)
  if (short && name.startsWith('#')) return rgb(short.slice(1, 4).map((digit) => parseInt(digit + digit, 16)))
  const long = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})(?:[\da-f]{2})?$/u.exec(name)
  if (long) return rgb(long.slice(1, 4).map((digits) => parseInt(digits, 16)))
  const spoken = /^rgba?\((\d{1,3})[ ,]+(\d{1,3})[ ,]+(\d{1,3})/u.exec(name)
  return spoken ? rgb(spoken.slice(1, 4).map((digits) => Math.min(255, Number(digits)))) : undefined
}

function rgb([red = 0, green = 0, blue = 0]: readonly number[]): Rgb {
  return [red, green, blue]
}

const twoDigits = (part: number): string => part.toString(16).padStart(2, '0')

/** Where the hue of each tint ends, in degrees. Half-way between the tints. */
const hues: readonly (readonly [number, Tint])[] = [
  [15, 'rose'],
  [40, 'apricot'],
  [70, 'sun'],
  [135, 'sage'],
  [180, 'mint'],
  [240, 'sky'],
  [315, 'lilac'],
  [360, 'rose'],
]

/** A colour with less is grey. */
const leastSaturation = 0.1

function tintOfHue(parts: Rgb): Tint {
  const [red, green, blue] = parts
  const most = Math.max(...parts)
  const spread = most - Math.min(...parts)
  if (most === 0 || spread / most < leastSaturation) return 'sand'
  const sector =
    most === red
      ? (green - blue) / spread
      : most === green
        ? 2 + (blue - red) / spread
        : 4 + (red - green) / spread
  const hue = (sector * 60 + 360) % 360
  return hues.find(([end]) => hue < end)?.[1] ?? 'rose'
}
