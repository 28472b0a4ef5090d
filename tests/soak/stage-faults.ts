export interface StageLimits {
  /** The smallest text of the stage, CSS pixels. */
  readonly leastText: number
  /** Words that stand before the first field. */
  readonly mostWords: number
  /** The field and its button are on the first screen. Left out: they are. */
  readonly isFirstScreen?: boolean
  /** A phone's keyboard is open: the first field has the focus. */
  readonly hasKeyboard?: boolean
}

/**
 * Runs in the page, at the top of the stage: what keeps a person from reading and answering at once. Text that is too
 * small; a field or its button beyond the first screen; something over a control; a prompt that stands twice. Too many
 * words before the field; an empty panel; scrolling sideways.
 */
export function stageFaults({
  leastText,
  mostWords,
  isFirstScreen = true,
  hasKeyboard = false,
}: StageLimits): readonly string[] {
  const faults = new Set<string>()
  const stage = document.querySelector<HTMLElement>('.step-stage, .note-list--task, .projector')
  if (document.documentElement.scrollWidth > innerWidth + 1) faults.add('the page scrolls sideways')
  for (const panel of document.querySelectorAll('aside'))
    if (panel.checkVisibility() && panel.textContent.trim() === '') faults.add(`${nameOf(panel)} is empty`)
  if (!stage) return [...faults]
  const isRoom = stage.matches('.projector')
  stage.scrollTop = 0
  if (stage.scrollWidth > stage.clientWidth + 1)
    faults.add(`the stage scrolls sideways: ${nameOf(widestIn(stage))}`)
  // The way to join is small on purpose.
  const read = textsIn(stage).filter(
    ({ parent }) =>
      !isRoom || parent.closest('.wall, .over-board, .projector__outcome, .projector__prompt') !== null,
  )
  for (const text of read) {
    const size = Number.parseFloat(getComputedStyle(text.parent).fontSize)
    if (size < leastText - 0.5)
      faults.add(
        `“${text.words.slice(0, 40)}” in ${nameOf(text.parent)} is ${size.toFixed(1)} px, less than ${leastText}`,
      )
  }
  const prompts = [
    ...document.querySelectorAll('.prompt__words, .projector-step__prompt, .under-way__prompt'),
  ]
    .filter((each) => each.checkVisibility())
    .map((each) => each.textContent)
  for (const prompt of new Set(prompts))
    if (prompts.filter((each) => each === prompt).length > 1) faults.add(`the prompt stands twice: ${prompt}`)
  const field = [
    ...stage.querySelectorAll<HTMLElement>('textarea, input[type=text], input:not([type])'),
  ].find(isShown)
  // Below cards that are read first, a question is a choice.
  if (!field || stage.matches('[data-kind=gallery]') || isBelowCards(field)) return [...faults]
  // A keyboard is open because somebody writes.
  if (hasKeyboard) field.focus()
  const foot = document.querySelector('.phone-foot')
  const bottom = foot?.checkVisibility() === true ? foot.getBoundingClientRect().top : innerHeight
  const button = field.closest('form')?.querySelector<HTMLElement>('button[type=submit]')
  for (const part of [
    ...(isFirstScreen ? [field] : []),
    ...(isFirstScreen && button && isShown(button) ? [button] : []),
  ])
    if (part.getBoundingClientRect().bottom > bottom + 1)
      faults.add(
        `${nameOf(part)} ends ${Math.round(part.getBoundingClientRect().bottom - bottom)} px below the first screen`,
      )
  const place = field.getBoundingClientRect()
  // What stands beside the field is read after it, or not at all.
  const before = textsIn(stage).filter(({ parent }) => {
    const { left, right, bottom } = parent.getBoundingClientRect()
    return bottom <= place.top + 1 && right > place.left && left < place.right
  })
  const count = before.flatMap(({ words }) => words.match(/[\p{L}\p{N}][^\s]*/gu) ?? []).length
  if (count > mostWords) faults.add(`${count} words stand before the field, more than ${mostWords}`)
  return [...faults]

  function isShown(element: HTMLElement): boolean {
    return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
  }

  function widestIn(root: HTMLElement): Element {
    const right = (element: Element) => element.getBoundingClientRect().right
    const wide = [...root.querySelectorAll('*')].filter((each) => right(each) > root.clientWidth + 1)
    return wide.toSorted((one, other) => right(other) - right(one)).at(-1) ?? root
  }

  function textsIn(root: HTMLElement): readonly { readonly parent: Element; readonly words: string }[] {
    const found = []
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement
      const words = texts.currentNode.textContent?.trim() ?? ''
      if (!parent || words === '' || !parent.checkVisibility({ visibilityProperty: true })) continue
      if (parent.closest('.visually-hidden, svg, select, [aria-hidden=true], kbd')) continue
      if (getComputedStyle(parent).clipPath === 'inset(50%)') continue
      found.push({ parent, words })
    }
    return found
  }

  function isBelowCards(element: HTMLElement): boolean {
    return [...document.querySelectorAll('.gallery')].some(
      (cards) => (element.compareDocumentPosition(cards) & Node.DOCUMENT_POSITION_PRECEDING) !== 0,
    )
  }

  function nameOf(element: Element): string {
    return element.getAttribute('class') ?? element.tagName.toLowerCase()
  }
}

/** Runs in the page: controls in sight that something else lies over. */
export function coverFaults(): readonly string[] {
  const faults = new Set<string>()
  // Nobody presses a control of the room's screen: they come with the pointer.
  for (const control of document.querySelectorAll('.shell :is(button, textarea, input, select, a[href])')) {
    const cover = coverOf(control)
    if (cover)
      faults.add(`${nameOf(cover)} covers ${nameOf(control)} “${control.textContent.trim().slice(0, 30)}”`)
  }
  return [...faults]

  function isShown(element: HTMLElement): boolean {
    return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
  }

  /** The element over the middle of a control in sight. */
  function coverOf(control: Element): Element | undefined {
    if (!(control instanceof HTMLElement) || !isShown(control)) return undefined
    const { left, top, width, height } = control.getBoundingClientRect()
    const [x, y] = [left + width / 2, top + height / 2]
    if (width < 2 || height < 2 || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return undefined
    if (getComputedStyle(control).opacity === '0' || getComputedStyle(control).pointerEvents === 'none')
      return undefined
    const over = document.elementFromPoint(x, y)
    if (!over || control.contains(over) || over.contains(control) || over.closest('label')?.contains(control))
      return undefined
    // A control under a bar is reached by scrolling.
    return over.closest('.top-bar, .phone-foot, .drawer, [role=dialog], [role=menu]') &&
      control.closest('.step-stage, .note-list, .task')
      ? undefined
      : over
  }

  function nameOf(element: Element): string {
    return element.getAttribute('class') ?? element.tagName.toLowerCase()
  }
}
