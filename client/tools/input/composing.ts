/** 229: in Safari the Enter that ends an input method's word comes after the end of the word, with this number alone. */
const composingCode = 229

/** Is this key an input method's, for a word that it is making? It then says nothing to whoever else listens. */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === composingCode
}
