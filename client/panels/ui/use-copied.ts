import { useEffect, useState, type RefObject } from 'react'

/** Time that "Copied" is shown. Not measured. */
const copiedMs = 2_000

/** Copies the text of a field. `isCopied` is true for a moment afterwards. */
export function useCopied(
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  text: string,
): { readonly isCopied: boolean; readonly copy: () => Promise<void> } {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setIsCopied(false), copiedMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setIsCopied(true)
    } catch {
      // The page is not secure, or permission was refused: the text is selected, so that the person can
      // copy it.
      field.current?.select()
      setIsCopied(document.execCommand('copy'))
    }
  }
  return { isCopied, copy }
}
