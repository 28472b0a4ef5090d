/** The words of each field when it was last measured: measuring forces a layout. */
const seen = new WeakMap<HTMLTextAreaElement, string>()

/**
 * Makes a field as high as its words, within the limits of its style. For browsers without `field-sizing`,
 * such as Safari before 26.2.
 */
export function autoGrow(field: HTMLTextAreaElement | null): void {
  if (!field || CSS.supports('field-sizing', 'content') || seen.get(field) === field.value) return
  seen.set(field, field.value)
  const { style, parentElement: around } = field
  // The scrolling parent keeps its height meanwhile: it would lose its position otherwise.
  if (around) around.style.minHeight = `${around.offsetHeight}px`
  style.height = 'auto'
  style.height = `${field.scrollHeight}px`
  if (around) around.style.minHeight = ''
}
