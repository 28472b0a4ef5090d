const noBreak = '\u00a0'
const narrowNoBreak = '\u202f'

/**
 * French spacing by the rules of the Imprimerie nationale: a no-break space before a colon and inside guillemets, a narrow
 * one before semicolon, question mark, exclamation mark and per cent. Catalogues have ordinary spaces.
 */
export function frenchSpaces(sentence: string): string {
  return sentence
    .replaceAll(/ ([;?!%])/g, `${narrowNoBreak}$1`)
    .replaceAll(' :', `${noBreak}:`)
    .replaceAll('« ', `«${noBreak}`)
    .replaceAll(' »', `${noBreak}»`)
    .replaceAll(/(\d) (?=[a-zà-ÿ\d])/g, `$1${noBreak}`)
    .replaceAll(/(\}\}) (?=[a-zà-ÿ])/g, `$1${noBreak}`)
}

/**
 * Words that people have written, as they are shown: no line begins with a French sign, or ends with an opening one. The
 * spaces that people typed there keep their width and do not break. What is stored keeps them as they are.
 */
export function withFrenchSpaces(text: string): string {
  return text.replaceAll(/ (?=[;:?!»](?:[\s.,…)]|$))/gu, noBreak).replaceAll('« ', `«${noBreak}`)
}
