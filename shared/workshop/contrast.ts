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
