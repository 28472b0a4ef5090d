/** A ref that publishes a length of its element, CSS pixels, as a custom property of the page. */
export function publishSize(
  property: `--${string}`,
  lengthOf: (element: HTMLElement) => number,
): (element: HTMLElement | null) => (() => void) | undefined {
  return (element) => {
    if (!element) return undefined
    const { style } = document.documentElement
    const tell = () => style.setProperty(property, `${Math.ceil(lengthOf(element))}px`)
    const observer = new ResizeObserver(tell)
    observer.observe(element)
    window.addEventListener('resize', tell)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', tell)
      style.removeProperty(property)
    }
  }
}
