/** A field as high as its words, within its style's bounds, in browsers whose styles cannot say so, as Safari before 26.2. */
export function grow(field: HTMLTextAreaElement | null): void {
  if (!field || CSS.supports('field-sizing', 'content')) return
  const { style } = field
  const around = field.parentElement
  // What scrolls around it must not become shorter meanwhile: it would scroll away.
  if (around) around.style.minHeight = `${around.offsetHeight}px`
  style.height = 'auto'
  style.height = `${field.scrollHeight}px`
  if (around) around.style.minHeight = ''
}
