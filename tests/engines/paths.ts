/** XPaths of what people look for. */
export const labelled = (label: string): string => `//*[@id=//label[normalize-space()=${quoted(label)}]/@for]`

export const button = (name: string): string =>
  `//button[normalize-space()=${quoted(name)} or @aria-label=${quoted(name)}]`

/** A note or a group of the board, as the accessible list says it. */
export const item = (text: string): string =>
  `//*[contains(@class, "canvas-host")]//*[@role="option"][contains(., ${quoted(text)})]`

export const withClass = (name: string): string =>
  `//*[contains(concat(" ", normalize-space(@class), " "), " ${name} ")]`

/** XPath 1.0 has no escapes: a text with both kinds of quotes is put together. */
function quoted(text: string): string {
  if (!text.includes('"')) return `"${text}"`
  const parts = text.split('"').map((part) => `"${part}"`)
  return `concat(${parts.join(`, '"', `)})`
}
