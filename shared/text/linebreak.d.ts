/** The package has no types of its own; this is the part we use. */
declare module 'linebreak' {
  class LineBreaker {
    constructor(text: string)
    nextBreak(): { readonly position: number; readonly required: boolean } | null
  }
  export { LineBreaker as default }
}
