/** The package has no types of its own; this is the part we use. */
declare module 'wawoff2' {
  const wawoff2: {
    readonly compress: (font: Uint8Array) => Promise<Uint8Array>
    readonly decompress: (woff2: Uint8Array) => Promise<Uint8Array>
  }
  export { wawoff2 as default }
}
