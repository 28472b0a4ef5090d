import { likelyPairs, type KnownText } from '#shared/text/similar.ts'

// Comparing hundreds of notes takes longer than a frame.
addEventListener('message', ({ data }: MessageEvent<readonly KnownText[]>) => {
  postMessage(likelyPairs(data))
})
