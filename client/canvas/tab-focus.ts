/**
 * Marks the board while Tab has led the focus there. A press takes the mark away. The focus that Escape gives back to
 * the board, after somebody wrote, changes nothing. Returns its own undo.
 */
export function watchTabFocus(root: HTMLElement): () => void {
  let isByTab = false
  const isHere = (target: EventTarget | null) => target instanceof Node && root.contains(target)
  const stopped = new AbortController()
  const { signal } = stopped
  const press = ({ key, target }: KeyboardEvent) => {
    // On the board itself Tab goes to the next note.
    if (key === 'Tab' && !isHere(target)) isByTab = true
  }
  const point = () => {
    isByTab = false
    root.removeAttribute('data-tabbed')
  }
  const enter = ({ relatedTarget }: FocusEvent) => {
    if (!isHere(relatedTarget)) root.toggleAttribute('data-tabbed', isByTab)
  }
  window.addEventListener('keydown', press, { capture: true, signal })
  window.addEventListener('pointerdown', point, { capture: true, signal })
  root.addEventListener('focusin', enter, { signal })
  return () => stopped.abort()
}
