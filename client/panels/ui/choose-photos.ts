/** Opens the file picker of the browser, or the camera on a phone. Without a choice nothing happens. */
export function choosePhotos(
  chosen: (files: readonly File[]) => void,
  { isOne = false, isCamera = false }: { readonly isOne?: boolean; readonly isCamera?: boolean } = {},
): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*'
  input.multiple = !isOne && !isCamera
  if (isCamera) input.setAttribute('capture', 'environment')
  // Some browsers fire `change` only for an input in the page.
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
