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
