/**
 * Runs in the page: texts that the edge of the screen or of their box cuts, and texts smaller than a room can read.
 * A text that ends in an ellipsis is cut on purpose.
 */
export function layoutFaults(leastText: number): readonly string[] {
  const faults = new Set<string>()
  if (document.documentElement.scrollWidth > innerWidth + 1)
    faults.add(`the page is ${document.documentElement.scrollWidth} px wide on ${innerWidth}`)
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    const parent = text.parentElement
    const words = text.textContent?.trim() ?? ''
    if (!parent || words === '' || !isSeen(parent)) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    const name = `“${words.slice(0, 60)}” in ${nameOf(parent)}`
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

  function isSeen(element: Element): boolean {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { clipPath, clip, opacity } = getComputedStyle(at)
      // As texts for screen readers alone are hidden.
      if (clipPath === 'inset(50%)' || clip === 'rect(0px, 0px, 0px, 0px)' || opacity === '0') return false
      if (at.matches('[inert], script, style, noscript')) return false
    }
    return element.checkVisibility({ visibilityProperty: true })
  }

  function cutBy(parent: Element, { left, right, top, bottom }: DOMRect): string | undefined {
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
