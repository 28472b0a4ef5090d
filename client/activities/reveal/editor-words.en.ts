export const en = {
  title: 'Reveal',
  hint: 'All private notes appear at once, in a random order.',
  prompt: 'Read what everyone wrote.',
}
