/** The package has no types. This is the part that the program uses. */
declare module 'linebreak' {
  class LineBreaker {
    constructor(text: string)
    nextBreak(): { readonly position: number; readonly required: boolean } | null
  }
  export { LineBreaker as default }
}
