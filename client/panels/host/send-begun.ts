/** The form that sends the words of a place is in sight. */
export function maySend(place: string): boolean {
  return formOf(place) !== null
}

/**
 * Sends the words of these places, as their audiences say: it presses the buttons of their forms, which have the place as
 * `data-begun`. A text that lacks something stays in its field.
 */
export function sendAll(places: readonly string[]): void {
  for (const place of places) formOf(place)?.requestSubmit()
}

function formOf(place: string): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>(`form[data-begun="${CSS.escape(place)}"]`)
}
