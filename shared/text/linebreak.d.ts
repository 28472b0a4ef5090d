/** The package has no types. This is the part that the program uses. */
declare module 'linebreak' {
  class LineBreaker {
    constructor(text: string)
    /** The class of the next character, as the rules of this package know it. */
    nextCharClass(): number
    nextBreak(): { readonly position: number; readonly required: boolean } | null
  }
  export { LineBreaker as default }
}
