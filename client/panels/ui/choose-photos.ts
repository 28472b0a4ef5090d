/** Opens the browser's own way to files, or on a phone the camera. Nothing happens when nothing is chosen. */
export function choosePhotos(
  chosen: (files: readonly File[]) => void,
  { isOne = false, isCamera = false }: { readonly isOne?: boolean; readonly isCamera?: boolean } = {},
): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*'
  input.multiple = !isOne && !isCamera
  if (isCamera) input.setAttribute('capture', 'environment')
  // Some browsers hear of a choice only from an input that stands in the page.
  input.hidden = true
  document.body.append(input)
  input.addEventListener('cancel', () => input.remove())
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])]
    input.remove()
    if (files.length > 0) chosen(files)
  })
  input.click()
}
