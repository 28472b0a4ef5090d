/**
 * Sends the words of these places, as their audiences say: it presses the buttons of their forms, which have the place as
 * `data-begun`. A text that lacks something stays in its field.
 */
export function sendAll(places: readonly string[]): void {
  for (const place of places) {
    const form = document.querySelector(`form[data-begun="${CSS.escape(place)}"]`)
    if (form instanceof HTMLFormElement) form.requestSubmit()
  }
}
