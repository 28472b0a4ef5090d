export async function pngOf(pdf: Uint8Array): Promise<Uint8Array> {
  return Promise.resolve(pdf)
}
