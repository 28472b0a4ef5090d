/**
 * Letters of a sentence that is set with kerning. Large and in the serif a browser takes 9 ms for 300 letters that are
 * kerned in pairs, 500 ms for 2,400.
 */
const mostKerned = 400

/** For a sentence that people read as a whole: other words of people are set without kerning (base.css). */
export function kerned(text: string): { readonly 'data-kerned'?: '' } {
  return text.length <= mostKerned ? { 'data-kerned': '' } : {}
}
