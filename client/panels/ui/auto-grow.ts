/** What each had in it when it was last looked at: a look has the page lay itself out. */
const seen = new WeakMap<HTMLTextAreaElement, string>()

/** A field as high as its words, within its style's bounds, in browsers whose styles cannot say so, as Safari before 26.2. */
export function autoGrow(field: HTMLTextAreaElement | null): void {
  if (!field || CSS.supports('field-sizing', 'content') || seen.get(field) === field.value) return
  seen.set(field, field.value)
  const { style, parentElement: around } = field
  // What scrolls around it must not become shorter meanwhile: it would scroll away.
  if (around) around.style.minHeight = `${around.offsetHeight}px`
  style.height = 'auto'
  style.height = `${field.scrollHeight}px`
  if (around) around.style.minHeight = ''
}
