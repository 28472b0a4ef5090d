/** A field as high as its words, within its style's bounds, in browsers whose styles cannot say so: Safari before 26.2. */
export function grow(field: HTMLTextAreaElement | null): void {
  if (!field || CSS.supports('field-sizing', 'content')) return
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight}px`
}
