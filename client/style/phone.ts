/** Below this width (CSS pixels) bars and drawers are made narrower, as their styles say. */
export const narrowQuery = '(max-width: 640px)'

/** The page has the layout of a phone: it is narrow, or a phone held sideways. */
export const phoneQuery = `${narrowQuery}, (max-height: 480px) and (pointer: coarse)`

export function isPhone(): boolean {
  return window.matchMedia(phoneQuery).matches
}
