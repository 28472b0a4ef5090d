/** No script puts so many marks on one letter. Browsers and the PDF take half a second for 20,000. Not measured. */
const most = 32

const endless = new RegExp(`(\\p{M}{${most}})\\p{M}+`, 'gu')

/** The text as it is shown: marks beyond so many on one letter are left out. What is stored keeps them. */
export function withoutEndlessMarks(text: string): string {
  return text.length > most ? text.replace(endless, '$1') : text
}
