/**
 * Runs in the page: texts that the edge of the screen or of their box cuts, texts smaller than a room can read, and faint
 * ones. axe cannot tell the contrast in columns. A text that ends in an ellipsis is cut on purpose.
 */
export function layoutFaults(leastText: number): readonly string[] {
  const faults = new Set<string>()
  if (document.documentElement.scrollWidth > innerWidth + 1)
    faults.add(`the page is ${document.documentElement.scrollWidth} px wide on ${innerWidth}`)
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    const parent = text.parentElement
    const words = text.textContent?.trim() ?? ''
    if (!parent || words === '' || !isSeen(parent)) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    const name = `“${words.slice(0, 60)}” in ${nameOf(parent)}`
    const contrast = contrastOf(parent)
    if (contrast < 3) faults.add(`${name} has a contrast of ${contrast.toFixed(1)}`)
    for (const box of range.getClientRects()) {
      if (box.width < 2 || box.height < 2) continue
      const cut = cutBy(parent, box)
      if (cut !== undefined) faults.add(`${name} is cut by ${cut}`)
      const scale = parent instanceof SVGGraphicsElement ? (parent.getScreenCTM()?.a ?? 1) : 1
      const size = Number.parseFloat(getComputedStyle(parent).fontSize) * scale
      if (size < leastText - 0.5) faults.add(`${name} is ${size.toFixed(1)} px large, less than ${leastText}`)
    }
  }
  return [...faults]

  function nameOf(element: Element): string {
    return element.getAttribute('class') ?? element.tagName.toLowerCase()
  }

  /** The ratio of WCAG 2.2, 1.4.3, to the plain backgrounds behind it; Infinity where a picture is behind or it is off. */
  function contrastOf(element: Element): number {
    if (!pixel || element.closest('svg, :disabled, [aria-disabled=true]')) return Infinity
    const layers = [getComputedStyle(element).color]
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at)
      if (backgroundImage !== 'none') return Infinity
      layers.push(backgroundColor)
    }
    const ground = luminanceOf(layers.slice(1))
    const ink = luminanceOf(layers)
    return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05)
  }

  /** Of layers that are painted from the last to the first. */
  function luminanceOf(layers: readonly string[]): number {
    if (!pixel) return 0
    for (const colour of ['white', ...layers.toReversed()]) {
      pixel.fillStyle = colour
      pixel.fillRect(0, 0, 1, 1)
    }
    const [red = 0, green = 0, blue = 0] = [...pixel.getImageData(0, 0, 1, 1).data].map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  function isSeen(element: Element): boolean {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { clipPath, clip, opacity } = getComputedStyle(at)
      // As texts for screen readers alone are hidden.
      if (clipPath === 'inset(50%)' || clip === 'rect(0px, 0px, 0px, 0px)' || opacity === '0') return false
      if (at.matches('[inert], script, style, noscript')) return false
    }
    return element.checkVisibility({ visibilityProperty: true })
  }

  function cutBy(parent: Element, { left, right: end, top, bottom }: DOMRect): string | undefined {
    const { whiteSpace, fontSize } = getComputedStyle(parent)
    // A kept space at the end of a line hangs over the edge: nobody sees it.
    const right = whiteSpace === 'pre-wrap' ? end - Number.parseFloat(fontSize) * 0.3 : end
    for (let at: Element | null = parent; at; at = at.parentElement) {
      const { overflowX, overflowY, textOverflow, webkitLineClamp, position } = getComputedStyle(at)
      const box = at.getBoundingClientRect()
      // What scrolls is reached by scrolling.
      if (['auto', 'scroll'].includes(overflowX) || ['auto', 'scroll'].includes(overflowY)) return undefined
      if (textOverflow === 'ellipsis' || webkitLineClamp !== 'none') return undefined
      const isOutside = right <= box.left || left >= box.right || bottom <= box.top || top >= box.bottom
      // Nobody sees it: the next page of a wall, a link that comes with the focus.
      if (overflowX !== 'visible' && isOutside) return undefined
      const cutsX = overflowX !== 'visible' && (left < box.left - 2 || right > box.right + 2)
      const cutsY = overflowY !== 'visible' && (top < box.top - 4 || bottom > box.bottom + 4)
      if (cutsX || cutsY) return nameOf(at)
      if (position === 'fixed') break
    }
    return left < -2 || right > innerWidth + 2 ? 'the edge of the screen' : undefined
  }
}
