/**
 * Hides the visible hint on Escape (WCAG 1.4.13). The next movement of pointer or focus allows hints again.
 */
export function startHints(): void {
  const { dataset } = document.documentElement
  const allow = () => delete dataset['hints']
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') dataset['hints'] = 'off'
  })
  window.addEventListener('focusin', allow)
  window.addEventListener('pointerover', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-hint]') === null) allow()
  })
}
